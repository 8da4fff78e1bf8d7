import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../../lib/api";
import { countDelay, progressKey } from "../../lib/poll";
import { keys } from "../../lib/queries";
import type { Job } from "../../types/contracts";

/** The dashboard's figures: asked for once, and again after a job has moved, the later the more there is to count. */
export function useStats(jobs: readonly Job[] | undefined) {
  const stats = useQuery({
    queryKey: keys.stats,
    queryFn: api.stats,
    staleTime: ({ state }) => countDelay(state.data?.jobs),
    refetchOnWindowFocus: false,
  });
  const { data, dataUpdatedAt, isFetchedAfterMount, isFetching, refetch } = stats;
  const moves = jobs && progressKey(jobs);
  const counted = useRef<string>(undefined);
  const due = dataUpdatedAt + countDelay(data?.jobs);
  useEffect(() => {
    // Asked for together with the list, they know its first answer, and may not know its second, however late they come.
    if (isFetching || isFetchedAfterMount) counted.current ??= moves;
    if (moves === undefined || isFetching || counted.current === moves) return;
    const count = () => {
      counted.current = moves;
      void refetch();
    };
    const timer = setTimeout(count, Math.max(0, due - Date.now()));
    return () => clearTimeout(timer);
  }, [moves, due, isFetchedAfterMount, isFetching, refetch]);
  return data;
}

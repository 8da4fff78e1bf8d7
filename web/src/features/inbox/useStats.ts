import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../../lib/api";
import { progressKey } from "../../lib/poll";
import { keys } from "../../lib/queries";
import type { Job } from "../../types/contracts";

/** Counting reads thousands of rows: figures need not be newer than this. */
const AT_MOST_EVERY_MS = 30_000;

/** The dashboard's figures: asked for once, and again some time after a job has moved. */
export function useStats(jobs: readonly Job[] | undefined) {
  const stats = useQuery({
    queryKey: keys.stats,
    queryFn: api.stats,
    staleTime: AT_MOST_EVERY_MS,
    refetchOnWindowFocus: false,
  });
  const { refetch, dataUpdatedAt } = stats;
  const moves = jobs && progressKey(jobs);
  const counted = useRef(moves);
  useEffect(() => {
    if (moves === undefined || dataUpdatedAt === 0) return;
    counted.current ??= moves;
    if (counted.current === moves) return;
    const timer = setTimeout(
      () => {
        counted.current = moves;
        void refetch();
      },
      Math.max(0, dataUpdatedAt + AT_MOST_EVERY_MS - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [moves, dataUpdatedAt, refetch]);
  return stats.data;
}

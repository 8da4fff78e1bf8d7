import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../../lib/api";
import { coalesced } from "../../lib/coalesce";
import { pollDelay, progressKey } from "../../lib/poll";
import { keys } from "../../lib/queries";
import type { JobList } from "../../types/contracts";
import { refreshed, withOlder } from "./jobPages";
import { uploads } from "./uploads";

/** The jobs that a text finds (all for ""): one request for all, repeated while any is under way and the page is looked at. */
export function useJobs(q: string) {
  const client = useQueryClient();
  const key = keys.jobsFound(q);
  const ask = (after?: string) => api.jobs({ ...(q && { q }), ...(after && { after }) });
  const progress = useRef({ key: "", since: 0 });
  // Twenty files tell of sixty moves within a second; were each to start the request anew, none would be answered.
  useEffect(() => uploads.onJobs(coalesced(() => client.invalidateQueries({ queryKey: keys.jobs }))), [client]);
  const list = useQuery({
    queryKey: key,
    queryFn: () => refreshed(client.getQueryData<JobList>(key), ask, Date.now()),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const jobs = state.data?.jobs ?? [];
      const moves = progressKey(jobs);
      if (progress.current.key !== moves) progress.current = { key: moves, since: Date.now() };
      return pollDelay(jobs, progress.current.since, Date.now());
    },
  });
  const more = useMutation({
    mutationFn: () => ask(list.data?.next),
    onSuccess: (page) => client.setQueryData<JobList>(key, (known) => (known ? withOlder(known, page) : page)),
  });
  return { list, more };
}

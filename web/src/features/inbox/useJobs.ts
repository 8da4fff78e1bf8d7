import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../../lib/api";
import { coalesced } from "../../lib/coalesce";
import { pollDelay, progressKey } from "../../lib/poll";
import { keys } from "../../lib/queries";
import { uploads } from "./uploads";

/** The list of jobs: one request for all, repeated while any is under way and the page is looked at. */
export function useJobs() {
  const client = useQueryClient();
  const progress = useRef({ key: "", since: 0 });
  // Twenty files tell of sixty moves within a second; were each to start the request anew, none would be answered.
  useEffect(() => uploads.onJobs(coalesced(() => client.invalidateQueries({ queryKey: keys.jobs }))), [client]);
  return useQuery({
    queryKey: keys.jobs,
    queryFn: () => api.jobs(),
    refetchInterval: ({ state }) => {
      const jobs = state.data?.jobs ?? [];
      const key = progressKey(jobs);
      if (progress.current.key !== key) progress.current = { key, since: Date.now() };
      return pollDelay(jobs, progress.current.since, Date.now());
    },
  });
}

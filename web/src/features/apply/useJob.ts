import { useQuery } from "@tanstack/react-query";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import type { Job } from "../../types/contracts";

const WATCH_MS = 1000;

/** The job; asked for again and again while this page does something to it (`busy`), or it changes by itself. */
export function useJob(id: string, busy: boolean) {
  return useQuery({
    queryKey: keys.job(id),
    queryFn: () => api.job(id),
    refetchInterval: ({ state: { data } }) => (busy || isMoving(data) ? WATCH_MS : false),
  });
}

/** It is being applied, or taken back. */
function isMoving(job: Job | undefined): boolean {
  return job !== undefined && (job.status === "applying" || job.progress !== undefined);
}

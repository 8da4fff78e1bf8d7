/** What stood on the page before it was read again, to say what is different once the new reading is there. */
import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../../lib/queries";
import type { Job, Reading } from "../../types/contracts";

export interface Before {
  attempt: number;
  reading: Reading;
  version: number;
}

const beforeKey = (id: string) => ["reread", id] as const;

/** Keeps what there is; the new attempt's reading and draft are asked for anew. */
export function beginReread(client: QueryClient, job: Job, reading: Reading): void {
  client.setQueryData<Before>(beforeKey(job.job_id), { attempt: job.attempt, reading, version: job.review_version });
  client.removeQueries({ queryKey: keys.reading(job.job_id) });
  client.removeQueries({ queryKey: keys.draft(job.job_id) });
}

export function beforeReread(client: QueryClient, id: string): Before | undefined {
  return client.getQueryData<Before>(beforeKey(id));
}

export function forgetReread(client: QueryClient, id: string): void {
  client.removeQueries({ queryKey: beforeKey(id) });
}

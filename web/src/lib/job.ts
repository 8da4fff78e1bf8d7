/** What a job is called and how it stands, as the page says it. */
import type { Job } from "../types/contracts";

/** A state as shown: the job's status, with "parsed" split by whether somebody must look at it. */
export type ShownState = Job["status"] | "needs_review";

export function shownState(job: Pick<Job, "status" | "needs_review">): ShownState {
  return job.status === "parsed" && job.needs_review ? "needs_review" : job.status;
}

/** The invoice's number when it is read, the file's name before. */
export function jobName(job: Pick<Job, "invoice_number" | "name">): string {
  return job.invoice_number ?? job.name;
}

/** Whether there is a reading to look at. */
export function isReadable(job: Pick<Job, "status">): boolean {
  return job.status === "parsed" || job.status === "applying" || job.status === "applied" || job.status === "reversed";
}

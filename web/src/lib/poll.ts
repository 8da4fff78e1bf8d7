/** How often the list of jobs, and the figures about them, are asked for while something is under way. */
import type { Job, Status } from "../types/contracts";

const ACTIVE: readonly Status[] = ["awaiting_upload", "queued", "running", "applying"];
/** After this long an upload that never came is not waited for any more; the server clears it away. */
const ABANDONED_MS = 15 * 60_000;
/** A count reads a row a job, 5000 at most. So it reads no more rows a second than the list does, of which a poll reads 200. */
const COUNT_MS_A_JOB = 5;

/** Whether the job will change without anybody's doing. */
export function isActive(job: Pick<Job, "status" | "created_at">, now: number): boolean {
  if (!ACTIVE.includes(job.status)) return false;
  return job.status !== "awaiting_upload" || now - Date.parse(job.created_at) < ABANDONED_MS;
}

/** Milliseconds until the next request, false when nothing is under way; `since` is when anything last changed. */
export function pollDelay(jobs: readonly Job[], since: number, now: number): number | false {
  if (!jobs.some((job) => isActive(job, now))) return false;
  const quiet = now - since;
  if (quiet < 10_000) return 1000;
  return quiet < 60_000 ? 2000 : 5000;
}

/** Milliseconds from one count of so many jobs to the next, should one of them move. */
export function countDelay(jobs = 0): number {
  return COUNT_MS_A_JOB * jobs;
}

/** Equal as long as no job appeared or moved: when it differs, asking becomes frequent again. */
export function progressKey(jobs: readonly Job[]): string {
  return jobs.map((job) => `${job.job_id}:${job.status}:${job.attempt}:${job.progress?.done ?? ""}`).join(" ");
}

/** How often the list of jobs is asked for while something is under way. */
import type { Job, Status } from "../types/contracts";

const ACTIVE: readonly Status[] = ["awaiting_upload", "queued", "running", "applying"];
/** After this long an upload that never came is not waited for any more; the server clears it away. */
const ABANDONED_MS = 15 * 60_000;

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

/** Equal as long as no job appeared or moved: when it differs, asking becomes frequent again. */
export function progressKey(jobs: readonly Job[]): string {
  return jobs.map((job) => `${job.job_id}:${job.status}:${job.attempt}:${job.progress?.done ?? ""}`).join(" ");
}

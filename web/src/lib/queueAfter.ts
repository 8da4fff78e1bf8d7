/** What comes after this invoice: those that need review, then those that are ready, each the oldest first. */
import type { Job } from "../types/contracts";

interface Queue {
  next: Job | undefined;
  needReview: number;
  ready: number;
}

export function queueAfter(jobs: readonly Job[], current: string): Queue {
  const open = jobs
    .filter(({ job_id, status }) => job_id !== current && status === "parsed")
    .sort((a, b) => a.created_at.localeCompare(b.created_at));
  const [needReview, ready] = [open.filter((job) => job.needs_review), open.filter((job) => !job.needs_review)];
  return { next: needReview[0] ?? ready[0], needReview: needReview.length, ready: ready.length };
}

/** Where an invoice stands among those that need a person's review, the oldest first. Pure. */
import type { Job } from "../../types/contracts";

export interface Neighbours {
  /** 1 for the first; null when it needs none itself. */
  place: number | null;
  of: number;
  previous: Job | undefined;
  next: Job | undefined;
}

export function neighboursOf(jobs: readonly Job[], current: Pick<Job, "job_id" | "created_at">): Neighbours {
  const open = jobs
    .filter(({ status, needs_review }) => status === "parsed" && needs_review)
    .sort((a, b) => inTurn(a, b));
  const index = open.findIndex(({ job_id }) => job_id === current.job_id);
  const others = open.filter(({ job_id }) => job_id !== current.job_id);
  const next = others.find((job) => inTurn(job, current) > 0);
  const previous = others.findLast((job) => inTurn(job, current) < 0);
  // Round the ends: what was put off earlier comes again.
  return {
    place: index < 0 ? null : index + 1,
    of: open.length,
    previous: previous ?? others.at(-1),
    next: next ?? others[0],
  };
}

function inTurn(a: Pick<Job, "job_id" | "created_at">, b: Pick<Job, "job_id" | "created_at">): number {
  return a.created_at.localeCompare(b.created_at) || a.job_id.localeCompare(b.job_id);
}

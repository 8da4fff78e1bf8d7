/** Jobs by day, in the order in which they come. Pure. */
import type { Job } from "../../types/contracts";

export interface Day {
  /** "2026-04-17" */
  day: string;
  jobs: Job[];
}

/** A day begins where it changes: the order is the server's, and pages are only ever added at the end. */
export function byDay(jobs: readonly Job[], dayOf: (job: Job) => string): Day[] {
  const days: Day[] = [];
  for (const job of jobs) {
    const day = dayOf(job);
    const last = days.at(-1);
    if (last?.day === day) last.jobs.push(job);
    else days.push({ day, jobs: [job] });
  }
  return days;
}

/** The day of the upload where the reader is. */
export function uploadDay({ created_at }: Pick<Job, "created_at">): string {
  return localDay(new Date(created_at));
}

/** The day that the invoice bears; the upload's while it has none. A vendor's jobs come in this order. */
export function invoiceDay(job: Pick<Job, "created_at" | "invoice_date">): string {
  return job.invoice_date ?? uploadDay(job);
}

export function localDay(at: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

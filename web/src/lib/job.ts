/** What a job is called and how it stands, as the page says it. */
import type { Job, Time } from "../types/contracts";

/** A state as shown: the job's status, with "parsed" split by whether somebody must look at it, or ever has. */
export type ShownState = Job["status"] | "needs_review" | "unreviewed";

export function shownState(job: Pick<Job, "status" | "needs_review" | "review_version" | "findings">): ShownState {
  if (job.status !== "parsed" || !job.needs_review) return job.status;
  return job.review_version === 0 && !job.findings?.error ? "unreviewed" : "needs_review";
}

/** How a job that moves by itself has come along. */
export type Wait =
  | { for: "start" | "reading"; seconds: number; unusual: boolean }
  | { for: "retry"; at: Time; seconds: number }
  | { for: "stock"; done: number; of: number };

const UNUSUAL_SECONDS = { start: 30, reading: 60 };

/**
 * What a job waits for at the moment `now`; null when it has come to rest. A slow clock never counts backwards.
 * While others are read (`busy`) a long wait for its turn is nothing unusual.
 */
export function waitOf(job: Job, now: number, busy = false): Wait | null {
  if (job.progress) return { for: "stock", ...job.progress };
  if (job.status !== "queued" && job.status !== "running") return null;
  const until = job.retry_at ? Math.ceil((Date.parse(job.retry_at) - now) / 1000) : 0;
  if (job.retry_at && until > 0) return { for: "retry", at: job.retry_at, seconds: until };
  const step = job.status === "queued" ? "start" : "reading";
  const since = job.status === "queued" ? job.queued_at : job.started_at;
  const seconds = Math.max(0, Math.floor((now - Date.parse(since ?? job.updated_at)) / 1000));
  return { for: step, seconds, unusual: seconds >= UNUSUAL_SECONDS[step] && !(busy && step === "start") };
}

/** What storage has is not the file, or it is one that reads the same however often it is tried. */
const UPLOAD_ANEW = [
  "UPLOAD_CHANGED",
  "UPLOAD_MISSING",
  "SOURCE_EXPIRED",
  "EMPTY_FILE",
  "NOT_A_PDF",
  "DAMAGED_PDF",
  "ENCRYPTED_PDF",
  "NO_PAGES",
  "BAD_PAGE_BOX",
  "SCANNED_NO_TEXT",
  "UNREADABLE_TEXT",
  "XFA_ONLY",
];

type Failure = Pick<Job, "status" | "error">;

/** Whether no attempt could read this file, so that only another one helps. */
export function needsAnotherFile({ status, error }: Failure): boolean {
  return status === "failed" && UPLOAD_ANEW.includes(error?.code ?? "");
}

/** Whether a person may ask for another attempt. */
export function isRetryable(job: Failure): boolean {
  return job.status === "failed" && !needsAnotherFile(job);
}

/** Whoever the vendor is: the file is over a limit, and another attempt helps only once that has been raised. */
const OVER_LIMIT = ["FILE_TOO_LARGE", "TOO_MANY_PAGES", "TOO_COMPLEX", "DECOMPRESSION_BOMB", "LIMIT_OUTPUT"];

/** Whether it might be read as another vendor's. */
export function isReadableAs(job: Failure): boolean {
  return isRetryable(job) && !OVER_LIMIT.includes(job.error?.code ?? "");
}

/** Whether a person who knows whose invoice it is can have it read. */
export function needsVendor({ status, error }: Failure): boolean {
  return status === "failed" && (error?.code === "NO_VENDOR_MATCH" || error?.code === "AMBIGUOUS_VENDOR");
}

/** The invoice's number when it is read, the file's name before. */
export function jobName(job: Pick<Job, "invoice_number" | "name">): string {
  return job.invoice_number ?? job.name;
}

/** Whether there is a reading to look at. */
export function isReadable(job: Pick<Job, "status">): boolean {
  return job.status === "parsed" || job.status === "applying" || job.status === "applied" || job.status === "reversed";
}

/** Unsaved decisions, kept in the browser under the job, with the version they started from. */
import { forget, recall, remember } from "../../lib/store";
import type { ReviewInput } from "../../types/contracts";

export interface LocalDraft {
  at: string;
  version: number;
  review: ReviewInput;
}

/** The draft, unless it was made over another reading than the given one. */
export function recallDraft(job: string, reading: string): LocalDraft | null {
  const draft = recall<LocalDraft>(key(job));
  return draft?.review?.reading_sha256 === reading ? draft : null;
}

export function rememberDraft(job: string, version: number, review: ReviewInput): void {
  remember(key(job), { at: new Date().toISOString(), version, review });
}

export function forgetDraft(job: string): void {
  forget(key(job));
}

function key(job: string): string {
  return `draft/${job}`;
}

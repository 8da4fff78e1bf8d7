/** Unsaved decisions, kept in the browser under the job and the version they started from. */
import { forget, recall, remember } from "../../lib/store";
import type { ReviewInput } from "../../types/contracts";

export interface LocalDraft {
  at: string;
  review: ReviewInput;
}

/** The draft, unless it was made over another reading than the given one. */
export function recallDraft(job: string, version: number, reading: string): LocalDraft | null {
  const draft = recall<LocalDraft>(key(job, version));
  return draft?.review?.reading_sha256 === reading ? draft : null;
}

export function rememberDraft(job: string, version: number, review: ReviewInput): void {
  remember(key(job, version), { at: new Date().toISOString(), review });
}

export function forgetDraft(job: string, version: number): void {
  forget(key(job, version));
}

function key(job: string, version: number): string {
  return `draft/${job}/${version}`;
}

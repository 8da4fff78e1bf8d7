/** Unsaved decisions, kept in the browser under the job, the version they started from, and the window they are of. */
import { listUnder, put, remove } from "../../lib/idb";
import type { ReviewInput } from "../../types/contracts";

export interface LocalDraft {
  job: string;
  /** The saved version it builds on, and what that one said. */
  version: number;
  base: ReviewInput;
  review: ReviewInput;
  window: string;
  at: string;
}

/** This window, as long as its page is loaded: two windows over one invoice never overwrite each other's drafts. */
export const THIS_WINDOW = crypto.randomUUID?.() ?? String(Math.random());

/** The drafts of a job over the given reading, the newest first. */
export async function recallDrafts(job: string, reading: string): Promise<LocalDraft[]> {
  const drafts = await listUnder<LocalDraft>(job);
  return drafts
    .filter(({ review }) => review.reading_sha256 === reading)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

export function rememberDraft(draft: Omit<LocalDraft, "window" | "at">): Promise<void> {
  const at = new Date().toISOString();
  return put([draft.job, draft.version, THIS_WINDOW], { ...draft, window: THIS_WINDOW, at });
}

export function forgetDraft({ job, version, window }: Pick<LocalDraft, "job" | "version" | "window">): Promise<void> {
  return remove([job, version, window]);
}

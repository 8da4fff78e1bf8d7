import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api } from "../../lib/api";
import { problemOf } from "../../lib/http";
import { keys } from "../../lib/queries";
import type { Draft, ReviewInput, ReviewSaved } from "../../types/contracts";
import { decisionsOf } from "./decisions";
import type { Side } from "./merge";
import { useMerging } from "./useMerging";
import type { Decisions } from "./useReview";
import { useSavedVersion } from "./useSavedVersion";

/**
 * Saves the newest decisions as the next version. When another version was saved meanwhile, both are merged and saved
 * over it; what both changed is asked about first.
 */
export function useSaving(draft: Draft, decisions: Decisions, onSaved: (version: number) => void) {
  const client = useQueryClient();
  const id = draft.job.job_id;
  const { newest, settle } = decisions;
  const version = useSavedVersion(draft);
  const { conflict, brought, forgetBrought, mergeWith, bring, answer } = useMerging(version, decisions);
  const { attempt, pending, error, setError } = useAttempt();

  const saved = (sent: ReviewInput, stored: ReviewSaved) => {
    version.put(afterSaving(version.newest(), stored));
    settle(sent, decisionsOf(stored.review));
    onSaved(stored.version);
    void client.invalidateQueries({ queryKey: keys.jobs });
  };

  /** What was saved; null when something must be asked first. Others may save while this one merges: so, again. */
  const send = async (): Promise<ReviewSaved | null> => {
    forgetBrought();
    for (;;) {
      const sent = newest();
      try {
        const stored = await api.saveReview(id, version.newest().version, sent);
        saved(sent, stored);
        return stored;
      } catch (refusal) {
        const theirs = await afterConflict(id, sent, refusal);
        if (!mergeWith(theirs, true)) return null;
      }
    }
  };

  const save = () => attempt(send);

  /** Takes in what another window saved; what is unsaved here stays unsaved. */
  const pull = () => api.draft(id).then((theirs) => void mergeWith(theirs, false), setError);

  const resolve = (choices: Readonly<Record<string, Side>> | null) => {
    if (answer(choices)) void save();
  };

  return { save, pending, error, conflict, resolve, brought, pull, bring };
}

/** One try at a time: whether it is under way, and why the last one failed; null comes of one that did. */
function useAttempt() {
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const attempt = async <T>(work: () => Promise<T | null>): Promise<T | null> => {
    if (busy.current) return null;
    busy.current = true;
    setPending(true);
    setError(null);
    try {
      return await work();
    } catch (refusal) {
      setError(refusal);
      return null;
    } finally {
      busy.current = false;
      setPending(false);
    }
  };
  return { attempt, pending, error, setError };
}

/** The newest version, when that is what the save was refused for; else the refusal is thrown again. */
async function afterConflict(id: string, sent: ReviewInput, refusal: unknown): Promise<Draft> {
  if (problemOf(refusal).code !== "REVIEW_CONFLICT") throw refusal;
  const theirs = await api.draft(id);
  if (theirs.review.reading_sha256 !== sent.reading_sha256) throw refusal;
  return theirs;
}

function afterSaving(
  before: Draft,
  { version, review_sha256, review, invoice, findings, unmapped }: ReviewSaved,
): Draft {
  const lines = before.lines.map((line) => ({ ...line, needs_mapping: unmapped.includes(line.line_id) }));
  return { ...before, version, review_sha256, review: decisionsOf(review), invoice, findings, lines };
}

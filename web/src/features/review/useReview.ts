import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import type { Draft, ReviewInput, ReviewSaved } from "../../types/contracts";
import { decisionsOf, sameDecisions } from "./decisions";
import { forgetDraft, type LocalDraft, recallDraft, rememberDraft } from "./localDraft";

/** Changes the decisions: the function gets the newest ones. */
export type Change = (step: (review: ReviewInput) => ReviewInput) => void;

/** The decisions being made: what was saved, what is new, and the way to save it. */
export function useReview(draft: Draft) {
  const { job, version } = draft;
  const saved = draft.review;
  const [kept, setKept] = useState(() => keptDraft(draft));
  const [review, setReview] = useState<ReviewInput>(() =>
    kept?.version === version ? kept.review : decisionsOf(saved),
  );
  const dirty = !sameDecisions(review, saved);
  const settle = useCallback(() => setKept(null), []);
  const save = useSave(draft, setReview, settle);
  const change = useCallback<Change>((step) => setReview(step), []);
  const use = (decisions: ReviewInput) => {
    setReview(decisions);
    setKept(null);
  };
  useEffect(() => {
    if (dirty) rememberDraft(job.job_id, version, review);
    else if (kept === null || kept.version === version) forgetDraft(job.job_id);
  }, [dirty, review, kept, job.job_id, version]);
  return {
    review,
    change,
    dirty,
    save,
    /** What this browser kept unsaved: taken up again, or, when another version was saved since, only offered. */
    kept,
    takeKept: () => kept && use(kept.review),
    discard: () => use(decisionsOf(saved)),
  };
}

function keptDraft({ job, review }: Draft): LocalDraft | null {
  const kept = recallDraft(job.job_id, review.reading_sha256);
  return kept && !sameDecisions(kept.review, review) ? kept : null;
}

/** Saves the decisions as the next version; what was typed while the answer was on its way stays. */
function useSave(draft: Draft, setReview: (step: (now: ReviewInput) => ReviewInput) => void, onSaved: () => void) {
  const client = useQueryClient();
  const id = draft.job.job_id;
  return useMutation({
    mutationFn: (sent: ReviewInput) => api.saveReview(id, draft.version, sent),
    onSuccess: (answer, sent) => {
      forgetDraft(id);
      onSaved();
      setReview((now) => (now === sent ? decisionsOf(answer.review) : now));
      client.setQueryData<Draft>(keys.draft(id), (before) => before && afterSaving(before, answer));
      void client.invalidateQueries({ queryKey: keys.jobs });
    },
    // Another window that saved has forgotten this one's draft too.
    onError: (_, sent) => rememberDraft(id, draft.version, sent),
  });
}

function afterSaving(
  before: Draft,
  { version, review_sha256, review, invoice, findings, unmapped }: ReviewSaved,
): Draft {
  const lines = before.lines.map((line) => ({ ...line, needs_mapping: unmapped.includes(line.line_id) }));
  return { ...before, version, review_sha256, review: decisionsOf(review), invoice, findings, lines };
}

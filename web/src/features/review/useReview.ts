import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import type { Draft, ReviewInput, ReviewSaved } from "../../types/contracts";
import { decisionsOf, sameDecisions } from "./decisions";
import { forgetDraft, recallDraft, rememberDraft } from "./localDraft";

/** Changes the decisions: the function gets the newest ones. */
export type Change = (step: (review: ReviewInput) => ReviewInput) => void;

/** The decisions being made: what was saved, what is new, and the way to save it. */
export function useReview(draft: Draft) {
  const { job, version } = draft;
  const saved = draft.review;
  const [kept] = useState(() => recallDraft(job.job_id, version, saved.reading_sha256));
  const [review, setReview] = useState<ReviewInput>(() => kept?.review ?? decisionsOf(saved));
  const [restoredAt, setRestoredAt] = useState<string | null>(
    kept && !sameDecisions(kept.review, saved) ? kept.at : null,
  );
  const dirty = !sameDecisions(review, saved);
  const save = useSave(draft, setReview);
  const change = useCallback<Change>((step) => setReview(step), []);
  const discard = () => {
    setReview(decisionsOf(saved));
    setRestoredAt(null);
  };
  useEffect(() => {
    if (dirty) rememberDraft(job.job_id, version, review);
    else forgetDraft(job.job_id, version);
  }, [dirty, review, job.job_id, version]);
  return { review, change, dirty, save, restoredAt, discard };
}

/** Saves the decisions as the next version; what was typed while the answer was on its way stays. */
function useSave(draft: Draft, setReview: (step: (now: ReviewInput) => ReviewInput) => void) {
  const client = useQueryClient();
  const id = draft.job.job_id;
  return useMutation({
    mutationFn: (sent: ReviewInput) => api.saveReview(id, draft.version, sent),
    onSuccess: (answer, sent) => {
      forgetDraft(id, draft.version);
      setReview((now) => (now === sent ? decisionsOf(answer.review) : now));
      client.setQueryData<Draft>(keys.draft(id), (before) => before && afterSaving(before, answer));
      void client.invalidateQueries({ queryKey: keys.jobs });
    },
  });
}

function afterSaving(
  before: Draft,
  { version, review_sha256, review, invoice, findings, unmapped }: ReviewSaved,
): Draft {
  const lines = before.lines.map((line) => ({ ...line, needs_mapping: unmapped.includes(line.line_id) }));
  return { ...before, version, review_sha256, review: decisionsOf(review), invoice, findings, lines };
}

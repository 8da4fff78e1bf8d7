import { useCallback, useRef, useState } from "react";
import type { Draft, ReviewInput } from "../../types/contracts";
import { decisionsOf, sameDecisions } from "./decisions";
import { begin, type History, record, redo, undo } from "./undo";
import { useDrafts } from "./useDrafts";
import { useSaving } from "./useSaving";
import { useWindows } from "./useWindows";

/**
 * Changes the decisions: the function gets the newest ones. Each call is one step of undo; a step that `joins` the one
 * before it, by name, becomes part of that one.
 */
export type Change = (step: (review: ReviewInput) => ReviewInput, joins?: string) => void;

/** The newest decisions with all steps to them, readable at once by whoever sends or keeps them. */
export interface Decisions {
  history: History<ReviewInput>;
  newest: () => ReviewInput;
  change: Change;
  /** What was saved comes back from the server: no step of its own. */
  settle: (sent: ReviewInput, saved: ReviewInput) => void;
  step: (way: "undo" | "redo") => [before: ReviewInput, after: ReviewInput] | null;
}

/** The decisions being made: what was saved, what is new, how to take it back, and the way to save it; of a past version nothing is kept. */
export function useReview(draft: Draft, past: boolean) {
  const decisions = useDecisions(draft.review);
  const { history, change, step } = decisions;
  const windows = useWindows(draft.job.job_id);
  const saving = useSaving(draft, decisions, windows.saved);
  const dirty = !sameDecisions(history.now, draft.review);
  const drafts = useDrafts(draft, history.now, dirty, windows.others, saving.bring, past);
  return {
    review: history.now,
    change,
    dirty,
    step,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    saving,
    drafts,
    others: windows.others,
  };
}

export type ReviewState = ReturnType<typeof useReview>;

function useDecisions(saved: ReviewInput): Decisions {
  const [history, show] = useState(() => begin(decisionsOf(saved)));
  const latest = useRef(history);
  const put = useCallback((next: History<ReviewInput>) => {
    latest.current = next;
    show(next);
  }, []);
  const newest = useCallback(() => latest.current.now, []);
  const change = useCallback<Change>(
    (step, joins) => {
      const next = step(latest.current.now);
      if (!sameDecisions(next, latest.current.now)) put(record(latest.current, next, joins));
    },
    [put],
  );
  const settle = useCallback(
    (sent: ReviewInput, back: ReviewInput) => {
      if (latest.current.now === sent) put({ ...latest.current, now: decisionsOf(back) });
    },
    [put],
  );
  const step = useCallback<Decisions["step"]>(
    (way) => {
      const before = latest.current;
      const after = way === "undo" ? undo(before) : redo(before);
      if (after === before) return null;
      put(after);
      return [before.now, after.now];
    },
    [put],
  );
  return { history, newest, change, settle, step };
}

import { useState } from "react";
import { useLocation } from "wouter";
import { texts } from "../../texts";
import type { Draft, ReviewSaved } from "../../types/contracts";
import { changedPlace } from "./cells";
import { overrideOf } from "./decisions";
import { NO_VENDOR, type Problem } from "./problems";
import type { FieldIssues } from "./useFieldIssues";
import type { GridFocus } from "./useGrid";
import type { Problems } from "./useProblems";
import type { ReviewState } from "./useReview";

interface Given {
  draft: Draft;
  state: ReviewState;
  issues: FieldIssues;
  walk: Problems;
  grid: GridFocus;
  locked: boolean;
}

/** What is done with the whole review: save it, go on to apply it, take a step back or forth. */
export function useSteps({ draft, state, issues, walk, grid, locked }: Given) {
  const [, navigate] = useLocation();
  const [stopped, setStopped] = useState(false);
  const [said, say] = useState("");
  const { saving, dirty, step } = state;
  const applyPath = `/invoices/${draft.job.job_id}/apply`;
  const waits = saving.pending || issues.count > 0;
  const unsaved = dirty || draft.version === 0;
  const save = async () => {
    if (locked || !unsaved || !ready(issues)) return;
    setStopped(false);
    await saving.save();
  };
  const apply = async () => {
    if (locked) return navigate(applyPath);
    if (saving.pending || !ready(issues)) return;
    const saved = unsaved ? await saving.save() : null;
    if (unsaved && saved === null) return;
    const blocking = walk.problems.find((problem) => problem.blocking);
    const open = saved ? openAfter(saved) : blocking !== undefined;
    setStopped(open);
    if (open) showOpen(blocking, saved);
    else navigate(applyPath);
  };
  const showOpen = (blocking: Problem | undefined, saved: ReviewSaved | null) =>
    blocking ? walk.goTo(blocking) : goToRefusal(saved, grid);
  const goBack = (way: "undo" | "redo") => {
    const states = locked ? null : step(way);
    if (states === null) return;
    const place = changedPlace(...states);
    if (place) grid.actions.go(place);
    say(place ? texts.review[way === "undo" ? "undone" : "redone"](place.line) : "");
  };
  return {
    save: () => void save(),
    apply: () => void apply(),
    undo: () => goBack("undo"),
    redo: () => goBack("redo"),
    waits,
    unsaved,
    stopped,
    said,
    applyPath,
    canUndo: state.canUndo && !locked,
    canRedo: state.canRedo && !locked,
  };
}

export type Steps = ReturnType<typeof useSteps>;

/** Whether every field holds something usable; else the first that does not gets the focus. */
function ready(issues: FieldIssues): boolean {
  if (issues.count === 0) return true;
  document.querySelector<HTMLElement>('.values [aria-invalid="true"]')?.focus();
  return false;
}

/** Goes to what only the server sees: an item that is gone, a factor that its scale cannot hold, a correction's error. */
function goToRefusal(saved: ReviewSaved | null, grid: GridFocus): void {
  const line = saved?.unmapped[0];
  if (line !== undefined) grid.actions.go({ line, column: "item" });
  else document.querySelector<HTMLElement>(".finding.error button")?.focus();
}

/** Whether apply would be refused for what was saved. */
function openAfter({ unmapped, findings, review, invoice }: ReviewSaved): boolean {
  if (unmapped.length > 0) return true;
  return findings.some((finding) => {
    if (finding.severity !== "error") return false;
    if (finding.code !== NO_VENDOR) return !overrideOf(review, finding);
    return !review.vendor_id || invoice.lines.some((_, index) => !review.confirmed.includes(`/lines/${index}`));
  });
}

import { useCallback, useMemo, useRef, useState } from "react";
import type { Draft, InvoiceLine, Reading, ReviewInput } from "../../types/contracts";
import { isCreditNote, lineField } from "./corrected";
import { confirm } from "./decisions";
import { beside, isSuggested, type Problem, problemsOf } from "./problems";
import { ofFinding, ofUnread, type SelectionContext } from "./selection";
import type { GridFocus } from "./useGrid";
import type { Change } from "./useReview";

interface Given {
  draft: Draft;
  reading: Reading;
  lines: readonly InvoiceLine[];
  review: ReviewInput;
  change: Change;
  grid: GridFocus;
  select: SelectionContext["select"];
}

/** What is open, where the person stands in it, and the ways from one to the next. */
export function useProblems({ draft, reading, lines, review, change, grid, select }: Given) {
  const problems = useOpen(draft, reading, lines, review);
  const [current, setCurrent] = useState<string | null>(null);
  const was = useRef(0);
  const goTo = useCallback(
    (problem: Problem) => {
      setCurrent(problem.key);
      if (problem.line !== undefined) grid.actions.go({ line: problem.line, column: problem.column ?? "line_total" });
      else focusOn(problem.key);
      if (problem.unread) select(ofUnread(problem.unread));
      else if (problem.finding) select(ofFinding(problem.finding, reading.sources));
    },
    [grid.actions, select, reading.sources],
  );
  const step = (by: 1 | -1) => {
    const index = beside(problems, current, was.current, by);
    const problem = problems[index];
    if (problem === undefined) return;
    was.current = index;
    goTo(problem);
  };
  /** Says that it is right as it stands, and goes on to the next one. */
  const settle = (problem: Problem) => {
    const { confirms } = problem;
    if (confirms === undefined) return;
    change((now) => confirm(now, confirms));
    const index = problems.indexOf(problem);
    const next = problems[index + 1] ?? problems[0];
    was.current = Math.max(0, index);
    if (next && next !== problem) goTo(next);
  };
  const at = problems.find(({ key }) => key === current) ?? null;
  return {
    problems,
    current: at,
    goTo,
    next: () => step(1),
    previous: () => step(-1),
    settle,
    settleCurrent: () => at && settle(at),
    /** Confirms what the cell is doubted for; where the vendor is not known, its line. */
    settleCell: (line: string, column: string) => {
      const ofLine = problems.filter((problem) => problem.line === line && problem.confirms !== undefined);
      const found = ofLine.find((problem) => problem.column === column) ?? ofLine[0];
      if (found) settle(found);
      else if (isSuggested(draft.findings)) confirmLine(lines, line, change);
    },
  };
}

export type Problems = ReturnType<typeof useProblems>;

function useOpen(
  draft: Draft,
  reading: Reading,
  lines: readonly InvoiceLine[],
  review: ReviewInput,
): readonly Problem[] {
  const { findings, invoice } = draft;
  const checked = draft.review.corrections;
  const { unread } = reading;
  return useMemo(
    () => problemsOf({ lines, findings, unread, review, checked, creditNote: isCreditNote(invoice) }),
    [lines, findings, unread, review, checked, invoice],
  );
}

function confirmLine(lines: readonly InvoiceLine[], line: string, change: Change): void {
  const index = lines.findIndex(({ line_id }) => line_id === line);
  if (index >= 0) change((now) => confirm(now, lineField(index)));
}

function focusOn(key: string): void {
  const target = document.querySelector<HTMLElement>(`[data-problem="${CSS.escape(key)}"]`);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

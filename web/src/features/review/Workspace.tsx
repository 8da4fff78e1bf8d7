import { useMemo, useState } from "react";
import { lineIndex } from "../../lib/pointer";
import { texts } from "../../texts";
import type { Draft, InvoiceLine, Reading } from "../../types/contracts";
import { correctedLines } from "./corrected";
import { Facts, Totals } from "./Facts";
import { EditingScope } from "./FactValue";
import { isAboutFile } from "./FileNotes";
import { Findings } from "./Findings";
import { LineGrid } from "./LineGrid";
import { MergeDialog } from "./MergeDialog";
import { PdfPane } from "./PdfPane";
import { ProblemBar } from "./ProblemBar";
import { hasChanged, isSuggested, NO_VENDOR } from "./problems";
import { ReviewBar } from "./ReviewBar";
import { SameNumber } from "./SameNumber";
import { SourceStrip } from "./SourceStrip";
import { ofValue, type Selection, SelectionScope, SourcesScope } from "./selection";
import { Unread } from "./Unread";
import { type FieldIssues, useFieldIssues } from "./useFieldIssues";
import { type GridFocus, useGrid } from "./useGrid";
import { type NeighbourWays, useNeighbours } from "./useNeighbours";
import { type PageView, usePageView } from "./usePageView";
import { type Problems, useProblems } from "./useProblems";
import { type ReviewState, useReview } from "./useReview";
import { useReviewKeys } from "./useReviewKeys";
import { type Steps, useSteps } from "./useSteps";
import { VendorChoice } from "./VendorChoice";

/** The page of the PDF on one side; findings, facts, lines and totals on the other. */
export function Workspace({ draft, reading, past = false }: { draft: Draft; reading: Reading; past?: boolean }) {
  const state = useReview(draft, past);
  const issues = useFieldIssues();
  const grid = useGrid();
  const [selected, select] = useState<Selection | null>(null);
  const sources = useMemo(() => ({ select, sources: reading.sources, proofs: reading.proofs }), [reading]);
  const scope = useMemo(() => ({ ...sources, selected }), [selected, sources]);
  const locked = past || draft.job.status !== "parsed";
  const view = usePageView(reading.document.pages, selected);
  const queue = useNeighbours(draft.job);
  const { review, change, saving } = state;
  const { invoice } = draft;
  const lines = useMemo(
    () => correctedLines(reading.invoice.lines, review.corrections),
    [reading.invoice.lines, review.corrections],
  );
  const walk = useProblems({ draft, reading, lines, review, change, grid, select });
  const steps = useSteps({ draft, state, issues, walk, grid, locked });
  useReviewKeys({
    ...steps,
    next: walk.next,
    previous: walk.previous,
    confirm: walk.settleCurrent,
    ...pageKeys(view, queue),
  });
  return (
    <SourcesScope value={sources}>
      <SelectionScope value={scope}>
        <div className="review">
          <ReviewBar {...{ draft, reading, state, steps, issues, locked, past }} found={queue.found} />
          <div className="panes">
            <PdfPane
              id={draft.job.job_id}
              name={draft.job.name}
              reading={reading}
              notes={draft.findings.filter(isAboutFile)}
              view={view}
              selected={selected}
              onPick={(at) => pick(at, reading, select, grid)}
            />
            <Values {...{ draft, reading, lines, state, issues, grid, steps, walk, locked }} />
          </div>
        </div>
        {saving.conflict && <MergeDialog conflict={saving.conflict} invoice={invoice} onResolve={saving.resolve} />}
      </SelectionScope>
    </SourcesScope>
  );
}

interface ValuesProps {
  draft: Draft;
  reading: Reading;
  lines: readonly InvoiceLine[];
  state: ReviewState;
  issues: FieldIssues;
  grid: GridFocus;
  steps: Steps;
  walk: Problems;
  locked: boolean;
}

function Values({ draft, reading, lines, state, issues, grid, steps, walk, locked }: ValuesProps) {
  const { review, change } = state;
  const { invoice } = draft;
  // Where nobody knows the vendor, that is asked above: no reason stands in for an answer.
  const told = useMemo(
    () => draft.findings.filter((finding) => finding.code !== NO_VENDOR && !isAboutFile(finding)),
    [draft.findings],
  );
  const { report } = issues;
  const editing = useMemo(
    () => ({ read: reading.invoice, corrections: review.corrections, change, report, locked }),
    [reading.invoice, review.corrections, change, report, locked],
  );
  return (
    <EditingScope value={editing}>
      <div className="values">
        {locked && draft.job.status !== "parsed" && <p className="soft">{texts.review.locked(draft.job.status)}</p>}
        {!locked && <SameNumber draft={draft} review={review} />}
        {isSuggested(draft.findings) && (
          <VendorChoice review={review} lines={lines.length} change={change} locked={locked} />
        )}
        <Findings
          findings={told}
          review={review}
          unchecked={hasChanged("/", review.corrections, draft.review.corrections)}
          change={change}
          locked={locked}
        />
        <Facts invoice={invoice} />
        <SourceStrip reading={reading} review={review} />
        <LineGrid
          draft={draft}
          lines={lines}
          read={reading.invoice.lines}
          review={review}
          problems={walk.problems}
          change={change}
          issues={issues}
          grid={grid}
          steps={steps}
          onConfirm={walk.settleCell}
          locked={locked}
        />
        <Unread rows={reading.unread} />
        <Totals invoice={invoice} />
        <ProblemBar walk={walk} lines={lines} locked={locked} />
      </div>
    </EditingScope>
  );
}

/** A click on the page selects the value that was read there, and brings it into view. */
function pick(at: string, reading: Reading, select: (selection: Selection) => void, grid: GridFocus): void {
  select(ofValue(at, reading.sources));
  const index = lineIndex(at);
  if (index !== null) {
    const line = reading.invoice.lines[index]?.line_id;
    const column = at.split("/").slice(3).join("/");
    if (line !== undefined) grid.actions.go({ line, column });
    return;
  }
  const value = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(at)}"]`);
  value?.focus();
  value?.scrollIntoView({ block: "nearest" });
}

/** What turns the page, and leads from one invoice to the next; at an end a key does nothing. */
function pageKeys({ back, on, fit, larger, smaller }: PageView, { nextInvoice, previousInvoice }: NeighbourWays) {
  const nothing = () => {};
  return {
    pageBack: back ?? nothing,
    pageOn: on ?? nothing,
    fit: fit ?? nothing,
    larger: larger ?? nothing,
    smaller: smaller ?? nothing,
    nextInvoice,
    previousInvoice,
  };
}

import { memo, useMemo, useState } from "react";
import { Icon } from "../../components/Icon";
import { texts } from "../../texts";
import type { Draft, DraftLine, InvoiceLine, ReviewInput, ReviewLine } from "../../types/contracts";
import { isCreditNote } from "./corrected";
import { decisionOn, needsDecision } from "./decisions";
import type { Here } from "./GridCell";
import { LineRow } from "./LineRow";
import { lineMarks, type Marks } from "./marks";
import { isSuggested, type Problem } from "./problems";
import { StockRow } from "./StockRow";
import { ofValue, useSources } from "./selection";
import type { FieldIssues } from "./useFieldIssues";
import { type GridFocus, GridScope, placeOf } from "./useGrid";
import { useGridKeys } from "./useGridKeys";
import { LineItemsScope, useLineItems } from "./useLineItems";
import type { Change } from "./useReview";
import type { Steps } from "./useSteps";

const { columns } = texts.review;
const NO_DECISION: ReviewLine = {};

interface LineGridProps {
  draft: Draft;
  /** The lines with the corrections made so far, and as they were read. */
  lines: readonly InvoiceLine[];
  read: readonly InvoiceLine[];
  review: ReviewInput;
  problems: readonly Problem[];
  change: Change;
  issues: FieldIssues;
  grid: GridFocus;
  steps: Steps;
  onConfirm: (line: string, column: string) => void;
  locked: boolean;
}

/** Every line twice: what the invoice says, and below it what that means for the stock. One stop of the Tab key. */
export function LineGrid(props: LineGridProps) {
  const { draft, lines, review, grid, steps, locked } = props;
  const { select, sources } = useSources();
  const [all, setAll] = useState(false);
  const items = useLineItems(draft.lines, review.lines);
  const onKeyDown = useGridKeys(props);
  const onFocus = ({ target }: React.FocusEvent<HTMLElement>) => {
    const place = placeOf(target);
    const shows = target.dataset.pointer ?? target.dataset.shows;
    if (place) grid.actions.landed(place);
    if (shows) select(ofValue(shows, sources));
  };
  return (
    <section className="stack" aria-labelledby="lines">
      <LinesHead
        lines={lines}
        review={review}
        creditNote={isCreditNote(draft.invoice)}
        steps={steps}
        all={all}
        onAll={setAll}
      />
      <GridScope value={grid.actions}>
        <div className="card grid-card">
          <table
            ref={grid.table}
            className="lines"
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is edited in place is a grid
            role="grid"
            aria-labelledby="lines"
            aria-rowcount={1 + 2 * lines.length}
            aria-readonly={locked}
            onKeyDown={onKeyDown}
            onFocus={onFocus}
          >
            <GridHead />
            <LineItemsScope value={items}>
              <Lines {...props} all={all} />
            </LineItemsScope>
          </table>
        </div>
      </GridScope>
    </section>
  );
}

/** Never fewer than there are: a list that leaves out what is out of sight could hide a line without a word. */
function Lines({
  draft,
  lines,
  read,
  review,
  problems,
  change,
  issues,
  grid,
  locked,
  all,
}: LineGridProps & { all: boolean }) {
  const creditNote = isCreditNote(draft.invoice);
  const suggested = isSuggested(draft.findings);
  const byId = useMemo(() => new Map(draft.lines.map((line) => [line.line_id, line])), [draft.lines]);
  const marks = useMemo(() => lineMarks(problems), [problems]);
  const { at, editing, start } = grid.state;
  return lines.map((line, index) => {
    const here = at?.line === line.line_id;
    return (
      <Line
        key={line.line_id}
        line={line}
        read={read[index] ?? line}
        index={index}
        draftLine={byId.get(line.line_id)}
        decision={review.lines[line.line_id] ?? NO_DECISION}
        marks={marks.get(line.line_id) ?? ""}
        column={here ? at.column : null}
        editing={here && editing}
        start={here ? start : undefined}
        all={all}
        suggested={suggested}
        confirmed={suggested && review.confirmed.includes(`/lines/${index}`)}
        change={change}
        report={issues.report}
        creditNote={creditNote}
        locked={locked}
      />
    );
  });
}

interface LinesHeadProps {
  lines: readonly InvoiceLine[];
  review: ReviewInput;
  creditNote: boolean;
  steps: Steps;
  all: boolean;
  onAll: (all: boolean) => void;
}

function LinesHead({ lines, review, creditNote, steps, all, onAll }: LinesHeadProps) {
  const [excluded, open] = useMemo(() => {
    const each = lines.map((line) => [line, decisionOn(review, line.line_id)] as const);
    return [
      each.filter(([, decision]) => decision.exclude).length,
      each.filter(([line, decision]) => needsDecision(line, decision, creditNote)).length,
    ];
  }, [lines, review, creditNote]);
  return (
    <div className="lines-head">
      <h2 id="lines">{texts.review.lines}</h2>
      <span className="soft small" role="status">
        {texts.review.linesCount(lines.length, excluded, open)}
      </span>
      <span className="row">
        <StepButton name="undo" disabled={!steps.canUndo} onStep={steps.undo} />
        <StepButton name="redo" disabled={!steps.canRedo} onStep={steps.redo} />
        <span className="hidden-visually" role="status">
          {steps.said}
        </span>
      </span>
      <label className="check small">
        <input type="checkbox" checked={all} onChange={({ target }) => onAll(target.checked)} />
        {texts.review.allValues}
      </label>
    </div>
  );
}

function StepButton({ name, disabled, onStep }: { name: "undo" | "redo"; disabled: boolean; onStep: () => void }) {
  return (
    <button
      type="button"
      className="button slim quiet"
      aria-label={texts.review[name]}
      title={texts.review[name]}
      disabled={disabled}
      onClick={onStep}
    >
      <Icon name={name} />
    </button>
  );
}

function GridHead() {
  const heads = [
    ["no", columns.line],
    ["sku", columns.sku],
    ["description", columns.description],
    ["qty number", columns.qty],
    ["unit", columns.unit],
    ["price number", columns.price],
    ["amount number", columns.amount],
  ];
  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1}>
        {heads.map(([name, text]) => (
          <th key={name} role="columnheader" scope="col" className={name}>
            {text}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface LineInGrid {
  line: InvoiceLine;
  /** The line as it was read, before any correction. */
  read: InvoiceLine;
  /** Its position in the invoice, for JSON Pointers. */
  index: number;
  draftLine: DraftLine | undefined;
  decision: ReviewLine;
  /** Which of its cells want a look, as `lineMarks` writes it. */
  marks: Marks;
  /** Its cell that has the focus, if any. */
  column: string | null;
  editing: boolean;
  start: string | undefined;
  /** Whether every value is shown, not only those that help to recognise the goods. */
  all: boolean;
  /** Whether nobody knows the vendor, so that each line must be confirmed; and whether this one is. */
  suggested: boolean;
  confirmed: boolean;
  change: Change;
  report: FieldIssues["report"];
  /** Every line of a credit note asks what it does to stock. */
  creditNote: boolean;
  locked: boolean;
}

export type LineProps = LineInGrid & { here: Here };

/** Drawn again only when its own line, decision or focus changes: typing in one of 500 lines must stay quick. */
const Line = memo(function Line(props: LineInGrid) {
  const { line, decision, creditNote, column, editing, start, confirmed } = props;
  const state = decision.exclude ? "excluded" : needsDecision(line, decision, creditNote) ? "open" : "settled";
  const here: Here = { line: line.line_id, column, editing, start };
  return (
    <tbody
      role="rowgroup"
      data-line={line.line_id}
      data-state={state}
      data-here={column !== null || undefined}
      data-confirmed={confirmed || undefined}
    >
      <LineRow {...props} here={here} />
      <StockRow {...props} here={here} />
    </tbody>
  );
});

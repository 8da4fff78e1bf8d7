import { memo } from "react";
import { texts } from "../../texts";
import type { Draft, DraftLine, InvoiceLine, ReviewInput, ReviewLine } from "../../types/contracts";
import { decisionOn, needsDecision } from "./decisions";
import { LineRow } from "./LineRow";
import { StockRow } from "./StockRow";
import type { FieldIssues } from "./useFieldIssues";
import type { Change } from "./useReview";

const { columns } = texts.review;
const NO_DECISION: ReviewLine = {};

interface LineGridProps {
  draft: Draft;
  review: ReviewInput;
  change: Change;
  issues: FieldIssues;
  locked: boolean;
}

/** Every line twice: what the invoice says, and below it what that means for the stock. */
export function LineGrid({ draft, review, change, issues, locked }: LineGridProps) {
  const { lines } = draft.invoice;
  const creditNote = draft.invoice.document_type === "credit_note";
  const open = lines.filter((line) => needsDecision(line, decisionOn(review, line.line_id), creditNote)).length;
  const excluded = lines.filter((line) => decisionOn(review, line.line_id).exclude).length;
  const byId = new Map(draft.lines.map((line) => [line.line_id, line]));
  return (
    <section className="stack" aria-labelledby="lines">
      <div className="lines-head">
        <h2 id="lines">{texts.review.lines}</h2>
        <span className="soft small" role="status">
          {texts.review.linesCount(lines.length, excluded, open)}
        </span>
      </div>
      <div className="card">
        <table className="table lines" role="table" aria-labelledby="lines">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">{columns.line}</th>
              <th scope="col">{columns.sku}</th>
              <th scope="col">{columns.description}</th>
              <th scope="col" className="number">
                {columns.qty}
              </th>
              <th scope="col">{columns.unit}</th>
              <th scope="col" className="number">
                {columns.price}
              </th>
              <th scope="col" className="number">
                {columns.amount}
              </th>
            </tr>
          </thead>
          {lines.map((line, index) => (
            <Line
              key={line.line_id}
              line={line}
              index={index}
              draftLine={byId.get(line.line_id)}
              decision={review.lines[line.line_id] ?? NO_DECISION}
              change={change}
              report={issues.report}
              creditNote={creditNote}
              locked={locked}
            />
          ))}
        </table>
      </div>
    </section>
  );
}

export interface LineProps {
  line: InvoiceLine;
  /** Its position in the invoice, for JSON Pointers. */
  index: number;
  draftLine: DraftLine | undefined;
  decision: ReviewLine;
  change: Change;
  report: FieldIssues["report"];
  /** Every line of a credit note asks what it does to stock. */
  creditNote: boolean;
  locked: boolean;
}

/** Rendered again only when its own line or decision changes: typing in one of 500 lines must stay quick. */
const Line = memo(function Line(props: LineProps) {
  const { line, decision, creditNote } = props;
  const state = decision.exclude ? "excluded" : needsDecision(line, decision, creditNote) ? "open" : "settled";
  return (
    <tbody role="rowgroup" data-line={line.line_id} data-state={state}>
      <LineRow {...props} />
      <StockRow {...props} />
    </tbody>
  );
});

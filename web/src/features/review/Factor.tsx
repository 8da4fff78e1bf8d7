import { compare, isNegative } from "../../lib/decimal";
import { formatNumber, typeable } from "../../lib/format";
import { parseNumber } from "../../lib/parseNumber";
import { numberRefusal } from "../../lib/refusal";
import { texts } from "../../texts";
import type { Decimal, InvoiceLine, ReviewLine } from "../../types/contracts";
import { lineField } from "./corrected";
import { asksEffect, changeLine, movesStock, printedQuantity } from "./decisions";
import { GridCell, type Read } from "./GridCell";
import type { LineProps } from "./LineGrid";
import { reasonStep } from "./LineQuestions";
import { markOf } from "./marks";
import { useGridActions } from "./useGrid";

/** "8 CS": what came, in the invoice's unit; as printed until a person says otherwise. */
export function Received(props: LineProps) {
  const { line, index, decision, change, report, here, marks, locked, creditNote } = props;
  const grid = useGridActions();
  if (!movesStock(line, decision)) return null;
  const printed = printedQuantity(line, decision);
  const value = decision.received ?? printed;
  const unit = invoiceUnit(line, decision.quantity_source);
  const differs = decision.received !== undefined;
  const refuse = (typed: Decimal) =>
    isNegative(typed) && !asksEffect(line, creditNote) ? texts.number.negative : null;
  const commit = (typed: Decimal | undefined) => {
    const same = typed === undefined || (printed !== undefined && compare(typed, printed) === 0);
    const said = same ? { received: undefined, reason: undefined } : { received: typed };
    change((review) => changeLine(review, line.line_id, said), reasonStep(line.line_id, {}));
    const asks = !same && !decision.reason;
    if (asks) grid.go({ line: line.line_id, column: "reason" }, true);
    return asks;
  };
  return (
    <span className="quantity">
      <GridCell
        here={here}
        column="received"
        label={texts.review.received(line.line_id)}
        note={texts.review.valueWithUnit(value === undefined ? texts.review.nothing : formatNumber(value), unit)}
        shown={value === undefined ? "?" : formatNumber(value)}
        typeable={value === undefined ? "" : typeable(value)}
        read={readNumber(refuse)}
        onCommit={commit}
        onValidity={report}
        shows={lineField(index, quantityField(line, decision.quantity_source))}
        hint={printed ? texts.review.invoiceSays(formatNumber(printed), unit) : undefined}
        tone={markOf(marks, "received") ?? (differs ? "corrected" : undefined)}
        numeric
        locked={locked}
        className="boxed"
      />
      <span className="soft">{unit}</span>
    </span>
  );
}

/** "× 12 EA per CS": how many stock units one unit of the invoice is. Never guessed. */
export function Factor({ unit, ...props }: LineProps & { unit: string }) {
  const { line, index, decision, change, report, here, marks, locked } = props;
  const each = invoiceUnit(line, decision.quantity_source);
  const refuse = (typed: Decimal) => (compare(typed, "0") > 0 ? null : texts.number.notPositive);
  return (
    <span className="quantity">
      <span className="soft">×</span>
      <GridCell
        here={here}
        column="factor"
        label={texts.review.factor(line.line_id)}
        note={
          decision.factor
            ? texts.review.isFactor(each, formatNumber(decision.factor), unit)
            : texts.review.factorHelp(each, unit)
        }
        shown={decision.factor ? formatNumber(decision.factor) : "?"}
        typeable={decision.factor ? typeable(decision.factor) : ""}
        read={readNumber(refuse)}
        onCommit={(factor) => void change((review) => changeLine(review, line.line_id, { factor }))}
        onValidity={report}
        shows={lineField(index, "uom_raw")}
        hint={texts.review.factorHelp(each, unit)}
        tone={markOf(marks, "factor")}
        numeric
        locked={locked}
        className="boxed"
      />
      <span className="soft">{texts.review.perUnit(unit, each)}</span>
    </span>
  );
}

/** What the pack's text says, as an offer that one press takes. */
export function SuggestedFactor({
  line,
  draftLine,
  decision,
  change,
  here,
  locked,
  unit,
}: LineProps & { unit: string }) {
  const grid = useGridActions();
  const factor = draftLine?.suggested_factor;
  if (!factor || decision.factor !== undefined || locked) return null;
  const text = texts.review.takeFactor(formatNumber(factor), line.pack_text ?? "");
  return (
    <button
      type="button"
      className="button slim offer"
      aria-label={texts.review.takeFactorFor(line.line_id, text, unit)}
      tabIndex={here.column === "suggestion" ? 0 : -1}
      data-column="suggestion"
      onClick={() => {
        change((review) => changeLine(review, line.line_id, { factor }));
        grid.go({ line: line.line_id, column: "factor" });
      }}
    >
      {text}
    </button>
  );
}

export function invoiceUnit(line: InvoiceLine, source: ReviewLine["quantity_source"]): string {
  if (source === "weight" && line.weight_uom) return line.weight_uom;
  return line.uom_raw ?? line.uom ?? texts.review.noUnit;
}

function quantityField(line: InvoiceLine, source: ReviewLine["quantity_source"]): keyof InvoiceLine {
  if (source === "weight") return "weight";
  if (source === "billed" && line.qty_billed !== undefined) return "qty_billed";
  return "qty_shipped";
}

/** A number, refused with both readings when it could mean two; an emptied field goes back to what it was before. */
function readNumber(refuse: (value: Decimal) => string | null): Read {
  return (typed) => {
    if (typed.trim() === "") return { value: undefined };
    const parsed = parseNumber(typed);
    if (!parsed.ok) return { wrong: numberRefusal(typed) ?? texts.number.empty };
    const wrong = refuse(parsed.value);
    return wrong ? { wrong } : { value: parsed.value };
  };
}

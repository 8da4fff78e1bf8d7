import { formatNumber } from "../../lib/format";
import { isReason } from "../../lib/reason";
import { texts } from "../../texts";
import type { ReviewLine } from "../../types/contracts";
import { asksEffect, changeLine, lacksReason, printedQuantity, quantitySources } from "./decisions";
import { invoiceUnit } from "./Factor";
import { GridCell } from "./GridCell";
import type { LineProps } from "./LineGrid";
import { useGridActions } from "./useGrid";

/** What only a person can say about a line, asked where the line stands and only when it matters. */

/** Why it is excluded, or why something else came than the invoice says. */
export function Reason(props: LineProps) {
  const { line, decision, change, report, here, locked } = props;
  if (!decision.exclude && decision.received === undefined) return null;
  const printed = printedQuantity(line, decision);
  const unit = invoiceUnit(line, decision.quantity_source);
  const [label, hint] = decision.exclude
    ? [texts.review.excludeReason(line.line_id), texts.review.excludeHint]
    : [
        texts.review.receivedReason(line.line_id),
        texts.review.receivedHint(printed ? formatNumber(printed) : texts.review.nothing, unit),
      ];
  const missing = lacksReason(decision);
  return (
    <span className="question">
      <span>{hint}</span>
      <GridCell
        here={here}
        column="reason"
        label={label}
        note={decision.reason}
        shown={decision.reason || texts.review.reasonShort}
        typeable={decision.reason ?? ""}
        read={(typed) => {
          const reason = typed.trim();
          if (reason === "") return { value: undefined };
          return isReason(reason) ? { value: reason } : { wrong: texts.review.reasonShort };
        }}
        // The reason belongs to what it is given for: both are taken back together.
        onCommit={(reason) =>
          void change(
            (review) => changeLine(review, line.line_id, { reason }),
            missing ? reasonStep(line.line_id, decision) : undefined,
          )
        }
        onValidity={report}
        tone={missing ? "missing" : undefined}
        locked={locked}
        className="boxed words"
      />
    </span>
  );
}

/** The step of undo that a reason is part of, as long as it is the first one given. */
export function reasonStep(line: string, { exclude }: ReviewLine): string {
  return `${exclude ? "excluded" : "received"} ${line}`;
}

/** A line below zero may be returned goods or only money: which, is asked. */
export function StockEffect({ line, decision, change, locked, creditNote, here }: LineProps) {
  if (!asksEffect(line, creditNote)) return null;
  return (
    <select
      className="input slim narrow"
      aria-label={texts.review.stockEffect(line.line_id)}
      aria-invalid={decision.stock_effect === undefined}
      disabled={locked}
      tabIndex={here.column === "effect" ? 0 : -1}
      data-column="effect"
      value={decision.stock_effect ?? ""}
      onChange={({ target }) => {
        const stock_effect = (target.value || undefined) as ReviewLine["stock_effect"];
        change((review) => changeLine(review, line.line_id, { stock_effect }));
      }}
    >
      <option value="">{texts.review.chooseEffect}</option>
      {(["none", "out", "in"] as const).map((effect) => (
        <option key={effect} value={effect}>
          {texts.review.effects[effect]}
        </option>
      ))}
    </select>
  );
}

/** Which of several printed quantities counts for the stock. */
export function QuantitySource({ line, decision, change, locked, here }: LineProps) {
  const grid = useGridActions();
  const present = quantitySources(line, decision);
  if (present.length < 2) return null;
  return (
    <select
      className="input slim narrow"
      aria-label={texts.review.quantitySource(line.line_id)}
      disabled={locked}
      tabIndex={here.column === "source" ? 0 : -1}
      data-column="source"
      value={decision.quantity_source ?? "shipped"}
      onChange={({ target }) => {
        const quantity_source = target.value as ReviewLine["quantity_source"];
        change((review) =>
          changeLine(review, line.line_id, { quantity_source, received: undefined, reason: undefined }),
        );
        grid.go({ line: line.line_id, column: "source" });
      }}
    >
      {present.map((name) => (
        <option key={name} value={name}>
          {texts.review.sources[name]}
        </option>
      ))}
    </select>
  );
}

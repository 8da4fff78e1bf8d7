import { useId } from "react";
import { formatNumber } from "../../lib/format";
import { texts } from "../../texts";
import type { ReviewLine } from "../../types/contracts";
import { asksEffect, changeLine, printedQuantity, quantitySources, SHORTEST_REASON } from "./decisions";
import type { LineProps } from "./LineGrid";

/** What only a person can say about a line, asked where the line stands and only when it matters. */

interface ReasonFieldProps {
  label: string;
  hint: string;
  reason: string | undefined;
  locked: boolean;
  onReason: (reason: string | undefined) => void;
}

export function ReasonField({ label, hint, reason = "", locked, onReason }: ReasonFieldProps) {
  const id = useId();
  const short = reason.trim().length < SHORTEST_REASON;
  return (
    <span className="question">
      <span id={id}>{hint}</span>
      <input
        className="input slim"
        aria-label={label}
        aria-describedby={id}
        aria-invalid={short}
        aria-required="true"
        placeholder={texts.review.reasonShort}
        maxLength={512}
        disabled={locked}
        value={reason}
        onChange={({ target }) => onReason(target.value || undefined)}
      />
    </span>
  );
}

/** Why less or more came than the invoice says. */
export function ReceivedReason({ line, decision, change, locked }: LineProps) {
  if (decision.received === undefined) return null;
  const printed = printedQuantity(line, decision);
  const unit = line.uom_raw ?? line.uom ?? "";
  return (
    <ReasonField
      label={texts.review.receivedReason(line.line_id)}
      hint={texts.review.receivedHint(printed ? formatNumber(printed) : "–", unit)}
      reason={decision.reason}
      locked={locked}
      onReason={(reason) => change((review) => changeLine(review, line.line_id, { reason }))}
    />
  );
}

/** A line below zero may be returned goods or only money: which, is asked. */
export function StockEffect({ line, decision, change, locked, creditNote }: LineProps) {
  if (!asksEffect(line, creditNote)) return null;
  return (
    <span className="question effect">
      <select
        className="input slim"
        aria-label={texts.review.stockEffect(line.line_id)}
        disabled={locked}
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
    </span>
  );
}

/** Which of several printed quantities counts for the stock. */
export function QuantitySource({ line, decision, change, locked }: LineProps) {
  const present = quantitySources(line, decision);
  if (present.length < 2) return null;
  return (
    <select
      className="input slim narrow"
      aria-label={texts.review.quantitySource(line.line_id)}
      disabled={locked}
      value={decision.quantity_source ?? "shipped"}
      onChange={({ target }) => {
        const quantity_source = target.value as ReviewLine["quantity_source"];
        change((review) =>
          changeLine(review, line.line_id, { quantity_source, received: undefined, reason: undefined }),
        );
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

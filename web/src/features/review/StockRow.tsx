import { useState } from "react";
import { CreateItemDialog } from "../../components/CreateItemDialog";
import { Icon } from "../../components/Icon";
import { type Choice, ItemPicker } from "../../components/ItemPicker";
import { useItemInfo } from "../../components/itemInfo";
import { formatChange } from "../../lib/format";
import { pointer } from "../../lib/pointer";
import { texts } from "../../texts";
import type { InvoiceLine } from "../../types/contracts";
import { changeLine, type LineChange, stockChange } from "./decisions";
import { Factor } from "./Factor";
import type { LineProps } from "./LineGrid";
import { QuantitySource, ReasonField, ReceivedReason, StockEffect } from "./LineQuestions";
import { splitDescription, useSelection } from "./selection";

/** What the line means for the stock: which item, how many of it, or why nothing. */
export function StockRow(props: LineProps) {
  const { line, decision, locked } = props;
  if (line.kind !== "item") return <Band tone="soft">{texts.review.notStock[line.kind]}</Band>;
  if (decision.exclude) return <Excluded {...props} />;
  if (decision.stock_effect === "none" && locked) return <Band tone="soft">{texts.review.noChange}</Band>;
  return <Mapping {...props} />;
}

function Band({ children, tone = "" }: { children: React.ReactNode; tone?: string }) {
  return (
    <tr role="row" className="means">
      <td role="cell" colSpan={7}>
        <div className={`band small ${tone}`}>{children}</div>
      </td>
    </tr>
  );
}

function Mapping(props: LineProps) {
  const { line, index, draftLine, decision, change, locked } = props;
  const { sources } = useSelection();
  const [creating, setCreating] = useState<string | null>(null);
  const candidates = draftLine?.candidates ?? [];
  const info = useItemInfo(decision.item, candidates);
  const set = (patch: LineChange) => change((review) => changeLine(review, line.line_id, patch));
  const choose = (choice: Choice) => set(mappingFor(choice, line));
  const [name] = splitDescription(line.description, sources[pointer("lines", index, "description")]);
  const moves = decision.stock_effect !== "none";
  return (
    <Band>
      <Icon name="into" />
      {moves && (
        <>
          <ItemPicker
            label={texts.review.stockItem(line.line_id)}
            chosen={decision.item}
            candidates={candidates}
            disabled={locked}
            onChoose={choose}
            onCreate={setCreating}
          />
          {decision.item && info && <Factor {...props} info={info} described={name} />}
          <Outcome {...props} unit={info?.unit} />
        </>
      )}
      <StockEffect {...props} />
      {!locked && (
        <button
          type="button"
          className="button slim quiet exclude"
          aria-label={texts.review.excludeLine(line.line_id)}
          onClick={() => set({ exclude: true, received: undefined, reason: undefined })}
        >
          {texts.review.exclude}
        </button>
      )}
      <QuantitySource {...props} />
      <ReceivedReason {...props} />
      {creating !== null && (
        <CreateItemDialog
          suggestion={suggestionFor(line, creating, name ?? "")}
          onClose={() => setCreating(null)}
          onCreated={(item) => {
            choose(item);
            setCreating(null);
          }}
        />
      )}
    </Band>
  );
}

function Outcome({ line, decision, creditNote, unit }: LineProps & { unit: string | undefined }) {
  const amount = stockChange(line, decision, creditNote);
  if (amount === null || unit === undefined) return null;
  return <strong className="outcome">{texts.review.change(formatChange(amount), unit)}</strong>;
}

function Excluded({ line, decision, change, locked }: LineProps) {
  const set = (patch: LineChange) => change((review) => changeLine(review, line.line_id, patch));
  return (
    <Band>
      <Icon name="stop" />
      <ReasonField
        hint={texts.review.excludeHint}
        label={texts.review.excludeReason(line.line_id)}
        reason={decision.reason}
        locked={locked}
        onReason={(reason) => set({ reason })}
      />
      {!locked && (
        <button
          type="button"
          className="button slim quiet exclude"
          aria-label={texts.review.includeLine(line.line_id)}
          onClick={() => set({ exclude: undefined, reason: undefined })}
        >
          {texts.review.include}
        </button>
      )}
    </Band>
  );
}

/** What was learned comes along; without it the factor is asked for, unless both sides name the same unit. */
function mappingFor({ item, unit, candidate }: Choice, line: InvoiceLine): LineChange {
  if (candidate) return { item, factor: candidate.factor, quantity_source: candidate.quantity_source };
  const sameUnit = [line.uom_raw, line.uom].some((name) => name?.toLowerCase() === unit.toLowerCase());
  return { item, factor: sameUnit ? "1" : undefined, quantity_source: undefined };
}

function suggestionFor(line: InvoiceLine, typed: string, described: string) {
  const unit = line.uom_raw ?? line.uom;
  const places = Math.max(0, ...[line.qty_shipped, line.weight].map((value) => value?.split(".")[1]?.length ?? 0));
  return {
    ...(line.vendor_sku && { item: line.vendor_sku }),
    name: typed.trim() || described.slice(0, 200),
    ...(unit && { unit: unit.slice(0, 16) }),
    scale: Math.min(places, 6),
  };
}

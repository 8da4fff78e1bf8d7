import { useState } from "react";
import { CreateItemDialog } from "../../components/CreateItemDialog";
import { ItemPicker } from "../../components/ItemPicker";
import type { Choice } from "../../components/useChoices";
import { texts } from "../../texts";
import type { Candidate, InvoiceLine } from "../../types/contracts";
import { lineField } from "./corrected";
import { changeLine, type LineChange } from "./decisions";
import type { LineProps } from "./LineGrid";
import { splitDescription, useSources } from "./selection";
import { useGridActions } from "./useGrid";

interface StockItemProps extends LineProps {
  candidates: readonly Candidate[];
  /** The chosen item's. */
  name: string | undefined;
}

/** The stock item: shown as a name, picked in its place, or made anew. */
export function StockItem(props: StockItemProps) {
  const { line, index, draftLine, decision, change, locked, here, candidates } = props;
  const { sources } = useSources();
  const grid = useGridActions();
  const [creating, setCreating] = useState<string | null>(null);
  const at = { line: line.line_id, column: "item" };
  const [described = ""] = splitDescription(line.description, sources[lineField(index, "description")]);
  const choose = (choice: Choice) => {
    const mapping = mappingFor(choice, line);
    change((review) => changeLine(review, line.line_id, mapping));
    if (mapping.factor !== undefined) grid.go(at);
    else if (draftLine?.suggested_factor) grid.go({ ...at, column: "suggestion" });
    else grid.go({ ...at, column: "factor" }, true);
  };
  const stopCreating = () => {
    setCreating(null);
    grid.go(at);
  };
  return (
    <>
      {here.column === "item" && here.editing && !locked ? (
        <ItemPicker
          label={texts.review.stockItem(line.line_id)}
          chosen={decision.item}
          candidates={candidates}
          opened={here.start ?? ""}
          column="item"
          onChoose={choose}
          onCreate={setCreating}
          onClose={(back) => (back ? grid.go(at) : grid.stop(at))}
          onTab={(from, step) => grid.move(from, step)}
        />
      ) : (
        <ChosenItem {...props} described={described} onOpen={() => grid.go(at, true)} />
      )}
      {creating !== null && (
        <CreateItemDialog
          suggestion={suggestionFor(line, creating, described)}
          onClose={stopCreating}
          onCreated={(created) => {
            setCreating(null);
            choose(created);
          }}
        />
      )}
    </>
  );
}

/** What was picked, with its name where the invoice does not say the same. */
function ChosenItem(props: StockItemProps & { described: string; onOpen: () => void }) {
  const { line, index, decision, locked, here, name, described, onOpen } = props;
  return (
    <button
      type="button"
      role="combobox"
      className="input slim item"
      aria-label={texts.review.stockItem(line.line_id)}
      aria-expanded={false}
      aria-haspopup="listbox"
      aria-controls="lines"
      tabIndex={here.column === "item" ? 0 : -1}
      data-column="item"
      data-shows={lineField(index, "description")}
      disabled={locked}
      onClick={onOpen}
    >
      {decision.item ? <code>{decision.item}</code> : texts.review.chooseItem}
      {name && name !== described && <span className="soft">{name}</span>}
    </button>
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

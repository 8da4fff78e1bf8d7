import { useState } from "react";
import { CreateItemDialog } from "../../components/CreateItemDialog";
import { Icon } from "../../components/Icon";
import { type Choice, ItemPicker } from "../../components/ItemPicker";
import { useItemInfo } from "../../components/itemInfo";
import { formatChange, formatNumber } from "../../lib/format";
import { texts } from "../../texts";
import type { Candidate, InvoiceLine } from "../../types/contracts";
import { lineField } from "./corrected";
import { changeLine, confirm, excluded, included, type LineChange, stockChange } from "./decisions";
import { Factor, Received, SuggestedFactor } from "./Factor";
import { GridTd } from "./GridTd";
import type { LineProps } from "./LineGrid";
import { QuantitySource, Reason, reasonStep, StockEffect } from "./LineQuestions";
import { splitDescription, useSources } from "./selection";
import { useGridActions } from "./useGrid";

/** What the line means for the stock: which item, how many of it, or why nothing. */
export function StockRow(props: LineProps) {
  const { line, decision, locked } = props;
  if (line.kind !== "item") return <Band {...props}>{texts.review.notStock[line.kind]}</Band>;
  if (decision.exclude) return <Excluded {...props} />;
  if (decision.stock_effect === "none" && locked) return <Band {...props}>{texts.review.noChange}</Band>;
  return <Mapping {...props} />;
}

function Band({ children, ...props }: LineProps & { children: React.ReactNode }) {
  return (
    <tr role="row" className="means" aria-rowindex={2 * props.index + 3}>
      <GridTd span={7}>
        <div className={props.line.kind === "item" ? "band small" : "band small soft"}>
          {children}
          <Confirm {...props} />
        </div>
      </GridTd>
    </tr>
  );
}

/** A button that is one of the line's cells. */
function CellButton({
  here,
  column,
  label,
  className = "",
  pressed,
  onPress,
  children,
}: Pick<LineProps, "here"> & {
  column: string;
  label?: string;
  className?: string;
  pressed?: boolean;
  onPress: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      className={`button slim ${className}`}
      aria-label={label}
      aria-pressed={pressed}
      tabIndex={here.column === column ? 0 : -1}
      data-column={column}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

function Mapping(props: LineProps) {
  const { line, draftLine, decision, change, locked, here } = props;
  const grid = useGridActions();
  const candidates = draftLine?.candidates ?? [];
  const info = useItemInfo(decision.item, candidates);
  const moves = decision.stock_effect !== "none";
  const exclude = () => {
    change((review) => excluded(review, line.line_id), reasonStep(line.line_id, { exclude: true }));
    grid.go({ line: line.line_id, column: "reason" }, true);
  };
  return (
    <Band {...props}>
      <Icon name="into" />
      {moves && <Item {...props} candidates={candidates} name={info?.name} />}
      {moves && !decision.item && candidates.length > 1 && <Candidates {...props} candidates={candidates} />}
      {moves && decision.item && info && (
        <span className="equation">
          <Received {...props} />
          <Factor {...props} unit={info.unit} />
          <SuggestedFactor {...props} unit={info.unit} />
          <Outcome {...props} unit={info.unit} />
        </span>
      )}
      {moves && !decision.item && <Received {...props} />}
      <StockEffect {...props} />
      <QuantitySource {...props} />
      {!locked && (
        <CellButton
          here={here}
          column="exclude"
          className="quiet exclude"
          label={texts.review.excludeLine(line.line_id)}
          onPress={exclude}
        >
          {texts.review.exclude}
        </CellButton>
      )}
      <Reason {...props} />
    </Band>
  );
}

/** The stock item: shown as a name, picked in its place, or made anew. */
function Item(props: LineProps & { candidates: readonly Candidate[]; name: string | undefined }) {
  const { line, index, draftLine, decision, change, locked, here, candidates, name } = props;
  const { sources } = useSources();
  const grid = useGridActions();
  const [creating, setCreating] = useState<string | null>(null);
  const at = { line: line.line_id, column: "item" };
  const label = texts.review.stockItem(line.line_id);
  const [described] = splitDescription(line.description, sources[lineField(index, "description")]);
  const choose = (choice: Choice) => {
    const mapping = mappingFor(choice, line);
    change((review) => changeLine(review, line.line_id, mapping));
    if (mapping.factor !== undefined) grid.go(at);
    else if (draftLine?.suggested_factor) grid.go({ ...at, column: "suggestion" });
    else grid.go({ ...at, column: "factor" }, true);
  };
  const active = here.column === "item";
  return (
    <>
      {active && here.editing && !locked ? (
        <ItemPicker
          label={label}
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
        <button
          type="button"
          role="combobox"
          className="input slim item"
          aria-label={label}
          aria-expanded={false}
          aria-haspopup="listbox"
          aria-controls="lines"
          tabIndex={active ? 0 : -1}
          data-column="item"
          data-shows={lineField(index, "description")}
          disabled={locked}
          onClick={() => grid.go(at, true)}
        >
          {decision.item ? <code>{decision.item}</code> : texts.review.chooseItem}
          {name && name !== described && <span className="soft">{name}</span>}
        </button>
      )}
      {creating !== null && (
        <CreateItemDialog
          suggestion={suggestionFor(line, creating, described ?? "")}
          onClose={() => {
            setCreating(null);
            grid.go(at);
          }}
          onCreated={({ item, name: itemName, unit }) => {
            setCreating(null);
            choose({ item, name: itemName, unit });
          }}
        />
      )}
    </>
  );
}

/** The article was several things before: which one it is now is a choice, never a guess. */
function Candidates({ line, here, change, locked, candidates }: LineProps & { candidates: readonly Candidate[] }) {
  const grid = useGridActions();
  return (
    <span className="candidates">
      <span className="soft">{texts.review.knownAs}</span>
      {candidates.map(({ item, name, unit, factor, quantity_source }, index) => (
        <CellButton
          key={`${item} ${factor}`}
          here={here}
          column={`candidate${index}`}
          label={texts.review.takeCandidate(line.line_id, `${item} ${name}`, formatNumber(factor), unit)}
          onPress={() => {
            if (locked) return;
            change((review) => changeLine(review, line.line_id, { item, factor, quantity_source }));
            grid.go({ line: line.line_id, column: "item" });
          }}
        >
          <code>{item}</code> × {formatNumber(factor)} {unit}
        </CellButton>
      ))}
    </span>
  );
}

function Outcome({ line, decision, creditNote, unit }: LineProps & { unit: string }) {
  const amount = stockChange(line, decision, creditNote);
  if (amount === null) return null;
  return <strong className="outcome">= {texts.review.change(formatChange(amount), unit)}</strong>;
}

function Excluded(props: LineProps) {
  const { line, change, locked, here } = props;
  const grid = useGridActions();
  return (
    <Band {...props}>
      <Icon name="stop" />
      <Reason {...props} />
      {!locked && (
        <CellButton
          here={here}
          column="exclude"
          className="quiet exclude"
          label={texts.review.includeLine(line.line_id)}
          onPress={() => {
            change((review) => included(review, line.line_id));
            grid.go({ line: line.line_id, column: "item" });
          }}
        >
          {texts.review.include}
        </CellButton>
      )}
    </Band>
  );
}

/** Where the vendor is not known, somebody looks at each line and says that it is right. */
function Confirm({ line, index, here, change, suggested, confirmed, locked }: LineProps) {
  if (!suggested || locked) return null;
  return (
    <CellButton
      here={here}
      column="confirm"
      className={confirmed ? "quiet confirm done" : "confirm"}
      label={texts.review.confirmLine(line.line_id)}
      pressed={confirmed}
      onPress={() => change((review) => confirm(review, lineField(index), !confirmed))}
    >
      <Icon name="check" /> {confirmed ? texts.review.confirmed : texts.review.confirm}
    </CellButton>
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

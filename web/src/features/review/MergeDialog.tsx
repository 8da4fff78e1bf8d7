import { useRef, useState } from "react";
import { FormDialog } from "../../components/FormDialog";
import { isDecimal } from "../../lib/decimal";
import { shownValue } from "../../lib/fieldValue";
import { formatNumber } from "../../lib/format";
import { lineIndex } from "../../lib/pointer";
import { texts } from "../../texts";
import type { Invoice, ReviewLine, ReviewOverride } from "../../types/contracts";
import { cellName } from "./cellNames";
import type { Clash, Side } from "./merge";
import type { Conflict } from "./useMerging";

interface MergeDialogProps {
  conflict: Conflict;
  invoice: Invoice;
  onResolve: (choices: Readonly<Record<string, Side>> | null) => void;
}

/** Asks about what both sides changed, thing by thing; all the rest is taken from both. */
export function MergeDialog({ conflict, invoice, onResolve }: MergeDialogProps) {
  const { clashes, taken } = conflict.result;
  const dialog = useRef<HTMLDialogElement>(null);
  const [choices, setChoices] = useState<Record<string, Side>>({});
  const open = clashes.filter(({ key }) => choices[key] === undefined).length;
  const { theirs } = conflict;
  const done = theirs ? texts.review.mergeSave : texts.review.mergeTake;
  const all = (side: Side) => setChoices(Object.fromEntries(clashes.map(({ key }) => [key, side])));
  return (
    <FormDialog
      dialog={dialog}
      className="merge"
      title={theirs ? texts.review.mergeTitle(theirs.version) : texts.review.mergeDraft}
      cancel={texts.review.mergeLater}
      submit={open > 0 ? texts.review.mergeOpen(open) : done}
      disabled={open > 0}
      onSubmit={() => open === 0 && onResolve(choices)}
      onClose={() => onResolve(null)}
    >
      <p>
        {texts.review.mergeLead(clashes.length)} {taken > 0 && texts.review.mergeTaken(taken)}
      </p>
      <div className="row">
        <button type="button" className="button slim" onClick={() => all("mine")}>
          {texts.review.allMine}
        </button>
        <button type="button" className="button slim" onClick={() => all("theirs")}>
          {texts.review.allTheirs}
        </button>
      </div>
      <div className="clashes">
        {clashes.map((clash) => (
          <ClashChoice
            key={clash.key}
            clash={clash}
            invoice={invoice}
            side={choices[clash.key]}
            onSide={(side) => setChoices((before) => ({ ...before, [clash.key]: side }))}
          />
        ))}
      </div>
    </FormDialog>
  );
}

interface ClashChoiceProps {
  clash: Clash;
  invoice: Invoice;
  side: Side | undefined;
  onSide: (side: Side) => void;
}

function ClashChoice({ clash, invoice, side, onSide }: ClashChoiceProps) {
  const name = nameOf(clash.key, invoice);
  return (
    <fieldset className="clash">
      <legend>{name}</legend>
      {(["mine", "theirs"] as const).map((each) => (
        <label key={each} className="check">
          <input type="radio" name={clash.key} checked={side === each} onChange={() => onSide(each)} />
          <span>
            <span className="soft small">{texts.review.sides[each]}</span> {said(clash.key, clash[each])}
          </span>
        </label>
      ))}
      <p className="soft small">{texts.review.mergeBefore(said(clash.key, clash.base))}</p>
    </fieldset>
  );
}

function nameOf(key: string, invoice: Invoice): string {
  const [kind = "", rest = ""] = key.split(" ");
  const [, line, part] = /^lines\/(\d+)(?:\/(\w+))?/.exec(key) ?? [];
  if (line) return texts.review.clash[part === "mapping" ? "mapping" : part === "receipt" ? "receipt" : "line"](line);
  if (kind === "vendor_id") return texts.review.vendor;
  if (kind === "overrides") return texts.review.clash.override(rest);
  const index = lineIndex(rest);
  const place = index === null ? "" : (invoice.lines[index]?.line_id ?? "");
  return kind === "confirmed"
    ? texts.review.clash.confirmed(cellName(rest), place)
    : texts.review.clash.value(cellName(rest), place);
}

/** What one side says there, in words. */
function said(key: string, value: unknown): string {
  if (value === undefined) return key.startsWith("corrections ") ? texts.review.asRead : texts.review.undecided;
  if (value === null) return texts.review.takenAway;
  if (key.startsWith("corrections ")) return shownValue(key.slice(12), String(value));
  if (key.startsWith("lines/")) return lineSaid(value as ReviewLine);
  if (key.startsWith("overrides ")) return (value as ReviewOverride).reason;
  return value === true ? texts.review.confirmed : String(value);
}

function lineSaid({ item, factor, quantity_source, received, exclude, stock_effect, reason }: ReviewLine): string {
  const number = (value: string) => (isDecimal(value) ? formatNumber(value) : value);
  return [
    item && (factor ? `${item} × ${number(factor)}` : item),
    quantity_source && quantity_source !== "shipped" && texts.review.sources[quantity_source],
    exclude && texts.review.isExcluded,
    received !== undefined && texts.review.isReceived(number(received)),
    stock_effect && texts.review.effects[stock_effect],
    reason && `“${reason}”`,
  ]
    .filter(Boolean)
    .join(" · ");
}

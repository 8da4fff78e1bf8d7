import { NumberField } from "../../components/NumberField";
import { compare, isNegative } from "../../lib/decimal";
import { formatDate, formatNumber } from "../../lib/format";
import { pointer } from "../../lib/pointer";
import { texts } from "../../texts";
import type { Decimal, InvoiceLine } from "../../types/contracts";
import { asksEffect, changeLine, movesStock, printedQuantity } from "./decisions";
import type { LineProps } from "./LineGrid";
import { ofValue, splitDescription, useSelection } from "./selection";
import { Value } from "./Value";

const { columns } = texts.review;

/** The line as the invoice says it; the received quantity can be changed. */
export function LineRow(props: LineProps) {
  const { line, index } = props;
  const at = (field: keyof InvoiceLine) => pointer("lines", index, field);
  const value = (field: keyof InvoiceLine, name: string, text: string | undefined, className?: string) => (
    <Value at={at(field)} field={name} line={line.line_id} text={text} className={className} />
  );
  return (
    <tr role="row" className="said">
      <td role="cell" className="no">
        {value("line_number", columns.line, line.line_number ?? line.line_id)}
      </td>
      <td role="cell" className="sku mono">
        {value(line.vendor_sku ? "vendor_sku" : "gtin", columns.sku, line.vendor_sku ?? line.gtin)}
      </td>
      <td role="cell" className="description">
        <Description at={at("description")} line={line} />
        <LineNotes line={line} />
      </td>
      <td role="cell" className="number qty" data-label={columns.qty}>
        <Quantity {...props} at={at} />
      </td>
      <td role="cell" className="unit">
        {value(line.uom_raw ? "uom_raw" : "uom", columns.unit, line.uom_raw ?? line.uom)}
      </td>
      <td role="cell" className="number price" data-label={columns.price}>
        {value("unit_price", columns.price, line.unit_price && formatNumber(line.unit_price))}
        {line.price_qty && compare(line.price_qty, "1") !== 0 && (
          <span className="sub">{texts.review.perQuantity(formatNumber(line.price_qty), line.price_uom ?? "")}</span>
        )}
      </td>
      <td role="cell" className="number amount">
        {value("line_total", columns.amount, line.line_total && formatNumber(line.line_total))}
      </td>
    </tr>
  );
}

/** The first printed line names the goods; what was joined to it stands smaller. */
function Description({ at, line }: { at: string; line: InvoiceLine }) {
  const { sources } = useSelection();
  const [name, rest] = splitDescription(line.description, sources[at]);
  return (
    <>
      <Value at={at} field={columns.description} line={line.line_id} text={name} />
      {rest && <span className="sub">{rest}</span>}
    </>
  );
}

/** What else is printed and helps to recognise the goods. */
function LineNotes({ line: { pack_text, lot, expiry, serials } }: { line: InvoiceLine }) {
  const notes = [
    pack_text,
    lot && texts.review.lot(lot),
    expiry && texts.review.expiry(formatDate(expiry)),
    serials?.length ? texts.review.serials(serials.join(", ")) : undefined,
  ].filter(Boolean);
  return notes.length > 0 ? <span className="sub">{notes.join(" · ")}</span> : null;
}

function Quantity({
  line,
  decision,
  change,
  report,
  locked,
  creditNote,
  at,
}: LineProps & { at: (field: keyof InvoiceLine) => string }) {
  const { select, sources } = useSelection();
  const printed = printedQuantity(line, decision);
  const place = at(quantityField(line, decision.quantity_source));
  if (locked || !movesStock(line, decision)) {
    const shown = decision.received ?? printed;
    return <Value at={place} field={columns.qty} line={line.line_id} text={shown && formatNumber(shown)} />;
  }
  const mayBeNegative = asksEffect(line, creditNote);
  return (
    <NumberField
      className="slim"
      label={texts.review.received(line.line_id)}
      value={decision.received ?? printed}
      pointer={place}
      onFocus={() => select(ofValue(place, sources))}
      onValue={(value) => change((review) => changeLine(review, line.line_id, received(value, printed)))}
      onValidity={(valid) => report(`received ${line.line_id}`, valid)}
      refuse={(value) => (isNegative(value) && !mayBeNegative ? texts.number.negative : null)}
    />
  );
}

/** Typing what is printed anyway is no deviation, and needs no reason. */
function received(value: Decimal | undefined, printed: Decimal | undefined) {
  const same = value === undefined || (printed !== undefined && compare(value, printed) === 0);
  return same ? { received: undefined, reason: undefined } : { received: value };
}

function quantityField(line: InvoiceLine, source: "shipped" | "billed" | "weight" | undefined): keyof InvoiceLine {
  if (source === "weight") return "weight";
  if (source === "billed" && line.qty_billed !== undefined) return "qty_billed";
  return "qty_shipped";
}

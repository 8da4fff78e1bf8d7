/** The cells of a line: which values stand where, and what clearing one or copying it from above does. Pure. */
import { textAt } from "../../lib/pointer";
import type { InvoiceLine, ReviewInput, ReviewLine } from "../../types/contracts";
import { valueNow } from "./corrected";
import { changeLine, correct, decisionOn, type LineChange } from "./decisions";

/** Values of a line beside those of its columns; the first ones help to recognise the goods and are always shown. */
export const DETAILS = ["pack_text", "lot", "expiry"] as const;
export const MORE_DETAILS = [
  "gtin",
  "buyer_sku",
  "mpn",
  "qty_ordered",
  "qty_backordered",
  "qty_billed",
  "weight",
  "weight_uom",
  "price_qty",
  "price_uom",
  "tax_rate",
  "purchase_order_line",
] as const;

/** What an item line must have: it is corrected, never taken away. */
const REQUIRED = new Set(["description", "line_total"]);

/** Where each cell of the stock's half keeps its decision. */
const DECISIONS: Record<string, readonly (keyof ReviewLine)[]> = {
  item: ["item", "factor", "quantity_source"],
  factor: ["factor"],
  source: ["quantity_source", "received", "reason"],
  received: ["received", "reason"],
  effect: ["stock_effect", "reason"],
  reason: ["reason"],
  exclude: ["exclude", "reason"],
};

export function mayBeEmpty(column: string): boolean {
  return !REQUIRED.has(column);
}

/** Whether the cell holds a value that was read, and not a decision about the stock. */
export function isValue(column: string): boolean {
  return !(column in DECISIONS) && !["confirm", "suggestion", "candidate"].some((name) => column.startsWith(name));
}

export interface Place {
  index: number;
  line: InvoiceLine;
}

/** The review without what the cell holds: a read value is taken away, a decision is open again. */
export function clearCell(review: ReviewInput, { index, line }: Place, column: string): ReviewInput {
  const fields = DECISIONS[column];
  if (fields) return changeLine(review, line.line_id, nothing(fields));
  const at = `/lines/${index}/${column}`;
  const there = valueNow(textAt(line, `/${column}`), review.corrections, at);
  return isValue(column) && mayBeEmpty(column) && there !== undefined ? correct(review, at, null) : review;
}

/** The review in which the cell says what the one above it says. */
export function copyCell(review: ReviewInput, above: Place, here: Place, column: string): ReviewInput {
  const fields = DECISIONS[column];
  if (fields) {
    const from = decisionOn(review, above.line.line_id);
    const taken = column === "item" && unitOf(above.line) !== unitOf(here.line) ? (["item"] as const) : fields;
    const change = Object.fromEntries(taken.map((field) => [field, from[field]])) as LineChange;
    return changeLine(review, here.line.line_id, { ...nothing(fields), ...change });
  }
  const value = isValue(column) ? textAt(above.line, `/${column}`) : undefined;
  const same = value === textAt(here.line, `/${column}`);
  return value === undefined || same ? review : correct(review, `/lines/${here.index}/${column}`, value);
}

/** The line in which two states of a review differ first, and the value if it is one: where undo leads the eye. */
export function changedPlace(a: ReviewInput, b: ReviewInput): { line: string; column: string } | null {
  const pointers = Object.keys({ ...a.corrections, ...b.corrections });
  const at = pointers.find((name) => a.corrections[name] !== b.corrections[name] && name.startsWith("/lines/"));
  if (at) return cellOf(at);
  const ids = Object.keys({ ...a.lines, ...b.lines });
  const line = ids.find((id) => JSON.stringify(a.lines[id] ?? {}) !== JSON.stringify(b.lines[id] ?? {}));
  if (line !== undefined) {
    const [x, y] = [decisionOn(a, line), decisionOn(b, line)];
    const column = ["exclude", "item", "factor", "received", "source", "effect", "reason"].find((name) =>
      (DECISIONS[name] ?? []).slice(0, 1).some((field) => x[field] !== y[field]),
    );
    return { line, column: column ?? "item" };
  }
  const confirmed = [...a.confirmed, ...b.confirmed].find(
    (name) => name.startsWith("/lines/") && a.confirmed.includes(name) !== b.confirmed.includes(name),
  );
  return confirmed ? cellOf(confirmed) : null;
}

/** The cell of a place in the lines: "/lines/3/uom_raw" is "uom_raw" of line "4". */
function cellOf(at: string): { line: string; column: string } {
  const [, , index, ...path] = at.split("/");
  return { line: String(Number(index) + 1), column: path.join("/") || "line_number" };
}

function nothing(fields: readonly (keyof ReviewLine)[]): LineChange {
  return Object.fromEntries(fields.map((field) => [field, undefined]));
}

function unitOf(line: InvoiceLine): string | undefined {
  return line.uom_raw ?? line.uom;
}

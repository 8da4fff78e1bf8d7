/** A value of the invoice by the place it stands at (JSON Pointer): how it is shown, typed and taken back. */
import { texts } from "../texts";
import { isDecimal } from "./decimal";
import { formatDate, formatNumber, typeable } from "./format";
import { parseDate, typeableDate } from "./parseDate";
import { parseNumber } from "./parseNumber";
import { lastPart, type Pointer } from "./pointer";
import { dateRefusal, numberRefusal } from "./refusal";

type FieldKind = "date" | "number" | "text";

const NUMBERS = /^(qty_|unit_price|price_qty|line_total|weight$|tax_rate|amount|rate|basis)/;

export function kindOf(at: Pointer): FieldKind {
  if (/(_date|expiry)$/.test(at)) return "date";
  return at.startsWith("/totals/") || NUMBERS.test(lastPart(at)) ? "number" : "text";
}

/** As the page's language writes it. */
export function shownValue(at: Pointer, value: string): string {
  const kind = kindOf(at);
  if (kind === "number") return isDecimal(value) ? formatNumber(value) : value;
  return kind === "date" ? formatDate(value) : value;
}

/** As it is typed, so that it reads back as the same. */
export function typeableValue(at: Pointer, value: string): string {
  const kind = kindOf(at);
  if (kind === "number") return isDecimal(value) ? typeable(value) : value;
  return kind === "date" ? typeableDate(value) : value;
}

/** What was typed as a value of that place, or why it cannot be one. */
export function readValue(at: Pointer, typed: string): { value: string } | { wrong: string } {
  const text = typed.trim();
  const kind = kindOf(at);
  if (kind === "text") return text ? { value: text } : { wrong: texts.number.noText };
  const parsed = kind === "date" ? parseDate(text) : parseNumber(text);
  if (parsed.ok) return { value: parsed.value };
  return { wrong: (kind === "date" ? dateRefusal(text) : numberRefusal(text)) ?? texts.number.empty };
}

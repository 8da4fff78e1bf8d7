/** What a person typed -> a decimal string, or why not. Strict: a number that could be read in two ways is refused. */
import type { Decimal } from "../types/contracts";
import { isDecimal } from "./decimal";

export interface Separators {
  group: string;
  decimal: string;
}

export const ENGLISH: Separators = { group: ",", decimal: "." };

export type Parsed =
  | { ok: true; value: Decimal }
  | { ok: false; why: "empty" }
  | { ok: false; why: "not_a_number" }
  | { ok: false; why: "too_long" }
  /** The numbers it could mean, the likeliest first. */
  | { ok: false; why: "ambiguous"; readings: Decimal[] };

/**
 * The number under the given separators. "1,204.50" and "1,204,500" are plain English numbers; "1.204,50" and a lone
 * "1,204" are not taken: half of Europe writes 1.204 that way, and a thousandfold error would land in the stock.
 */
export function parseNumber(typed: string, separators: Separators = ENGLISH): Parsed {
  const text = typed
    .trim()
    .replace(/\u2212/g, "-")
    .replace(/[\u00a0\u2009\u202f]/g, "");
  if (text === "") return { ok: false, why: "empty" };
  const { group, decimal } = separators;
  const swapped = { group: decimal, decimal: group };
  if (isPlain(text, decimal)) return finish(canonical(text, separators));
  if (isLoneGroup(text, group)) return ambiguous(canonical(text, separators), canonical(text, swapped));
  if (isGrouped(text, separators)) return finish(canonical(text, separators));
  if (isGrouped(text, swapped) || isPlain(text, group))
    return ambiguous(canonical(text, swapped), canonical(text, separators));
  return { ok: false, why: "not_a_number" };
}

function isPlain(text: string, decimal: string): boolean {
  return new RegExp(`^-?\\d+(?:${literal(decimal)}\\d+)?$`).test(text);
}

function isGrouped(text: string, { group, decimal }: Separators): boolean {
  return new RegExp(`^-?\\d{1,3}(?:${literal(group)}\\d{3})+(?:${literal(decimal)}\\d+)?$`).test(text);
}

function isLoneGroup(text: string, group: string): boolean {
  return new RegExp(`^-?\\d{1,3}${literal(group)}\\d{3}$`).test(text);
}

function finish(value: Decimal): Parsed {
  return isDecimal(value) ? { ok: true, value } : { ok: false, why: "too_long" };
}

function ambiguous(...readings: Decimal[]): Parsed {
  return { ok: false, why: "ambiguous", readings: readings.filter(isDecimal) };
}

function canonical(text: string, { group, decimal }: Separators): Decimal {
  const plain = text.replaceAll(group, "").replace(decimal, ".");
  const [whole = "", ...fraction] = plain.replace("-", "").split(".");
  const digits = [whole.replace(/^0+(?=\d)/, ""), ...fraction].join(".");
  return plain.startsWith("-") && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

function literal(separator: string): string {
  return separator.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** What a person typed -> a decimal string, or why not. Strict: a number that could be read in two ways is refused. */
import type { Decimal } from "../types/contracts";
import { isDecimal, trim } from "./decimal";
import { type Language, language } from "./language";

interface Separators {
  group: string;
  decimal: string;
}

export const SEPARATORS: Record<Language, Separators> = {
  en: { group: ",", decimal: "." },
  de: { group: ".", decimal: "," },
};

export type Refused =
  | { ok: false; why: "empty" | "not_a_number" | "too_long" }
  /** The numbers it could mean, the likeliest first. */
  | { ok: false; why: "ambiguous"; readings: Decimal[] };

type Parsed = { ok: true; value: Decimal } | Refused;

/** Signs between thousands that no language uses for the decimals: fixed and narrow spaces, the Swiss apostrophe. */
const NEUTRAL = "[\u00a0\u2009\u202f'\u2019]";
const NEUTRAL_GROUPS = new RegExp(`^-?[1-9]\\d{0,2}(?:${NEUTRAL}\\d{3})+(?:[.,]\\d+)?$`);

/**
 * The number in the page's language. "1,204.50" and "1,204,500" are plain English numbers; "1.204,50" and a lone
 * "1,204" are not taken: half of Europe writes 1.204 that way, and a thousandfold error would land in the stock.
 */
export function parseNumber(typed: string, separators: Separators = SEPARATORS[language()]): Parsed {
  const text = withoutNeutralGroups(typed.trim().replace(/^\u2212/, "-"));
  if (text === "") return { ok: false, why: "empty" };
  const { group, decimal } = separators;
  const swapped = { group: decimal, decimal: group };
  if (isPlain(text, decimal)) return finish(canonical(text, separators));
  if (isLoneGroup(text, group)) return ambiguous(canonical(text, separators), canonical(text, swapped));
  if (isGrouped(text, separators)) return finish(canonical(text, separators));
  if (isGrouped(text, swapped) || isPlain(text, group))
    return ambiguous(canonical(text, swapped), trim(canonical(text, separators)));
  return { ok: false, why: "not_a_number" };
}

function withoutNeutralGroups(text: string): string {
  return NEUTRAL_GROUPS.test(text) ? text.replace(new RegExp(NEUTRAL, "g"), "") : text;
}

function isPlain(text: string, decimal: string): boolean {
  return new RegExp(`^-?\\d+(?:${literal(decimal)}\\d+)?$`).test(text);
}

function isGrouped(text: string, { group, decimal }: Separators): boolean {
  return new RegExp(`^-?[1-9]\\d{0,2}(?:${literal(group)}\\d{3})+(?:${literal(decimal)}\\d+)?$`).test(text);
}

function isLoneGroup(text: string, group: string): boolean {
  return new RegExp(`^-?[1-9]\\d{0,2}${literal(group)}\\d{3}$`).test(text);
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

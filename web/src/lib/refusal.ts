/** Why a field does not take what was typed, in the page's language; null when it does. */
import { texts } from "../texts";
import { typeable } from "./format";
import { parseDate, typeableDate } from "./parseDate";
import { parseNumber } from "./parseNumber";

export function numberRefusal(typed: string): string | null {
  const parsed = parseNumber(typed);
  if (parsed.ok) return null;
  if (parsed.why === "ambiguous") return texts.number.ambiguous(typed.trim(), parsed.readings.map(typeable));
  return texts.number[parsed.why];
}

export function dateRefusal(typed: string): string | null {
  const parsed = parseDate(typed);
  if (parsed.ok) return null;
  return parsed.why === "ambiguous"
    ? texts.number.ambiguous(typed.trim(), parsed.readings.map(typeableDate))
    : texts.number.date;
}

/** What a person typed -> an ISO date, or why not. A date whose day and month could change places is refused. */
import { type Language, language } from "./language";

type ParsedDate =
  | { ok: true; value: string }
  | { ok: false; why: "not_a_date" }
  /** The dates it could mean, day first. */
  | { ok: false; why: "ambiguous"; readings: string[] };

/** ISO in every language; German also with points, which nobody writes month first. */
export function parseDate(typed: string, spoken: Language = language()): ParsedDate {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (iso) return real(date(iso[1], iso[2], iso[3]));
  const pointed = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (pointed && spoken === "de") return real(date(pointed[3], pointed[2], pointed[1]));
  const slashed = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  if (!slashed) return { ok: false, why: "not_a_date" };
  const [, first, second, year] = slashed;
  const readings = [date(year, second, first), date(year, first, second)].filter((each) => each !== null);
  return readings.length > 0 ? { ok: false, why: "ambiguous", readings } : { ok: false, why: "not_a_date" };
}

/** How a date is typed, so that it reads back as the same. */
export function typeableDate(iso: string): string {
  const [year, month, day] = iso.split("-");
  return language() === "de" && day ? `${day}.${month}.${year}` : iso;
}

/** The ISO date of these parts, or null when the calendar has no such day. */
function date(year = "", month = "", day = ""): string | null {
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}

function real(value: string | null): ParsedDate {
  return value === null ? { ok: false, why: "not_a_date" } : { ok: true, value };
}

/** Moments along an axis: no more of each than tells them apart. */
import { locale } from "../../lib/language";

const DAY = 24 * 60 * 60 * 1000;

/** How the moments of a span of so many milliseconds are written: "11:04", "17 Apr" or "Apr 2026". */
export function momentFormat(span: number, timeZone?: string): (at: number) => string {
  const options: Intl.DateTimeFormatOptions =
    span < 2 * DAY
      ? { hour: "2-digit", minute: "2-digit" }
      : span < 300 * DAY
        ? { day: "numeric", month: "short" }
        : { month: "short", year: "numeric" };
  const format = new Intl.DateTimeFormat(locale(), timeZone ? { ...options, timeZone } : options);
  return (at) => format.format(at);
}

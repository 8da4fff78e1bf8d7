/** Values as people of the chosen language read them. Numbers go into Intl as strings, so that no digit is lost. */
import type { Decimal, Time } from "../types/contracts";
import { language, locale } from "./language";

const MINUS = "\u2212";
const PLAIN_SEPARATOR = { en: ".", de: "," } as const;
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** "1234.50" -> "1,234.50" or "1.234,50", at its printed scale and with a true minus sign. */
export function formatNumber(value: Decimal): string {
  const scale = value.split(".")[1]?.length ?? 0;
  return signed(
    numbers({ minimumFractionDigits: scale, maximumFractionDigits: scale }).format(value as Intl.StringNumericLiteral),
  );
}

/** How the value is typed, so that it reads back as the same: "1204.50" or "1204,50", never with a group sign. */
export function typeable(value: Decimal): string {
  return value.replace(".", PLAIN_SEPARATOR[language()]);
}

/** "+12", "−3", "0": a change of stock. */
export function formatChange(value: Decimal): string {
  const text = formatNumber(value);
  return value.startsWith("-") || /^[0.]+$/.test(value) ? text : `+${text}`;
}

/** Money with its ISO code: "1,234.50 EUR". */
export function formatMoney(value: Decimal, currency: string | undefined): string {
  return currency ? `${formatNumber(value)}\u00a0${currency}` : formatNumber(value);
}

/** A number of things: "1,204". */
export function formatCount(count: number): string {
  return signed(numbers({ maximumFractionDigits: 0 }).format(count));
}

/** A share between 0 and 1: "83%" or "83 %". */
export function formatShare(share: number): string {
  return numbers({ style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** How long something took: "4.2 sec", "3 min". */
export function formatDuration(seconds: number): string {
  const [value, unit] =
    seconds < 90 ? [seconds, "second"] : seconds < 5400 ? [seconds / 60, "minute"] : [seconds / 3600, "hour"];
  return numbers({ style: "unit", unit, unitDisplay: "short", maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}

/** "2026-04-17" -> "17 Apr 2026" or "17.04.2026"; anything else as it is. */
export function formatDate(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? date : dates({ dateStyle: "medium", timeZone: "UTC" }).format(at);
}

/** A day as a heading: "Friday, 17 April 2026". */
export function formatDay(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? date : dates({ dateStyle: "full", timeZone: "UTC" }).format(at);
}

/** A moment of a day that is told elsewhere: "11:04". */
export function formatClock(time: Time): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? time : dates({ timeStyle: "short" }).format(at);
}

/** A moment in the reader's own time zone: "17 Apr 2026, 11:04". */
export function formatTime(time: Time): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? time : dates({ dateStyle: "medium", timeStyle: "short" }).format(at);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${formatCount(Math.max(1, Math.round(bytes / 1000)))} kB`;
  return `${numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(bytes / 1_000_000)} MB`;
}

function signed(text: string): string {
  return text.replace("-", MINUS);
}

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(options, () => new Intl.NumberFormat(locale(), options));
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(options, () => new Intl.DateTimeFormat(locale(), options));
}

/** Making a format costs far more than using it, and a grid of 500 lines uses thousands. */
function kept<F extends Intl.NumberFormat | Intl.DateTimeFormat>(options: object, make: () => F): F {
  const key = locale() + JSON.stringify(options);
  const format = (formats.get(key) as F | undefined) ?? make();
  formats.set(key, format);
  return format;
}

/** Values as people read them. Numbers go into Intl as strings, so that no digit is lost on the way. */
import type { Decimal, Time } from "../types/contracts";

const LOCALE = "en";
const MINUS = "\u2212";

/** "1234.50" -> "1,234.50" at its printed scale, with a true minus sign. */
export function formatNumber(value: Decimal): string {
  const scale = value.split(".")[1]?.length ?? 0;
  const format = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: scale, maximumFractionDigits: scale });
  return format.format(value as Intl.StringNumericLiteral).replace("-", MINUS);
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

/** "2026-04-17" -> "17 Apr 2026"; anything else as it is. */
export function formatDate(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(at);
}

/** A moment in the reader's own time zone: "17 Apr 2026, 11:04". */
export function formatTime(time: Time): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return time;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(at);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

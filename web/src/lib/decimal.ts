/** Exact arithmetic on decimal strings ("12.50"); the server computes what counts, this only shows what will happen. */
import type { Decimal } from "../types/contracts";

const SHAPE = /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/;

/** Whether the text is a decimal of the contracts: no exponent, no plus sign, at most 15 digits before the point. */
export function isDecimal(text: string): boolean {
  return SHAPE.test(text);
}

/** The exact sum, at the larger scale of the two. */
export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return write(units(a, scale) + units(b, scale), scale);
}

/** The exact product, without trailing zeros. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  const [scaleA, scaleB] = [scaleOf(a), scaleOf(b)];
  return trim(write(units(a, scaleA) * units(b, scaleB), scaleA + scaleB));
}

/** -1, 0 or 1 as a is less than, equal to or greater than b; "1.0" equals "1". */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const [left, right] = [units(a, scale), units(b, scale)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function isNegative(a: Decimal): boolean {
  return compare(a, "0") < 0;
}

/** The same number without zeros after the last digit that matters: "2.500" -> "2.5". */
export function trim(a: Decimal): Decimal {
  return a.includes(".") ? a.replace(/\.?0+$/, "") : a;
}

function scaleOf(a: Decimal): number {
  const point = a.indexOf(".");
  return point < 0 ? 0 : a.length - point - 1;
}

function units(a: Decimal, scale: number): bigint {
  return BigInt(a.replace(".", "") + "0".repeat(scale - scaleOf(a)));
}

function write(value: bigint, scale: number): Decimal {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const sign = value < 0n ? "-" : "";
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`;
}

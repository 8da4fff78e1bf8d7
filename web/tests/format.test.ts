import { afterEach, expect, test } from "vitest";
import * as format from "../src/lib/format";
import { type Language, speak } from "../src/lib/language";
import { pluralIn } from "../src/lib/plural";
import { isStored } from "../src/lib/uploadFile";

const { formatBytes, formatChange, formatDate, formatMoney, formatNumber } = format;

afterEach(() => speak("en"));

function inGerman<T>(written: () => T): T {
  speak("de");
  const text = written();
  speak("en");
  return text;
}

test("numbers keep every digit and their printed scale", () => {
  expect(formatNumber("999999999999999.123456789")).toBe("999,999,999,999,999.123456789");
  expect(formatNumber("1234.50")).toBe("1,234.50");
  expect(formatNumber("-10.00")).toBe("\u221210.00");
  expect(inGerman(() => formatNumber("-999999999999999.123456789"))).toBe("\u2212999.999.999.999.999,123456789");
});

test("a change carries its sign, no change carries none", () => {
  expect(["36", "-36", "0.00"].map(formatChange)).toEqual(["+36", "\u221236", "0.00"]);
  expect(inGerman(() => ["36.5", "-36.5", "0.00"].map(formatChange))).toEqual(["+36,5", "\u221236,5", "0,00"]);
});

test("money names its currency and never breaks before it", () => {
  expect(formatMoney("1498.73", "EUR")).toBe("1,498.73\u00a0EUR");
  expect(inGerman(() => formatMoney("1498.73", "EUR"))).toBe("1.498,73\u00a0EUR");
});

test("dates are written so that day and month cannot be mistaken", () => {
  expect(formatDate("2026-04-03")).toBe("3 Apr 2026");
  expect(inGerman(() => formatDate("2026-04-03"))).toBe("03.04.2026");
  expect(formatDate("soon")).toBe("soon");
});

test("a moment stands in the reader's time zone", () => {
  const noon = new Date(2026, 3, 17, 12, 5).toISOString();
  expect(format.formatTime(noon)).toBe("17 Apr 2026, 12:05");
  expect(inGerman(() => format.formatTime(noon))).toBe("17.04.2026, 12:05");
});

test("sizes, shares, counts and durations are read at a glance", () => {
  expect([1, 50_327, 1_600_000].map(formatBytes)).toEqual(["1 kB", "50 kB", "1.6 MB"]);
  expect(inGerman(() => [1, 50_327, 1_600_000].map(formatBytes))).toEqual(["1 kB", "50 kB", "1,6 MB"]);
  expect([format.formatCount(1204), format.formatShare(0.834)]).toEqual(["1,204", "83%"]);
  expect([4.24, 75, 600, 9000].map(format.formatDuration)).toEqual(["4.2 secs", "75 secs", "10 mins", "2.5 hrs"]);
  expect(inGerman(() => [format.formatCount(1204), format.formatShare(0.834), format.formatDuration(4.24)])).toEqual([
    "1.204",
    "83\u00a0%",
    "4,2 Sek.",
  ]);
});

test.each<[Language, string, string]>([
  ["en", "1 line", "1,204 lines"],
  ["de", "1 line", "1.204 lines"],
])("a count takes the language's digits and plural: %s", (language, one, many) => {
  const plural = pluralIn(language);
  expect([plural(1, "line", "lines"), plural(1204, "line", "lines")]).toEqual([one, many]);
});

test("a file that storage holds already counts as stored", () => {
  expect([200, 204, 412].map(isStored)).toEqual([true, true, true]);
  expect([0, 403, 409, 500].map(isStored)).toEqual([false, false, false, false]);
});

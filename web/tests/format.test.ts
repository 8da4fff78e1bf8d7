import { expect, test } from "vitest";
import { formatBytes, formatChange, formatDate, formatMoney, formatNumber } from "../src/lib/format";
import { shownState } from "../src/lib/job";
import { isStored } from "../src/lib/uploadFile";

test("numbers keep every digit and their printed scale", () => {
  expect(formatNumber("999999999999999.123456789")).toBe("999,999,999,999,999.123456789");
  expect(formatNumber("1234.50")).toBe("1,234.50");
  expect(formatNumber("-10.00")).toBe("\u221210.00");
});

test("a change carries its sign, no change carries none", () => {
  expect(formatChange("36")).toBe("+36");
  expect(formatChange("-36")).toBe("\u221236");
  expect(formatChange("0.00")).toBe("0.00");
});

test("money names its currency and never breaks before it", () => {
  expect(formatMoney("1498.73", "EUR")).toBe("1,498.73\u00a0EUR");
});

test("dates are written so that day and month cannot be mistaken", () => {
  expect(formatDate("2026-04-03")).toBe("3 Apr 2026");
  expect(formatDate("soon")).toBe("soon");
});

test("sizes are read at a glance", () => {
  expect([1, 50_327, 1_600_000].map(formatBytes)).toEqual(["1 kB", "50 kB", "1.6 MB"]);
});

test("parsed is two states for a person: to be looked at, or ready", () => {
  expect(shownState({ status: "parsed", needs_review: true })).toBe("needs_review");
  expect(shownState({ status: "parsed", needs_review: false })).toBe("parsed");
  expect(shownState({ status: "applied", needs_review: true })).toBe("applied");
});

test("a file that storage holds already counts as stored", () => {
  expect([200, 204, 412].map(isStored)).toEqual([true, true, true]);
  expect([0, 403, 409, 500].map(isStored)).toEqual([false, false, false, false]);
});

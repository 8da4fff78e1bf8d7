import { expect, test } from "vitest";
import { chartOf, extremes, levelsOf } from "../src/features/inventory/chart";
import { momentFormat } from "../src/features/inventory/moments";
import type { Movement } from "../src/types/contracts";

const FRAME = { width: 400, height: 120, left: 40, right: 10, top: 10, bottom: 20 };
const DAY = 24 * 60 * 60 * 1000;

/** Movements newest first, one a day from 1 April on, from what each one leaves. */
function after(...quantities: string[]): Movement[] {
  const moves = quantities.map((quantity, index): Movement => {
    const at = new Date(Date.UTC(2026, 3, 1 + index)).toISOString();
    const before = quantities[index - 1] ?? "0";
    return { seq: index + 1, job_id: "opening", kind: "opening", delta: "0", before, after: quantity, lines: [], at };
  });
  return moves.toReversed();
}

const fourthOfApril = Date.UTC(2026, 3, 4);

test("the line goes in steps from before the first movement to now", () => {
  const chart = chartOf(after("10", "30", "0"), fourthOfApril, FRAME);
  // Days are 116.7 px apart; 30 is at the top (10), 0 at the foot (100).
  expect(chart.line).toBe("M40 100H40V70H156.7V10H273.3V100H390");
  expect(chart.area).toBe("M40 100H40V70H156.7V10H273.3V100H390V100H40Z");
  expect(chart.end).toEqual({ x: 390, y: 100 });
  expect(chart.dots.map(({ movement }) => movement.seq)).toEqual([1, 2, 3]);
});

test("what was there before the oldest movement that is known is where the line begins", () => {
  const [newest] = after("10", "30");
  expect(chartOf(newest ? [newest] : [], fourthOfApril, FRAME).line).toMatch(/^M40 70H40V10/);
});

test.each([
  [
    ["10", "30"],
    ["0", "10", "20", "30"],
  ],
  [["145"], ["0", "50", "100", "150"]],
  [
    ["2.5", "8.82"],
    ["0", "5", "10"],
  ],
  [["0.4"], ["0.0", "0.2", "0.4"]],
  [["1"], ["0", "1"]],
  [["2"], ["0", "1", "2"]],
  [
    ["-12", "20"],
    ["-20", "0", "20"],
  ],
  [["0"], ["0", "1"]],
  [["999999999"], ["0", "500000000", "1000000000"]],
])("%j has round levels", (quantities, expected) => {
  expect(levelsOf(after(...quantities)).values.map(Number)).toEqual(expected.map(Number));
});

test("whatever was on hand lies inside the frame", () => {
  for (const quantities of [["7"], ["-3"], ["-3", "0.001"], ["1000000000000", "1"], ["0", "0"]]) {
    const chart = chartOf(after(...quantities), fourthOfApril, FRAME);
    for (const { x, y } of chart.dots) {
      expect(x).toBeGreaterThanOrEqual(40);
      expect(x).toBeLessThanOrEqual(390);
      expect(y).toBeGreaterThanOrEqual(10);
      expect(y).toBeLessThanOrEqual(100);
    }
  }
});

test("a clock that is behind, or no time at all between movements, breaks nothing", () => {
  const behind = chartOf(after("10", "30"), Date.UTC(2020, 0, 1), FRAME);
  expect(behind.end.x).toBe(390);
  const atOnce = chartOf(after("5").slice(0, 1), Date.UTC(2026, 3, 1), FRAME);
  expect(atOnce.line).not.toContain("NaN");
  expect(atOnce.moments).toHaveLength(1);
});

test("few moments stand at the foot, fewer on a phone", () => {
  const wide = chartOf(after("10"), fourthOfApril, { ...FRAME, width: 900 });
  expect(wide.moments).toHaveLength(5);
  expect(chartOf(after("10"), fourthOfApril, { ...FRAME, width: 280 }).moments).toHaveLength(2);
  expect(wide.moments.at(-1)?.x).toBe(890);
});

test("hundreds of movements are a line without dots", () => {
  expect(chartOf(after(...Array.from({ length: 300 }, (_, i) => `${i}`)), fourthOfApril, FRAME).dots).toEqual([]);
});

test("least and most are found exactly, however many digits they have", () => {
  expect(extremes(after("999999999999999.1", "999999999999999.2"))).toEqual({
    lowest: "0",
    highest: "999999999999999.2",
  });
});

test("moments say no more than tells them apart", () => {
  const noon = Date.UTC(2026, 3, 17, 12, 5);
  expect([DAY, 30 * DAY, 900 * DAY].map((span) => momentFormat(span, "UTC")(noon))).toEqual([
    "12:05",
    "17 Apr",
    "Apr 2026",
  ]);
});

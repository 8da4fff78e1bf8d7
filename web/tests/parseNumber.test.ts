import { expect, test } from "vitest";
import { parseNumber } from "../src/lib/parseNumber";

test.each([
  ["1204.50", "1204.50"],
  ["1,204.50", "1204.50"],
  ["1,204,500", "1204500"],
  [" 4.820 ", "4.820"],
  ["\u221212", "-12"],
  ["1\u202f204.5", "1204.5"],
  ["007", "7"],
  ["0", "0"],
  ["-0.00", "0.00"],
])("%j is %s", (typed, value) => {
  expect(parseNumber(typed)).toEqual({ ok: true, value });
});

test.each([
  ["1.204,50", ["1204.50", "1.20450"]],
  ["1,204", ["1204", "1.204"]],
  ["12,5", ["12.5", "125"]],
  ["1.204.500", ["1204500"]],
])("%j is refused, naming what it could mean", (typed, readings) => {
  expect(parseNumber(typed)).toEqual({ ok: false, why: "ambiguous", readings });
});

test.each(["abc", "1e3", "1,20,4", "12.3.4", "--1", "1,2345.6", "5 EA"])("%j is no number", (typed) => {
  expect(parseNumber(typed)).toEqual({ ok: false, why: "not_a_number" });
});

test("nothing typed is empty, not zero", () => {
  expect(parseNumber("  ")).toEqual({ ok: false, why: "empty" });
});

test("more digits than the contracts carry are refused", () => {
  expect(parseNumber("1234567890123456")).toEqual({ ok: false, why: "too_long" });
});

test("under German separators the comma is the decimal sign", () => {
  const german = { group: ".", decimal: "," };
  expect(parseNumber("1.204,50", german)).toEqual({ ok: true, value: "1204.50" });
  expect(parseNumber("1.204", german)).toMatchObject({ ok: false, why: "ambiguous" });
});

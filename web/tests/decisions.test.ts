import { expect, test } from "vitest";
import {
  changeLine,
  correct,
  lacksReason,
  needsDecision,
  override,
  overrideOf,
  quantitySources,
  sameDecisions,
  stockChange,
} from "../src/features/review/decisions";
import { finding, line, review } from "./support";

test("what comes into stock is the received quantity times the factor", () => {
  expect(stockChange(line(), { item: "WINE", factor: "12" }, false)).toBe("36");
  expect(stockChange(line(), { item: "WINE", factor: "12", received: "2.5" }, false)).toBe("30");
  expect(stockChange(line(), { item: "WINE", factor: "12", received: "0" }, false)).toBe("0");
});

test("nothing is promised while item, factor or quantity is missing", () => {
  expect(stockChange(line(), { item: "WINE" }, false)).toBeNull();
  expect(stockChange(line(), { factor: "12" }, false)).toBeNull();
  expect(stockChange(line({ qty_shipped: undefined }), { item: "WINE", factor: "12" }, false)).toBeNull();
});

test("a line by weight moves the weight, a billed one what was billed", () => {
  const ham = line({ qty_shipped: "2", weight: "4.820", qty_billed: "5" });
  expect(stockChange(ham, { item: "HAM", factor: "1", quantity_source: "weight" }, false)).toBe("4.82");
  expect(stockChange(ham, { item: "HAM", factor: "1", quantity_source: "billed" }, false)).toBe("5");
});

test("a credited line moves stock only the way the person says", () => {
  const credited = line({ qty_shipped: "-3", line_total: "-90.00" });
  const mapped = { item: "WINE", factor: "12" };
  expect(stockChange(credited, { ...mapped, stock_effect: "none" }, false)).toBeNull();
  expect(stockChange(credited, { ...mapped, stock_effect: "out" }, false)).toBe("-36");
  expect(stockChange(credited, { ...mapped, stock_effect: "in" }, false)).toBe("36");
});

test("every line of a credit note, and any negative one, waits for that to be said", () => {
  const mapped = { item: "WINE", factor: "12" };
  expect(needsDecision(line(), mapped, true)).toBe(true);
  expect(needsDecision(line(), { ...mapped, stock_effect: "in" }, true)).toBe(false);
  expect(needsDecision(line({ line_total: "-90.00" }), mapped, false)).toBe(true);
  expect(stockChange(line({ line_total: "-90.00" }), mapped, false)).toBeNull();
});

test("a line of which nothing came needs no stock item", () => {
  expect(needsDecision(line({ qty_shipped: "0" }), {}, false)).toBe(false);
  expect(needsDecision(line(), { received: "0", reason: "not delivered" }, false)).toBe(false);
});

test("charges, deposits, notes and excluded lines need no stock item", () => {
  for (const kind of ["charge", "deposit", "note"] as const)
    expect(needsDecision(line({ kind }), {}, false)).toBe(false);
  expect(needsDecision(line(), { exclude: true }, false)).toBe(false);
  expect(needsDecision(line(), {}, false)).toBe(true);
  expect(needsDecision(line(), { item: "WINE" }, false)).toBe(true);
  expect(needsDecision(line(), { item: "WINE", factor: "1" }, false)).toBe(false);
});

test("a changed quantity and an excluded line wait for a reason of three characters", () => {
  expect(lacksReason({ received: "2" })).toBe(true);
  expect(lacksReason({ received: "2", reason: " no " })).toBe(true);
  expect(lacksReason({ received: "2", reason: "two broken" })).toBe(false);
  expect(lacksReason({ exclude: true })).toBe(true);
  expect(lacksReason({ item: "WINE", factor: "1" })).toBe(false);
});

test("taking a decision back leaves no trace of it, and the given review is not touched", () => {
  const before = review({ lines: { "1": { item: "WINE", received: "2", reason: "broken" } } });
  const after = changeLine(before, "1", { received: undefined, reason: undefined });
  expect(after.lines["1"]).toEqual({ item: "WINE" });
  expect(before.lines["1"]?.received).toBe("2");
});

test("a quantity that the invoice lacks is not taken from another one, but may be chosen", () => {
  const billed = line({ qty_shipped: undefined, qty_billed: "5" });
  expect(stockChange(billed, { item: "HAM", factor: "1" }, false)).toBeNull();
  expect(quantitySources(billed, {})).toEqual(["shipped", "billed"]);
  expect(quantitySources(line(), {})).toEqual(["shipped"]);
  expect(quantitySources(line(), { quantity_source: "weight" })).toEqual(["shipped", "weight"]);
});

test("a correction asks again about the errors that were accepted for its line or for the whole invoice", () => {
  const [first, second, whole] = [finding({ line_ids: ["1"] }), finding({ line_ids: ["2"] }), finding()];
  const accepted = [first, second, whole].reduce((all, each) => override(all, each, "rounded"), review());
  const corrected = correct(accepted, "/lines/0/line_total", "91.00");
  expect([first, second, whole].map((each) => overrideOf(corrected, each)?.reason)).toEqual([
    undefined,
    "rounded",
    undefined,
  ]);
});

test("a correction can be set, replaced and taken back", () => {
  const once = correct(review(), "/lines/0/line_total", "91.00");
  expect(correct(once, "/lines/0/line_total", "92.00").corrections).toEqual({ "/lines/0/line_total": "92.00" });
  expect(correct(once, "/lines/0/line_total", undefined).corrections).toEqual({});
});

test("an accepted error is accepted for its own lines only", () => {
  const first = finding({ code: "LINE_EXTENSION", line_ids: ["1"] });
  const second = finding({ code: "LINE_EXTENSION", line_ids: ["2"] });
  const accepted = override(review(), first, "rounded by the vendor");
  expect(overrideOf(accepted, first)?.reason).toBe("rounded by the vendor");
  expect(overrideOf(accepted, second)).toBeUndefined();
  expect(overrideOf(override(accepted, first, null), first)).toBeUndefined();
});

test("decisions are the same whatever order they were made in", () => {
  const one = review({ lines: { "1": { item: "A", factor: "1" }, "2": { exclude: true } } });
  const other = review({ lines: { "2": { exclude: true }, "1": { factor: "1", item: "A" } } });
  expect(sameDecisions(one, other)).toBe(true);
  expect(sameDecisions(one, changeLine(other, "1", { factor: "2" }))).toBe(false);
});

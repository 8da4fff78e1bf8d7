import { expect, test } from "vitest";
import { changeLine, confirm, correct, override } from "../src/features/review/decisions";
import { merge, settled } from "../src/features/review/merge";
import { finding, review } from "./support";

const PRICE = "/lines/0/unit_price";

test("what only one side changed is taken, whichever side it was", () => {
  const base = changeLine(review(), "1", { item: "WINE", factor: "12" });
  const mine = changeLine(base, "2", { exclude: true, reason: "broken" });
  const theirs = override(confirm(correct(base, PRICE, "9.50"), "/lines/1"), finding(), "rounded");
  const { merged, clashes, taken } = merge(base, mine, theirs);
  expect(clashes).toEqual([]);
  expect(taken).toBe(3);
  expect(merged.lines).toEqual({
    "1": { item: "WINE", factor: "12" },
    "2": { exclude: true, reason: "broken" },
  });
  expect([merged.corrections, merged.confirmed]).toEqual([{ [PRICE]: "9.50" }, ["/lines/1"]]);
  expect(merged.overrides).toHaveLength(1);
});

test("what both changed alike is no clash", () => {
  const same = correct(review(), PRICE, "9.50");
  const { merged, clashes, taken } = merge(review(), same, correct(review(), PRICE, "9.50"));
  expect([clashes, taken]).toEqual([[], 0]);
  expect(merged).toEqual(same);
});

test("what both changed differently is asked about, with what it was", () => {
  const base = correct(review(), PRICE, "9.50");
  const { clashes } = merge(base, correct(base, PRICE, "9.60"), correct(base, PRICE, undefined));
  expect(clashes).toEqual([{ key: `corrections ${PRICE}`, base: "9.50", mine: "9.60", theirs: undefined }]);
});

test("each side can be chosen, also when it took something away", () => {
  const base = correct(review(), PRICE, "9.50");
  const result = merge(base, correct(base, PRICE, "9.60"), correct(base, PRICE, undefined));
  const key = `corrections ${PRICE}`;
  expect(settled(result, { [key]: "mine" }).corrections).toEqual({ [PRICE]: "9.60" });
  expect(settled(result, { [key]: "theirs" }).corrections).toEqual({});
});

test("an item is never merged with the factor of another one", () => {
  const mine = changeLine(review(), "1", { item: "WINE", factor: "12" });
  const theirs = changeLine(review(), "1", { item: "CIDER", factor: "6" });
  const result = merge(review(), mine, theirs);
  expect(result.clashes.map(({ key }) => key)).toEqual(["lines/1/mapping"]);
  expect(settled(result, { "lines/1/mapping": "mine" }).lines["1"]).toEqual({ item: "WINE", factor: "12" });
});

test("what a line is and how much of it came are merged apart", () => {
  const mine = changeLine(review(), "1", { item: "WINE", factor: "12" });
  const theirs = changeLine(review(), "1", { received: "2", reason: "one broken" });
  const { merged, clashes } = merge(review(), mine, theirs);
  expect(clashes).toEqual([]);
  expect(merged.lines["1"]).toEqual({ item: "WINE", factor: "12", received: "2", reason: "one broken" });
});

test("a received quantity is asked about when the other side counts by weight now", () => {
  const base = changeLine(review(), "1", { item: "HAM", factor: "1" });
  const mine = changeLine(base, "1", { quantity_source: "weight" });
  const theirs = changeLine(base, "1", { received: "2", reason: "one missing" });
  const result = merge(base, mine, theirs);
  expect(result.clashes.map(({ key }) => key)).toEqual(["lines/1"]);
  expect(settled(result, { "lines/1": "mine" }).lines["1"]).toEqual(mine.lines["1"]);
});

test("an error that one side accepted is asked about again when the other side corrected its line", () => {
  const first = finding({ code: "LINE_EXTENSION", line_ids: ["1"] });
  const second = finding({ code: "LINE_EXTENSION", line_ids: ["2"] });
  const theirs = override(override(review(), first, "rounded"), second, "rounded");
  const { merged } = merge(review(), correct(review(), PRICE, "9.50"), theirs);
  expect(merged.overrides.map(({ line_ids }) => line_ids)).toEqual([["2"]]);
});

test("a decision that one side took back stays taken back", () => {
  const base = changeLine(correct(review(), PRICE, "9.50"), "1", { exclude: true, reason: "broken" });
  const { merged } = merge(base, base, review());
  expect([merged.corrections, merged.lines]).toEqual([{}, {}]);
});

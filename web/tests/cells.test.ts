import { expect, test } from "vitest";
import { changedPlace, clearCell, copyCell } from "../src/features/review/cells";
import { correctedLines, valueNow } from "../src/features/review/corrected";
import { changeLine, confirm, correct } from "../src/features/review/decisions";
import { heard, NOBODY } from "../src/features/review/windows";
import { line, review } from "./support";

const FIRST = { index: 0, line: line({ unit_price: "30.00" }) };
const SECOND = { index: 1, line: line({ line_id: "2", unit_price: "31.00" }) };
const MAPPED = changeLine(review(), "1", { item: "WINE", factor: "12", quantity_source: "shipped" });

test("a line without corrections is the very line that was read; a corrected one a copy", () => {
  const lines = [FIRST.line, line({ line_id: "2", serials: ["A", "B"] })];
  const corrections = { "/lines/1/serials/0": "C", "/lines/1/description": null, "/invoice_number": "7" };
  const [first, second] = correctedLines(lines, corrections);
  expect(first).toBe(FIRST.line);
  expect(second?.serials).toEqual(["C", "B"]);
  expect(second && "description" in second).toBe(false);
  expect(lines[1]?.serials).toEqual(["A", "B"]);
});

test("a value is what was read, what was corrected, or nothing", () => {
  expect(valueNow("1", {}, "/a")).toBe("1");
  expect(valueNow("1", { "/a": "2" }, "/a")).toBe("2");
  expect(valueNow("1", { "/a": null }, "/a")).toBeUndefined();
});

test("clearing takes a read value away, and opens a decision again", () => {
  expect(clearCell(review(), FIRST, "unit_price").corrections).toEqual({ "/lines/0/unit_price": null });
  expect(clearCell(MAPPED, FIRST, "item").lines["1"]).toEqual({});
  expect(clearCell(MAPPED, FIRST, "factor").lines["1"]).toEqual({ item: "WINE", quantity_source: "shipped" });
});

test("what a line must have, or does not hold, is not cleared", () => {
  for (const column of ["line_total", "description", "lot", "confirm", "candidate0"])
    expect(clearCell(review(), FIRST, column)).toEqual(review());
});

test("copying from above takes the mapping along where the unit is the same, else the item alone", () => {
  expect(copyCell(MAPPED, FIRST, SECOND, "item").lines["2"]).toEqual(MAPPED.lines["1"]);
  const byPiece = { index: 1, line: line({ line_id: "2", uom_raw: "St" }) };
  expect(copyCell(MAPPED, FIRST, byPiece, "item").lines["2"]).toEqual({ item: "WINE" });
});

test("copying a value corrects it; the same value is no correction", () => {
  expect(copyCell(review(), FIRST, SECOND, "unit_price").corrections).toEqual({ "/lines/1/unit_price": "30.00" });
  expect(copyCell(review(), FIRST, SECOND, "uom_raw").corrections).toEqual({});
});

test("undo leads to the cell that it changed", () => {
  const before = review();
  expect(changedPlace(before, correct(before, "/lines/3/uom_raw", "KG"))).toEqual({ line: "4", column: "uom_raw" });
  expect(changedPlace(MAPPED, before)).toEqual({ line: "1", column: "item" });
  expect(changedPlace(MAPPED, changeLine(MAPPED, "1", { factor: "6" }))).toEqual({ line: "1", column: "factor" });
  expect(changedPlace(before, changeLine(before, "2", { received: "0" }))).toEqual({ line: "2", column: "received" });
  expect(changedPlace(before, confirm(before, "/lines/1"))).toEqual({ line: "2", column: "line_number" });
  expect(changedPlace(before, correct(before, "/due_date", "2026-05-01"))).toBeNull();
});

test("a window hears who else is there, who left, and the newest version that was saved", () => {
  const one = heard(NOBODY, { says: "here", window: "a" });
  const two = heard(heard(one, { says: "saved", window: "b", version: 3 }), { says: "saved", window: "a", version: 2 });
  expect([...two.open]).toEqual(["a", "b"]);
  expect(two.saved).toBe(3);
  expect([...heard(two, { says: "bye", window: "a" }).open]).toEqual(["b"]);
});

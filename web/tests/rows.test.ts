import { expect, test } from "vitest";
import { itemRows, movementRows } from "../src/features/inventory/rows";
import type { Item, Movement } from "../src/types/contracts";

const BOLT: Item = {
  item: "BOLT-M8",
  name: "Hex bolt",
  unit: "EA",
  scale: 0,
  on_hand: "120",
  updated_at: "2026-04-17T10:00:00Z",
};
const MOVED: Movement = {
  seq: 7,
  job_id: "11111111-1111-4111-8111-111111111111",
  kind: "apply",
  delta: "20",
  before: "100",
  after: "120",
  unit_cost: "0.12",
  currency: "EUR",
  invoice_number: "RE-2604-0817",
  lines: ["3", "9"],
  at: "2026-04-17T10:00:00Z",
};

test("an exported item has a cell below each head, and its stock is a number", () => {
  const [heads = [], row = []] = itemRows([BOLT]);
  expect(heads).toEqual(["Item", "Name", "On hand", "Unit", "Last change"]);
  expect(row).toEqual(["BOLT-M8", "Hex bolt", { number: "120" }, "EA", "2026-04-17T10:00:00Z"]);
});

test("an exported movement says in words what it was, and which lines of which invoice it came from", () => {
  const [heads = [], row = []] = movementRows([MOVED]);
  expect(row).toHaveLength(heads.length);
  expect(row).toContainEqual({ number: "0.12" });
  expect(row.slice(-3, -1)).toEqual(["RE-2604-0817", "3 9"]);
  expect(row.at(-1)).toBe(MOVED.job_id);
});

test("what a movement did not cost is left empty, not zero", () => {
  const { unit_cost: _, currency: __, invoice_number: ___, ...opening } = MOVED;
  const [, row = []] = movementRows([{ ...opening, kind: "opening", lines: [] }]);
  expect(row.slice(6, 10)).toEqual(["", "", "", ""]);
});

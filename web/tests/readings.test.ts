import { expect, test } from "vitest";
import { differenceOf } from "../src/features/review/readings";
import type { InvoiceLine, Reading } from "../src/types/contracts";
import { line } from "./support";

function reading(lines: InvoiceLine[], version = "1.0.0"): Reading {
  const reader = { plugin: "vendor-a", version, host_version: "1.0.0" };
  return { reader, invoice: { invoice_number: "7", lines } } as unknown as Reading;
}

test("the same values by the same plugin are no difference", () => {
  expect(differenceOf(reading([line()]), reading([line()]))).toEqual({ values: 0, lines: 0, reader: null });
});

test("values that are others, new or gone are counted", () => {
  const { uom_raw: _, ...without } = line();
  const now = reading([{ ...without, line_total: "91.00", lot: "L7" }]);
  expect(differenceOf(reading([line()]), now).values).toBe(3);
});

test("lines that came or went are counted as lines, not by their values", () => {
  const two = [line(), line({ line_id: "2" })];
  expect(differenceOf(reading([line()]), reading(two))).toMatchObject({ values: 0, lines: 1 });
  expect(differenceOf(reading(two), reading([line()]))).toMatchObject({ values: 0, lines: -1 });
});

test("another version of the plugin is another reader", () => {
  const { reader } = differenceOf(reading([]), reading([], "1.1.0"));
  expect(reader).toEqual(["vendor-a 1.0.0", "vendor-a 1.1.0"]);
});

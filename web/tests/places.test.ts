import { expect, test } from "vitest";
import { boxesOf, ofFinding, splitDescription } from "../src/features/review/selection";
import { roomy, spots, valueAt } from "../src/lib/boxes";
import { lineIndex, pointer, textAt } from "../src/lib/pointer";
import type { Reading } from "../src/types/contracts";
import { finding } from "./support";

const SOURCES: Reading["sources"] = {
  "/invoice_number": [{ page: 1, box: [0.7, 0.1, 0.9, 0.12], text: "RE-1" }],
  "/lines/0/description": [
    { page: 1, box: [0.1, 0.3, 0.5, 0.32], text: "Comté AOP" },
    { page: 2, box: [0.1, 0.1, 0.5, 0.12], text: "Herkunft: Jura" },
  ],
  "/lines/0/vendor_sku": [{ page: 1, box: [0.1, 0.3, 0.2, 0.32], text: "20114" }],
  "/currency": [{ attachment: "factur-x.xml", path: "/a/b", text: "EUR" }],
};

test("a click finds the value under it, the smaller one where two overlap", () => {
  const all = spots(SOURCES);
  expect(valueAt(all, 1, 0.8, 0.11)).toBe("/invoice_number");
  expect(valueAt(all, 1, 0.15, 0.31)).toBe("/lines/0/vendor_sku");
  expect(valueAt(all, 1, 0.4, 0.31)).toBe("/lines/0/description");
  expect(valueAt(all, 2, 0.4, 0.11)).toBe("/lines/0/description");
  expect(valueAt(all, 1, 0.5, 0.9)).toBeNull();
});

test("values from an attachment have no box, and break nothing", () => {
  expect(spots(SOURCES).map((spot) => spot.pointer)).not.toContain("/currency");
});

test("room around a box never leaves the page", () => {
  expect(roomy([0, 0.5, 1, 0.6], 0.01)).toEqual([0, 0.49, 1, 0.61]);
});

test("a finding lights its own boxes, else those of the value it is about", () => {
  const own = finding({ path: "/invoice_number", sources: [{ page: 3, box: [0, 0, 1, 1], text: "x" }] });
  expect(boxesOf(ofFinding(own, SOURCES)).map((source) => source.page)).toEqual([3]);
  expect(boxesOf(ofFinding(finding({ path: "/invoice_number" }), SOURCES)).map((source) => source.text)).toEqual([
    "RE-1",
  ]);
  expect(boxesOf(ofFinding(finding(), SOURCES))).toEqual([]);
});

test("the first printed line of a description stands for the goods", () => {
  expect(splitDescription("Comté AOP Herkunft: Jura", SOURCES["/lines/0/description"])).toEqual([
    "Comté AOP",
    "Herkunft: Jura",
  ]);
  expect(splitDescription("Comté AOP", [])).toEqual(["Comté AOP", ""]);
  expect(splitDescription("Corrected", SOURCES["/lines/0/description"])).toEqual(["Corrected", ""]);
});

test("pointers escape, find and name lines", () => {
  expect(pointer("lines", 0, "a/b~c")).toBe("/lines/0/a~1b~0c");
  expect(textAt({ lines: [{ "a/b": "x" }] }, "/lines/0/a~1b")).toBe("x");
  expect(textAt({ lines: [] }, "/lines/0/a")).toBeUndefined();
  expect(lineIndex("/lines/3/uom")).toBe(3);
  expect(lineIndex("/totals/grand")).toBeNull();
});

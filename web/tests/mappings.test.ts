import { expect, test } from "vitest";
import { lessonOf } from "../src/features/mappings/lesson";
import { knownVendors, meaning } from "../src/lib/mappings";
import type { Mapping } from "../src/types/contracts";

const mapping: Mapping = {
  vendor_id: "northwind",
  vendor_sku: "10021",
  uom: "CS",
  item: "CG-PG16",
  item_name: "Cable gland",
  unit: "EA",
  factor: "12.000",
  quantity_source: "shipped",
  version: 3,
};

test("a mapping is said in words", () => {
  expect(meaning(mapping)).toBe("1 CS of 10021 = 12 EA of CG-PG16");
  expect(meaning({ ...mapping, uom: "", factor: "0.5" })).toBe("1 unit of 10021 = 0.5 EA of CG-PG16");
});

test("another factor of the same item replaces nothing", () => {
  const said = { item: "CG-PG16", factor: "24", quantity_source: "billed" } as const;
  expect(lessonOf(mapping, said)).toEqual({ vendor_sku: "10021", uom: "CS", ...said });
});

test("another item takes the place of the one before", () => {
  const said = { item: "CG-PG21", factor: "12", quantity_source: "shipped" } as const;
  expect(lessonOf(mapping, said).replaces).toBe("CG-PG16");
});

test("putting a mapping back says the same again", () => {
  expect(lessonOf(mapping, mapping)).toEqual({
    vendor_sku: "10021",
    uom: "CS",
    item: "CG-PG16",
    factor: "12",
    quantity_source: "shipped",
  });
});

test("vendors with and without a plugin stand in one list, by name, each once", () => {
  const installed = [
    { id: "nordkontor", name: "Nordkontor" },
    { id: "acme", name: "Acme" },
  ];
  const seen = [
    { vendor_id: "tax:DE123456789", vendor_name: "Hafen Fisch" },
    { vendor_id: "acme", vendor_name: "ACME GMBH" },
    { vendor_id: "tax:IT1", vendor_name: "" },
  ];
  expect(knownVendors(installed, seen).map(({ name }) => name)).toEqual([
    "Acme",
    "Hafen Fisch",
    "Nordkontor",
    "tax:IT1",
  ]);
});

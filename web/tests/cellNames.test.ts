import { expect, test } from "vitest";
import { cellName } from "../src/features/review/cellNames";
import { texts } from "../src/texts";

const { columns, fields, details, wholeLine } = texts.review;

test.each([
  ["/lines/3/unit_price", columns.price],
  ["/lines/3/vendor_sku", columns.sku],
  ["/lines/3/gtin", details.gtin],
  ["/lines/0", wholeLine],
  ["/invoice_number", fields.invoice_number],
])("%s is called what the page calls it", (at, name) => expect(cellName(at)).toBe(name));

test("a part of a value that has no name of its own goes by the value's", () => {
  expect(cellName("/lines/3/unit_price/0")).toBe(columns.price);
});

test("what the page has no name for keeps its own", () => expect(cellName("/lines/3/colour")).toBe("colour"));

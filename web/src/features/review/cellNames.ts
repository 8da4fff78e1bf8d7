/** What a place of the invoice is called: "/lines/3/unit_price" is the unit price. */
import { lineIndex } from "../../lib/pointer";
import { texts } from "../../texts";

export function cellName(at: string): string {
  const column = lineIndex(at) === null ? (at.split("/").at(-1) ?? "") : at.split("/").slice(3).join("/");
  if (column === "") return texts.review.wholeLine;
  const { fields, details, columns } = texts.review;
  const named: Record<string, string> = {
    ...fields,
    ...details,
    line_number: columns.line,
    vendor_sku: columns.sku,
    description: columns.description,
    qty_shipped: columns.qty,
    uom_raw: columns.unit,
    uom: columns.unit,
    unit_price: columns.price,
    line_total: columns.amount,
  };
  return named[column] ?? named[column.split("/")[0] ?? ""] ?? column;
}

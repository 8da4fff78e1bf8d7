/** What a person says an article is, as the API takes it. Pure. */
import { trim } from "../../lib/decimal";
import type { Mapping, PutMapping } from "../../types/contracts";

export type Said = Pick<PutMapping, "item" | "factor" | "quantity_source">;

/** The correction of a mapping; one to another item takes the old one away. */
export function lessonOf({ vendor_sku, uom, item: before }: Mapping, said: Said): PutMapping {
  const { item, factor, quantity_source } = said;
  const lesson = { vendor_sku, uom, item, factor: trim(factor), quantity_source };
  return item === before ? lesson : { ...lesson, replaces: before };
}

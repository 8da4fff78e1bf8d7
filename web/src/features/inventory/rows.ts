/** What is exported: the rows of a CSV file, their heads first, as they stand in the page's language. */
import type { Cell } from "../../lib/csv";
import { texts } from "../../texts";
import type { Item, Movement } from "../../types/contracts";

export function itemRows(items: readonly Item[]): Cell[][] {
  const { item, name, onHand, unit, updated } = texts.inventory.columns;
  return [
    [item, name, onHand, unit, updated],
    ...items.map((each) => [each.item, each.name, { number: each.on_hand }, each.unit, each.updated_at]),
  ];
}

export function movementRows(movements: readonly Movement[]): Cell[][] {
  const { seq, at, kind, before, change, after, cost, currency, invoice, lines } = texts.inventory.movementColumns;
  return [
    [seq, at, kind, before, change, after, cost, currency, invoice, lines, "job_id"],
    ...movements.map((each) => [
      { number: String(each.seq) },
      each.at,
      texts.inventory.kind[each.kind],
      { number: each.before },
      { number: each.delta },
      { number: each.after },
      each.unit_cost === undefined ? "" : { number: each.unit_cost },
      each.currency ?? "",
      each.invoice_number ?? "",
      each.lines.join(" "),
      each.job_id,
    ]),
  ];
}

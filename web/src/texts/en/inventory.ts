/** The inventory and one item’s movements. */
export const inventory = {
  what: "The inventory",
  title: "Inventory",
  lead: "What is on hand, as the sum of every movement.",
  search: "Search items",
  create: "New item",
  empty: "No items yet",
  emptyBody: "Items are made here, or while an invoice’s lines are given their place in stock.",
  noMatch: (query: string) => `No item matches “${query}”.`,
  columns: { item: "Item", name: "Name", onHand: "On hand", unit: "Unit", updated: "Last change" },
  more: "Only the first items are listed; search for others.",
  movements: "Movements",
  noMovements: "Nothing has moved yet.",
  movementColumns: { at: "When", kind: "What", change: "Change", cost: "Unit cost", lines: "From" },
  kind: { opening: "Opening quantity", apply: "Invoice applied", reverse: "Invoice reversed" },
  openJob: (lines: string[]) =>
    lines.length === 0 ? "Invoice" : `Invoice, ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`,
  back: "Inventory",
  onHand: "On hand",
};

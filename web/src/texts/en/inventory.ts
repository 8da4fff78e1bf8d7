/** The inventory and one item’s movements. */
import { plural } from "./plural";

export const inventory = {
  what: "The inventory",
  title: "Inventory",
  lead: "What is on hand, as the sum of every movement.",
  search: "Search items",
  searchHint: "Search by name or id",
  create: "New item",
  empty: "No items yet",
  emptyBody: "Items are made here, or while an invoice’s lines are given their place in stock.",
  noMatch: (query: string) => `No item matches “${query}”.`,
  clear: "Show all items",
  columns: { item: "Item", name: "Name", onHand: "On hand", unit: "Unit", updated: "Last change" },
  sortBy: "Sort by",
  sortWays: {
    "item asc": "Item id, A to Z",
    "item desc": "Item id, Z to A",
    "name asc": "Name, A to Z",
    "name desc": "Name, Z to A",
    "on_hand asc": "On hand, least first",
    "on_hand desc": "On hand, most first",
    "updated asc": "Last change, oldest first",
    "updated desc": "Last change, newest first",
  },
  shown: (count: number, more: boolean) =>
    more ? `The first ${plural(count, "item", "items")}` : plural(count, "item", "items"),
  more: "Show more",
  loadingMore: "Loading more…",
  cut: "There are more than 5,000 items: only the first 5,000 by id are sorted here. Search, or sort by item id, to see the others.",
  exportCsv: "Export CSV",
  exporting: (count: number) => `Exporting, ${plural(count, "item", "items")} so far…`,
  exportFailed: "The list was not exported",
  fileName: "inventory",
  onHand: "On hand",
  back: "Inventory",
  noItem: "There is no such item",
  change: "Rename or change the unit",
  lastChange: (time: string) => `last changed ${time}`,
  chart: "Stock over time",
  chartSaid: (told: {
    item: string;
    from: string;
    first: string;
    to: string;
    lowest: string;
    highest: string;
    movements: number;
  }) =>
    `Line chart of ${told.item}: from ${told.from} before ${told.first} to ${told.to} now, between ${told.lowest} and ${told.highest}, in ${plural(told.movements, "movement", "movements")}. The table below lists them.`,
  chartNow: "now",
  movements: "Movements",
  noMovements: "Nothing has moved yet.",
  cutMovements: (count: number) =>
    `Only the newest ${plural(count, "movement", "movements")} can be shown; what is on hand counts all of them.`,
  olderMovements: (count: number) => `Show ${plural(count, "older movement", "older movements")}`,
  movementColumns: {
    seq: "No.",
    at: "When",
    kind: "What",
    before: "Before",
    change: "Change",
    after: "After",
    cost: "Unit cost",
    currency: "Currency",
    invoice: "Invoice",
    lines: "Lines",
  },
  kind: { opening: "Opening quantity", apply: "Invoice applied", reverse: "Invoice reversed" },
  openJob: (lines: readonly string[], number = "") => {
    const invoice = `Invoice ${number}`.trim();
    return lines.length === 0 ? invoice : `${invoice}, ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`;
  },
  articles: "What vendors call it",
  articlesLoading: "Looking through the vendors’ articles…",
  articlesWhat: "The vendors’ articles",
  articlesNone: "No vendor’s article is known to be this item.",
};

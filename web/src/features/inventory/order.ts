/** In which order the stock is listed: as the address says, and as a press on a column's head changes it. */
import { api, type ItemPage } from "../../lib/api";
import type { Item } from "../../types/contracts";

export type Order = Pick<ItemPage, "sort" | "order">;

export const SORTS = ["item", "name", "on_hand", "updated"] as const;
const BY_ITEM: Order = { sort: "item", order: "asc" };
const MOST_A_PAGE = 500;

/** What the address asks for; the order of the ids when it asks for nothing that there is. */
export function orderIn(address: URLSearchParams): Order {
  const sort = SORTS.find((each) => each === address.get("sort"));
  if (!sort) return BY_ITEM;
  return { sort, order: address.get("order") === "desc" ? "desc" : "asc" };
}

/** The same column again turns it round; the latest change begins with the newest, all else with the least. */
export function pressed(column: ItemPage["sort"], now: Order): Order {
  if (column === now.sort) return { sort: column, order: now.order === "asc" ? "desc" : "asc" };
  return { sort: column, order: column === "updated" ? "desc" : "asc" };
}

/** The address's query: nothing in it that is so anyway. */
export function addressOf(q: string, { sort, order }: Order): Record<string, string> {
  const plain = sort === BY_ITEM.sort && order === BY_ITEM.order;
  return { ...(q && { q }), ...(plain ? {} : { sort, order }) };
}

/** Every item that matches, page by page, in the order shown; by id where that order would leave some out. */
export async function everyItem(q: string, order: Order, onPage: (count: number) => void): Promise<Item[]> {
  const every = new Map<string, Item>();
  let after: string | undefined;
  do {
    const page = await api.itemPage({ q, ...order, limit: MOST_A_PAGE, after });
    if (page.cut) return everyItem(q, BY_ITEM, onPage);
    for (const item of page.items) every.set(item.item, item);
    onPage(every.size);
    after = page.next;
  } while (after !== undefined);
  return [...every.values()];
}

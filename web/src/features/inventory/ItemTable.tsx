import { useId } from "react";
import { Link } from "wouter";
import { formatNumber, formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { Item } from "../../types/contracts";
import { type Order, pressed, SORTS } from "./order";

const { columns } = texts.inventory;

interface OrderProps {
  order: Order;
  onOrder: (order: Order) => void;
}

interface ItemTableProps extends OrderProps {
  items: readonly Item[];
}

/** The stock, an item a row; a press on a column's head sorts by it, another one turns it round. */
export function ItemTable({ items, order, onOrder }: ItemTableProps) {
  const sorted = { order, onOrder };
  return (
    <table className="table stacks items sortable" role="table" aria-label={texts.inventory.title}>
      <thead role="rowgroup">
        <tr role="row">
          <SortHead name={columns.item} sort="item" {...sorted} />
          <SortHead name={columns.name} sort="name" {...sorted} />
          <SortHead name={columns.onHand} sort="on_hand" numeric {...sorted} />
          <th scope="col">{columns.unit}</th>
          <SortHead name={columns.updated} sort="updated" {...sorted} />
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item) => (
          <ItemRow key={item.item} item={item} />
        ))}
      </tbody>
    </table>
  );
}

/** The same choice where the heads of columns have no room: on a phone. */
export function SortChoice({ order, onOrder }: OrderProps) {
  const id = useId();
  const ways = SORTS.flatMap((sort) => (["asc", "desc"] as const).map((way): Order => ({ sort, order: way })));
  const nameOf = ({ sort, order: way }: Order) => `${sort} ${way}` as const;
  return (
    <div className="sort-choice">
      <label htmlFor={id} className="soft small">
        {texts.inventory.sortBy}
      </label>
      <select
        id={id}
        className="input"
        value={nameOf(order)}
        onChange={({ target }) => onOrder(ways.find((way) => nameOf(way) === target.value) ?? order)}
      >
        {ways.map((way) => (
          <option key={nameOf(way)} value={nameOf(way)}>
            {texts.inventory.sortWays[nameOf(way)]}
          </option>
        ))}
      </select>
    </div>
  );
}

interface SortHeadProps extends OrderProps {
  name: string;
  sort: Order["sort"];
  numeric?: boolean;
}

function SortHead({ name, sort, numeric = false, order, onOrder }: SortHeadProps) {
  const here = order.sort === sort;
  const way = order.order === "asc" ? "ascending" : "descending";
  return (
    <th scope="col" className={numeric ? "number" : undefined} aria-sort={here ? way : "none"} aria-label={name}>
      <span className="sort-name">{name}</span>
      <button type="button" className="sort" onClick={() => onOrder(pressed(sort, order))}>
        {name}
        <svg viewBox="0 0 8 12" aria-hidden="true" focusable="false">
          <path className={here && way === "ascending" ? "on" : undefined} d="M1 4.5L4 1l3 3.5" />
          <path className={here && way === "descending" ? "on" : undefined} d="M1 7.5L4 11l3-3.5" />
        </svg>
      </button>
    </th>
  );
}

function ItemRow({ item: { item, name, on_hand, unit, updated_at } }: { item: Item }) {
  return (
    <tr role="row" data-item={item}>
      <td role="cell">
        <Link className="rowlink mono" href={`/inventory/${encodeURIComponent(item)}`}>
          {item}
        </Link>
      </td>
      <td role="cell" className="wide">
        <span className="name">{name}</span>
      </td>
      <td role="cell" className="number">
        <strong>{formatNumber(on_hand)}</strong>
      </td>
      <td role="cell">{unit}</td>
      <td role="cell" className="soft small wide nowrap">
        {formatTime(updated_at)}
      </td>
    </tr>
  );
}

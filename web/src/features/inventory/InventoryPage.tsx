import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { CreateItemDialog } from "../../components/CreateItemDialog";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { api } from "../../lib/api";
import { useDebounced } from "../../lib/debounce";
import { formatNumber, formatTime } from "../../lib/format";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Item, ItemList } from "../../types/contracts";

const { columns } = texts.inventory;

/** What is on hand, with a search and a way to add an item. */
export default function InventoryPage() {
  const [typed, setTyped] = useState("");
  const [creating, setCreating] = useState(false);
  const [, navigate] = useLocation();
  const query = useDebounced(typed.trim());
  const items = useQuery({
    queryKey: keys.items(query),
    queryFn: ({ signal }) => api.items(query, signal),
    placeholderData: (before) => before,
  });
  const create = (
    <button type="button" className="button primary" onClick={() => setCreating(true)}>
      {texts.inventory.create}
    </button>
  );
  return (
    <Page title={texts.inventory.title} lead={texts.inventory.lead} actions={create}>
      <search>
        <input
          className="input"
          type="search"
          aria-label={texts.inventory.search}
          placeholder={texts.inventory.search}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </search>
      <QueryView query={items} what={texts.inventory.what}>
        {(list) => <Items list={list} query={query} />}
      </QueryView>
      {creating && (
        <CreateItemDialog
          suggestion={{ name: typed.trim() }}
          onClose={() => setCreating(false)}
          onCreated={(item) => navigate(`/inventory/${encodeURIComponent(item.item)}`)}
        />
      )}
    </Page>
  );
}

function Items({ list, query }: { list: ItemList; query: string }) {
  if (list.items.length === 0) {
    return (
      <div className="card">
        {query ? (
          <p className="empty soft">{texts.inventory.noMatch(query)}</p>
        ) : (
          <EmptyState icon="box" title={texts.inventory.empty} body={texts.inventory.emptyBody} />
        )}
      </div>
    );
  }
  return (
    <>
      <div className="card">
        <table className="table stacks items" role="table" aria-label={texts.inventory.title}>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">{columns.item}</th>
              <th scope="col">{columns.name}</th>
              <th scope="col" className="number">
                {columns.onHand}
              </th>
              <th scope="col">{columns.unit}</th>
              <th scope="col">{columns.updated}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {list.items.map((item) => (
              <ItemRow key={item.item} item={item} />
            ))}
          </tbody>
        </table>
      </div>
      {list.next && <p className="soft small">{texts.inventory.more}</p>}
    </>
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
      <td role="cell" className="soft small wide">
        {formatTime(updated_at)}
      </td>
    </tr>
  );
}

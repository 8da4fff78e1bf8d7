import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { CreateItemDialog } from "../../components/CreateItemDialog";
import { EmptyState } from "../../components/EmptyState";
import { MoreButton } from "../../components/MoreButton";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { SearchField } from "../../components/SearchField";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import { useSearchText } from "../../lib/searchText";
import { texts } from "../../texts";
import type { ItemList } from "../../types/contracts";
import { ItemTable, SortChoice } from "./ItemTable";
import { addressOf, type Order, orderIn } from "./order";
import { useExport } from "./useExport";
import "./inventory.css";

const PAGE = 100;

/** What is on hand: searched, sorted, exported, and added to. The address keeps search and order. */
export default function InventoryPage() {
  const [creating, setCreating] = useState(false);
  const [, navigate] = useLocation();
  const { typed, setTyped, query, order, setOrder } = useAddress();
  const items = useItems(query, order);
  const file = useExport(query, order);
  const count = items.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  const actions = (
    <>
      <button type="button" className="button" aria-busy={file.isPending} disabled={count === 0} onClick={file.start}>
        {texts.inventory.exportCsv}
      </button>
      <button type="button" className="button primary" onClick={() => setCreating(true)}>
        {texts.inventory.create}
      </button>
    </>
  );
  return (
    <Page title={texts.inventory.title} lead={texts.inventory.lead} actions={actions}>
      <div className="find">
        <SearchField label={texts.inventory.search} hint={texts.inventory.searchHint} text={typed} onText={setTyped} />
        <SortChoice order={order} onOrder={setOrder} />
      </div>
      {file.isPending && <Notice tone="info" title={texts.inventory.exporting(file.count)} />}
      {file.isError && <ProblemNotice error={file.error} title={texts.inventory.exportFailed} onRetry={file.start} />}
      <QueryView query={items} what={texts.inventory.what}>
        {({ pages }) =>
          count === 0 ? (
            <Nothing query={query} onClear={() => setTyped("")} />
          ) : (
            <Found pages={pages} order={order} onOrder={setOrder} />
          )
        }
      </QueryView>
      <MoreButton list={items} label={texts.inventory.more} loading={texts.inventory.loadingMore} />
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

interface FoundProps {
  pages: readonly ItemList[];
  order: Order;
  onOrder: (order: Order) => void;
}

function Found({ pages, order, onOrder }: FoundProps) {
  const items = pages.flatMap((page) => page.items);
  return (
    <>
      {pages.some((page) => page.cut) && <Notice tone="warning" title={texts.inventory.cut} />}
      <div className="stack">
        <p className="soft small" role="status">
          {texts.inventory.shown(items.length, pages.at(-1)?.next !== undefined)}
        </p>
        <div className="card">
          <ItemTable items={items} order={order} onOrder={onOrder} />
        </div>
      </div>
    </>
  );
}

function Nothing({ query, onClear }: { query: string; onClear: () => void }) {
  if (!query) {
    return (
      <div className="card">
        <EmptyState icon="box" title={texts.inventory.empty} body={texts.inventory.emptyBody} />
      </div>
    );
  }
  return (
    <div className="card empty">
      <p role="status">{texts.inventory.noMatch(query)}</p>
      <button type="button" className="button" onClick={onClear}>
        {texts.inventory.clear}
      </button>
    </div>
  );
}

/** What is searched for and the order, which stand in the address: coming back from an item finds them again. */
function useAddress() {
  const [address, setAddress] = useSearchParams();
  const query = address.get("q") ?? "";
  const order = orderIn(address);
  const write = (q: string, wanted: Order) => setAddress(addressOf(q, wanted), { replace: true });
  const [typed, setTyped] = useSearchText(query, (text) => write(text, order));
  const setOrder = (wanted: Order) => write(query, wanted);
  return { typed, setTyped, query, order, setOrder };
}

function useItems(query: string, order: Order) {
  return useInfiniteQuery({
    queryKey: keys.itemPages(query, order.sort, order.order),
    queryFn: ({ pageParam, signal }) => api.itemPage({ q: query, ...order, limit: PAGE, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
}

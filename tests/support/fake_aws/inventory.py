"""The table inventory in memory."""

from __future__ import annotations

from dataclasses import replace

from fake_aws.store import Store

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import Item, Mapping, Movement, StockSeq

Article = tuple[str, str]


class FakeInventory:
    """The port `Inventory`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def items(self, ids: list[str]) -> dict[str, Item]:
        with self._store.operation("inventory.items"):
            return {item: self._store.items[item] for item in ids if item in self._store.items}

    def item(self, item: str) -> tuple[Item, list[Movement]] | None:
        with self._store.operation("inventory.item"):
            if item not in self._store.items:
                return None
            return self._store.items[item], self._store.movements[item][:1000]

    def search(self, query: str, *, limit: int, after: str | None) -> tuple[list[Item], str | None]:
        with self._store.operation("inventory.search"):
            items = [self._store.items[name] for name in sorted(self._store.items) if name > (after or "")]
        wanted = keys.folded(query)
        found = [item for item in items if wanted in keys.folded(f"{item.item} {item.name}")]
        return found[:limit], found[limit - 1].item if len(found) > limit else None

    def create(self, item: Item, opening: Movement, stock: StockSeq) -> bool:
        with self._store.operation("inventory.create"):
            if item.item in self._store.items:
                return False
            if self._store.stock != StockSeq(stock.seq):
                raise InvoiceplugError("STALE_PREVIEW", "Other stock changed meanwhile.", seq=stock.seq)
            self._store.items[item.item] = item
            self._store.movements[item.item] = [opening]
            self._store.stock = StockSeq(stock.seq + 1)
            return True

    def rename(self, item: Item) -> None:
        with self._store.operation("inventory.rename"):
            stored = self._store.items.get(item.item)
            if stored is None:
                raise InvoiceplugError("REQUEST_INVALID", f"There is no item {item.item}.", item=item.item)
            renamed = replace(stored, name=item.name, unit=item.unit, updated_at=item.updated_at)
            self._store.items[item.item] = renamed

    def mappings(self, vendor_id: str, articles: list[Article]) -> dict[Article, list[Mapping]]:
        with self._store.operation("inventory.mappings"):
            known = sorted(self._store.mappings.get(keys.mapping_partition(vendor_id), {}).items())
        return {
            article: [each for entry, each in known if entry.startswith(keys.mapping_prefix(*article))]
            for article in articles
        }

    def learn(self, mappings: list[Mapping]) -> None:
        with self._store.operation("inventory.learn"):
            for each in mappings:
                partition = self._store.mappings.setdefault(keys.mapping_partition(each.vendor_id), {})
                entry = keys.mapping(each.vendor_sku, each.uom, each.item)
                if entry not in partition or partition[entry].version < each.version:
                    partition[entry] = each

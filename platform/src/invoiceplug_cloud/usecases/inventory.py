"""Inventory: the stock items with their movements, and how an item comes to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice_json import clean_text, decimal_text
from invoiceplug_cloud.domain.item_order import ASCENDING, BY_ITEM, DESCENDING, ORDERS, SORTS, sorted_page
from invoiceplug_cloud.domain.lines import EXACT, at_scale
from invoiceplug_cloud.domain.ports import Inventory
from invoiceplug_cloud.domain.records import OPENING, Item, Movement, StockSeq
from invoiceplug_cloud.domain.schemas import check_body
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.roll_forward import RollForward

MAX_LISTED = 500
MOST_SORTED = 5000  # items: two megabytes of rows


class ListItems:
    """Lists the stock, or searches it."""

    def __init__(self, inventory: Inventory, *, most_sorted: int = MOST_SORTED) -> None:
        self._inventory = inventory
        self._most_sorted = most_sorted

    def __call__(
        self,
        query: str = "",
        *,
        sort: str = BY_ITEM,
        order: str = ASCENDING,
        limit: int = 100,
        after: str | None = None,
    ) -> dict[str, Any]:
        """The HTTP body `item_list`: items whose id or name contains the text. REQUEST_INVALID.

        In any other order than that of the ids only the first 5000 are sorted: `cut` when there are more.
        """
        if not 1 <= limit <= MAX_LISTED:
            raise InvoiceplugError("REQUEST_INVALID", f"limit is 1 to {MAX_LISTED}.", limit=MAX_LISTED)
        if sort not in SORTS or order not in ORDERS:
            detail = f"sort is one of {', '.join(SORTS)}, order one of {', '.join(ORDERS)}."
            raise InvoiceplugError("REQUEST_INVALID", detail, sort=list(SORTS), order=list(ORDERS))
        backwards, cut = order == DESCENDING, False
        if sort == BY_ITEM:
            found, following = self._inventory.search(query, limit=limit, after=after, backwards=backwards)
        else:
            every, more = self._inventory.search(query, limit=self._most_sorted, after=None)
            found, following = sorted_page(every, sort, backwards=backwards, limit=limit, after=after)
            cut = more is not None
        views = [item_view(item) for item in found]
        return {"items": views, **({"next": following} if following else {}), **({"cut": True} if cut else {})}


class GetItem:
    """Shows one item and its newest movements, newest first."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory

    def __call__(self, item: str) -> dict[str, Any]:
        """The HTTP body `item_detail`; REQUEST_INVALID when there is no such item."""
        found = self._inventory.item(item)
        if found is None:
            raise InvoiceplugError("REQUEST_INVALID", f"There is no stock item {item[:64]}.", item=item)
        total, movements = found
        return {"item": item_view(total), "movements": _history(total, movements)}


class PutItem:
    """Creates an item with its opening quantity as its first movement; later it changes name and unit only."""

    def __init__(
        self, inventory: Inventory, roll_forward: RollForward, now: Callable[[], datetime], patience: Patience
    ) -> None:
        self._inventory = inventory
        self._roll_forward = roll_forward
        self._now = now
        self._patience = patience

    def __call__(
        self, item: str, name: str, unit: str, scale: int, opening: str | None = None, *, only_new: bool = False
    ) -> dict[str, Any]:
        """The HTTP body `item`; the same facts again answer the same. REQUEST_INVALID, BUSY.

        `only_new` refuses to give another item's id a new meaning: whoever creates one never renames another.
        """
        check_body("item_id", item)
        name, unit = _named(name, "name"), _named(unit, "unit")
        quantity = _opening(opening or "0", scale)
        for _ in self._patience.tries():
            existing = self._inventory.items([item]).get(item)
            if existing is not None:
                if only_new and (existing.name, existing.unit) != (name, unit):
                    detail = f"The id {item} belongs to “{existing.name}” already."
                    raise InvoiceplugError("REQUEST_INVALID", detail, item=item, name=existing.name)
                return item_view(self._kept(existing, name, unit, scale, quantity if opening is not None else None))
            stock = self._roll_forward.free_stock()
            if created := self._created(item, name, unit, scale, quantity, stock):
                return item_view(created)
        raise InvoiceplugError("BUSY", item=item)

    def _created(self, item: str, name: str, unit: str, scale: int, quantity: Decimal, stock: StockSeq) -> Item | None:
        at = time_text(self._now())
        new = Item(item, name, unit, scale, quantity, at)
        opening = Movement(item, stock.seq + 1, OPENING, OPENING, quantity, at)
        try:
            return new if self._inventory.create(new, opening, stock) else None
        except InvoiceplugError as error:
            if error.code != "STALE_PREVIEW":
                raise
            return None

    def _kept(self, existing: Item, name: str, unit: str, scale: int, opening: Decimal | None) -> Item:
        if scale != existing.scale:
            detail = f"{existing.item} has {existing.scale} decimal places; that never changes."
            raise InvoiceplugError("REQUEST_INVALID", detail, item=existing.item, scale=existing.scale)
        if opening is not None:
            self._check_opening(existing.item, opening)
        if (name, unit) == (existing.name, existing.unit):
            return existing
        renamed = replace(existing, name=name, unit=unit, updated_at=time_text(self._now()))
        self._inventory.rename(renamed)
        return renamed

    def _check_opening(self, item: str, opening: Decimal) -> None:
        first = self._inventory.opening(item)
        if first is None or first.kind != OPENING or first.delta != opening:
            detail = f"{item} was opened before with another quantity; stock moves only by applying invoices."
            raise InvoiceplugError("REQUEST_INVALID", detail, item=item)


def item_view(item: Item) -> dict[str, Any]:
    """The HTTP body `item`."""
    return {
        "item": item.item,
        "name": item.name,
        "unit": item.unit,
        "scale": item.scale,
        "on_hand": decimal_text(at_scale(item.on_hand, item.scale) or item.on_hand),
        "updated_at": item.updated_at,
    }


def _history(total: Item, movements: Iterable[Movement]) -> list[dict[str, Any]]:
    """Each movement with what was on hand around it, told backwards from the total of the same consistent query."""
    views, after = [], total.on_hand
    for movement in movements:
        before = EXACT.subtract(after, movement.delta)
        views.append(_movement_view(movement, before, after))
        after = before
    return views


def _movement_view(movement: Movement, before: Decimal, after: Decimal) -> dict[str, Any]:
    members: dict[str, Any] = {
        "seq": movement.seq,
        "job_id": movement.job_id,
        "kind": movement.kind,
        "delta": decimal_text(movement.delta),
        "before": decimal_text(before),
        "after": decimal_text(after),
        "lines": list(movement.lines),
        "at": movement.at,
    }
    if movement.unit_cost is not None:
        members["unit_cost"] = decimal_text(movement.unit_cost)
    optional = {"currency": movement.currency, "invoice_number": movement.invoice_number}
    return members | {name: value for name, value in optional.items() if value is not None}


def _named(text: str, what: str) -> str:
    cleaned = clean_text(text)
    if not cleaned:
        raise InvoiceplugError("REQUEST_INVALID", f"An item has a {what} that can be read.", path=f"/{what}")
    return cleaned


def _opening(text: str, scale: int) -> Decimal:
    number = Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
    exact = at_scale(number, scale) if number is not None else None
    if exact is None or exact < 0:
        detail = f"An opening quantity is a number from 0 with at most {scale} decimal places."
        raise InvoiceplugError("REQUEST_INVALID", detail, opening=text[:40], scale=scale)
    return exact

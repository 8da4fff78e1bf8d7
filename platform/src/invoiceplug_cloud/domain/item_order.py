"""The orders that a list of stock items can be in, beside that of the index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Item

BY_ITEM = "item"
ASCENDING, DESCENDING = "asc", "desc"
ORDERS = (ASCENDING, DESCENDING)


def sorted_page(
    items: Sequence[Item], sort: str, *, backwards: bool, limit: int, after: str | None
) -> tuple[list[Item], str | None]:
    """Items in that order, equal ones by id, and where to go on: how many came before. REQUEST_INVALID."""
    if after is not None and not re.fullmatch(r"[0-9]{1,6}", after):
        raise InvoiceplugError("REQUEST_INVALID", "`after` is not what this list answered as `next`.")
    ordered = sorted(sorted(items, key=lambda item: item.item), key=_KEYS[sort], reverse=backwards)
    start = int(after or "0")
    following = start + limit
    return ordered[start:following], str(following) if following < len(ordered) else None


def _by_name(item: Item) -> str:
    """Letters as a dictionary has them: without case, accents aside."""
    letters = unicodedata.normalize("NFKD", item.name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


_KEYS: dict[str, Callable[[Item], Any]] = {
    BY_ITEM: lambda item: item.item,
    "name": _by_name,
    "on_hand": lambda item: item.on_hand,
    "updated": lambda item: item.updated_at,
}
SORTS = tuple(_KEYS)

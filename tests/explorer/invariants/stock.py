"""Stock: totals are sums of movements, movements are what the ledger's plans say, and their order has no gap."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from explorer.books import Books, Row, document


def check(books: Books, chunk_items: int) -> None:
    """AssertionError when the stock is not what was opened and what the ledger's committed chunks moved."""
    _totals(books)
    _movements(books, chunk_items)
    _sequence(books)
    _holder(books)


def rebuilt(books: Books, chunk_items: int) -> dict[str, Decimal]:
    """What must be on hand by the openings and the plans alone."""
    on_hand = {item: Decimal(0) for item in books.items}
    for item, rows in books.movements.items():
        on_hand[item] += sum(row["delta"] for row in rows.values() if row["kind"] == "opening")
    for entry in books.entries.values():
        for item, delta in _committed(books, entry, chunk_items):
            on_hand[item] += delta
    return on_hand


def _totals(books: Books) -> None:
    assert books.movements.keys() <= books.items.keys(), "movements of items that do not exist"
    for item, row in books.items.items():
        moved = sum((move["delta"] for move in books.movements.get(item, {}).values()), Decimal(0))
        assert row["on_hand"] == moved, f"{item}: {row['on_hand']} on hand, but {moved} moved"
        assert row["on_hand"] >= 0, f"{item}: {row['on_hand']} on hand is below zero"


def _movements(books: Books, chunk_items: int) -> None:
    made = {
        (row["seq"], row["job_id"], item, row["delta"], row["kind"])
        for item, rows in books.movements.items()
        for row in rows.values()
        if row["kind"] != "opening"
    }
    said = {
        (entry["seq"], entry["id"], item, delta, entry["kind"])
        for entry in books.entries.values()
        for item, delta in _committed(books, entry, chunk_items)
    }
    assert made == said, f"movements without a plan: {made - said}; planned but not moved: {said - made}"
    assert rebuilt(books, chunk_items) == {item: row["on_hand"] for item, row in books.items.items()}


def _committed(books: Books, entry: Row, chunk_items: int) -> tuple[tuple[str, Decimal], ...]:
    body = books.body(entry["plan_key"])
    planned = _deltas(body)
    if entry["chunks"] == 1:
        return planned
    assert entry["chunks"] == -(-len(planned) // chunk_items), "as many chunks as the items need"
    return planned[: int(entry["next"]) * chunk_items]


@cache
def _deltas(body: bytes) -> tuple[tuple[str, Decimal], ...]:
    return tuple((each["item"], Decimal(each["delta"])) for each in document(body)["movements"])


def _sequence(books: Books) -> None:
    openings = {
        (row["seq"], item)
        for item, rows in books.movements.items()
        for row in rows.values()
        if row["kind"] == "opening"
    }
    taken = [seq for seq, _ in openings] + [entry["seq"] for entry in books.entries.values()]
    assert sorted(taken) == list(range(1, int(books.stock["seq"]) + 1)), f"{sorted(taken)} up to {books.stock['seq']}"


def _holder(books: Books) -> None:
    entry, holder = books.open_entry(), books.stock.get("holder")
    assert holder == (entry["id"] if entry else None), f"held by {holder}, under way: {entry and entry['id']}"

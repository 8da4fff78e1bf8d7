"""Mappings: the version only grows, and a lesson is what the apply of that version taught."""

from __future__ import annotations

from decimal import Decimal

from explorer.books import Books, Row


def check_step(before: Books, now: Books) -> None:
    """AssertionError when an older lesson overwrote a newer one, or one was deleted."""
    for place, old in before.mappings.items():
        assert place in now.mappings, "a mapping was deleted"
        new = now.mappings[place]
        if new is old:
            continue
        assert new["version"] >= old["version"], f"version {old['version']} became {new['version']}"
        if new["version"] == old["version"]:
            assert not _is_lesson(now, new) or _is_lesson(now, old), "a lesson overwrote what a person said after it"


def _is_lesson(books: Books, row: Row) -> bool:
    """Whether an apply taught exactly this; what a person said is told apart by its factor or by being a tombstone."""
    if row.get("deleted"):
        return False
    for (_, kind), entry in books.entries.items():
        if kind == "apply" and entry["seq"] == row["version"]:
            taught = books.plan(entry)["mappings"]
            named = [each for each in taught if (each["vendor_sku"], each["item"]) == (row["vendor_sku"], row["item"])]
            return any(Decimal(each["factor"]) == Decimal(row["factor"]) for each in named)
    return False

"""Stored plans held against the ledger's rows, and against the review and the reading that they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.apply import plan_apply
from invoiceplug_cloud.domain.audit import Difference
from invoiceplug_cloud.domain.plan import Plan
from invoiceplug_cloud.domain.records import Item, LedgerEntry, Movement
from invoiceplug_cloud.domain.stored_plan import stored_plan

Json = Mapping[str, Any]

_BY_ITEM = ("rows", "movements")  # compared item by item, anything else as a whole
_TAUGHT = ("mappings",)  # not compared: it hangs on what was known when the plan was made


def entry_differences(entry: LedgerEntry, document: Json) -> Iterator[Difference]:
    """Where a ledger row and its own stored plan say different things."""
    said = {
        "job_id": entry.job_id,
        "seq": entry.seq,
        "review_sha256": entry.review_sha256,
        "plan_sha256": entry.plan_sha256,
    }
    for name, value in said.items():
        if document.get(name) != value:
            message = f"The ledger's {name} is {value}, its plan's is {document.get(name)}."
            yield Difference("ledger", message, None, entry.job_id, entry.seq, str(value), str(document.get(name)))


def replanned_differences(
    entry: LedgerEntry, document: Json, review: Json, invoice: Json, items: Mapping[str, Item]
) -> Iterator[Difference]:
    """Where planning the review over its corrected invoice once more gives another plan than the stored one.

    Planned from what the stored rows began from. Whether findings stood against it was decided when it was applied:
    checks that are new since then do not make the figures wrong.
    """
    begun = {row["item"]: _as_planned(row, items.get(row["item"])) for row in document["rows"]}
    try:
        plan = plan_apply(review=review, invoice=invoice, findings=[], items=begun, mappings={})
        plan = replace(plan, duplicate_of=document.get("duplicate_of"))
    except InvoiceplugError as refusal:
        message = f"The review and the reading cannot be planned any more: {refusal.detail} ({refusal.code})"
        yield Difference("plan", message, None, entry.job_id, entry.seq)
        return
    yield from _document_differences(entry, document, _stored_again(plan, document))


def reversal_differences(
    entry: LedgerEntry, reversed_: Iterable[Movement], applied: Iterable[Movement]
) -> Iterator[Difference]:
    """The items that a reversal does not move back by exactly what the apply moved."""
    back = {each.item: each.delta for each in reversed_}
    there = {each.item: each.delta for each in applied}
    for item in sorted(back.keys() | there.keys()):
        if back.get(item) != -there.get(item, Decimal(0)):
            message = f"The apply moved {there.get(item, 0)}, the reversal moves {back.get(item, 0)}."
            yield Difference("plan", message, item, entry.job_id, entry.seq)


def _as_planned(row: Json, item: Item | None) -> Item:
    before = Decimal(row["before"])
    scale = item.scale if item is not None else _places(before)
    return Item(row["item"], row["name"], row["unit"], scale, before, "")


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _stored_again(plan: Plan, document: Json) -> Json:
    return stored_plan(
        plan,
        known_as=document["known_as"],
        apply_id=document["apply_id"],
        seq=document["seq"],
        at=document["applied_at"],
        duplicate_reason=document.get("duplicate_reason"),
    )


def _document_differences(entry: LedgerEntry, stored: Json, again: Json) -> Iterator[Difference]:
    for name in sorted(stored.keys() | again.keys()):
        if name in _TAUGHT or (name not in _BY_ITEM and stored.get(name) == again.get(name)):
            continue
        if name not in _BY_ITEM:
            message = f"Planned again, {name} is {again.get(name)}; stored is {stored.get(name)}."
            yield Difference("plan", message, None, entry.job_id, entry.seq)
            continue
        ours, theirs = ({each["item"]: _unversioned(each) for each in side[name]} for side in (stored, again))
        for item in sorted(ours.keys() | theirs.keys()):
            if ours.get(item) != theirs.get(item):
                yield _item_difference(entry, name, item, ours.get(item, {}), theirs.get(item, {}))


def _item_difference(entry: LedgerEntry, name: str, item: str, stored: Json, again: Json) -> Difference:
    amount = "change" if name == "rows" else "delta"
    facts = {"stored": stored.get(amount, "0"), "expected": again.get(amount, "0")}
    if facts["stored"] != facts["expected"]:
        message = f"Review and reading change it by {facts['expected']}, the stored plan by {facts['stored']}."
        return Difference("plan", message, item, entry.job_id, entry.seq, **facts)
    members = ", ".join(member for member in again if stored.get(member) != again[member])
    message = f"Planned again from review and reading, the plan's {name} differ in {members}."
    return Difference("plan", message, item, entry.job_id, entry.seq)


def _unversioned(row: Json) -> Json:
    """A row without the versions of mappings: what was known at the time is not known any more."""
    if "before" not in row:
        return row
    lines = [{name: value for name, value in line.items() if name != "mapping_version"} for line in row["lines"]]
    return {**row, "lines": lines}

"""Ledger: at most one apply and one reversal a job, of what a person was shown, of an invoice nobody else applied."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any

from explorer.books import Books, Row, document

from invoiceplug_cloud.domain import keys

NEVER_CHANGES = ("id", "kind", "apply_id", "seq", "applied_at", "review_sha256", "plan_sha256", "plan_key", "chunks")
DONE = {"apply": "applied", "reverse": "reversed"}
UNDER_WAY = {"apply": "applying", "reverse": "reversing"}

Shown = set[tuple[str, str, str]]


def check(books: Books, shown: Shown) -> None:
    """AssertionError when a row of the ledger is not as its job, its plan and the person's screen say."""
    for (job_id, kind), entry in books.entries.items():
        _status(books, job_id, kind, entry)
        plan = _stored(books, job_id, entry)
        if kind == "apply":
            _was_shown(books, job_id, entry, plan, shown)
        else:
            _negates(plan, books.plan(books.entries[(job_id, "apply")]))
    for job_id, job in books.jobs.items():
        applied = (job_id, "apply") in books.entries
        assert applied == (job["status"] in ("applying", "applied", "reversed")), f"{job['status']}, ledger: {applied}"
    _business_keys(books)


def check_step(before: Books, now: Books) -> None:
    """AssertionError when a row of the ledger changed that never may, or was applied beside another one."""
    for place, entry in before.entries.items():
        assert place in now.entries, f"the ledger lost {place}"
        after = now.entries[place]
        if after is entry:
            continue
        changed = [name for name in NEVER_CHANGES if after.get(name) != entry.get(name)]
        assert not changed, f"the ledger's row {place} changed its {changed}"
        assert after["next"] == entry["next"] + 1, f"chunk {entry['next']} was followed by {after['next']}"
    for place in now.entries.keys() - before.entries.keys():
        if place[1] == "apply":
            _is_the_only_one(before, now, place[0])
    assert before.invoice_keys.keys() <= now.invoice_keys.keys(), "a business key was deleted"


def _status(books: Books, job_id: str, kind: str, entry: Row) -> None:
    job, done = books.jobs[job_id], entry["next"] == entry["chunks"]
    assert entry["status"] == (DONE if done else UNDER_WAY)[kind], f"{entry['status']} at {entry['next']} of its chunks"
    reverse = books.entries.get((job_id, "reverse"))
    if kind == "apply" and reverse is None:
        assert job["status"] == ("applied" if done else "applying"), (
            f"{job['status']}, but the ledger: {entry['status']}"
        )
    if kind == "reverse":
        assert job["status"] == ("reversed" if done else "applied"), (
            f"{job['status']}, but the ledger: {entry['status']}"
        )
    open_ = books.open_entry()
    under_way = open_ is not None and open_["id"] == job_id
    assert ("progress" in job) == under_way, f"{job_id}: progress {job.get('progress')}, under way: {under_way}"
    if under_way and open_ is entry:
        made = {"done": entry["next"], "of": entry["chunks"]}
        assert job["progress"] == made, f"progress {job['progress']}, made {made}"


def _stored(books: Books, job_id: str, entry: Row) -> dict[str, Any]:
    body = books.body(entry["plan_key"])
    assert entry["plan_key"] == keys.plan(job_id, _sha256(body)), "the plan is not the one that its key says"
    plan = document(body)
    assert (plan["seq"], plan["job_id"]) == (entry["seq"], job_id), "the plan has another place in the order"
    return plan


def _was_shown(books: Books, job_id: str, entry: Row, plan: dict[str, Any], shown: Shown) -> None:
    seen = (job_id, entry["review_sha256"], entry["plan_sha256"])
    assert seen in shown, f"nobody was shown what was applied: {seen}"
    assert plan["review_sha256"] == entry["review_sha256"], "the plan is of another review"
    job = books.jobs[job_id]
    assert job["review_sha256"] == entry["review_sha256"], "the job names another review than the one applied"
    (reading,) = books.objects[job["reading_key"]]
    assert ("keep", "yes") in reading.tags, "the reading of an applied job would expire"
    assert plan["reading_sha256"] == job["reading_sha256"], "a review of an earlier reading was applied"
    totals = {row["item"]: Decimal(row["change"]) for row in plan["rows"]}
    assert totals == {each["item"]: Decimal(each["delta"]) for each in plan["movements"]}, "movements are not the rows"


def _negates(reversal: dict[str, Any], applied: dict[str, Any]) -> None:
    moved = {each["item"]: Decimal(each["delta"]) for each in applied["movements"]}
    back = {each["item"]: -Decimal(each["delta"]) for each in reversal["movements"]}
    assert moved == back, f"moved {moved}, taken back {back}"


def _business_keys(books: Books) -> None:
    standing: dict[str, set[str]] = defaultdict(set)
    for job_id, kind in books.entries:
        if kind == "apply" and (job_id, "reverse") not in books.entries:
            standing[_invoice_of(books, job_id)].add(job_id)
    for partition, row in books.invoice_keys.items():
        held = {each["job_id"] for each in row.get("also", ())}
        if row["status"] == "applied":
            held.add(row["id"])
        assert held == standing.pop(partition, set()), f"the business key {partition} names {held}"
    assert not standing, f"no business key for {dict(standing)}"


def _is_the_only_one(before: Books, now: Books, job_id: str) -> None:
    plan = now.plan(now.entries[(job_id, "apply")])
    if plan.get("duplicate_reason"):
        return
    invoice = _invoice_of(now, job_id)
    for other, kind in before.entries:
        if kind == "apply" and (other, "reverse") not in before.entries:
            assert _invoice_of(before, other) != invoice, f"{job_id} and {other} applied the same invoice"


def _invoice_of(books: Books, job_id: str) -> str:
    plan = books.plan(books.entries[(job_id, "apply")])
    return keys.invoice_partition(plan["vendor_id"], plan["document_type"], plan["invoice_number"])


@cache
def _sha256(body: bytes) -> str:
    return sha256(body).hexdigest()

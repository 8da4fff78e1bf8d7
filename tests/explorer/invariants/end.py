"""The end: nothing is under way, and everything that was answered is still true."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from explorer.books import Books, document

from invoiceplug_cloud.domain import keys

WAITS_FOR_A_PERSON = ("parsed", "failed", "applied", "reversed", "discarded", "awaiting_upload")


def is_settled(books: Books) -> bool:
    """Whether nothing is left that must go on by itself."""
    waiting = all(job["status"] in WAITS_FOR_A_PERSON for job in books.jobs.values())
    return waiting and books.open_entry() is None


def check(books: Books, answers: dict[Any, Any]) -> None:
    """AssertionError when a job is stuck, or an answer was not true for good."""
    assert books.open_entry() is None, "a change of stock is left under way"
    for job_id, job in books.jobs.items():
        assert job["status"] in WAITS_FOR_A_PERSON, f"{job_id} is {job['status']} for ever"
    for request, answer in answers.items():
        _CHECKS[request[0]](books, request, answer)


def _applied(books: Books, request: Any, answer: dict[str, Any]) -> None:
    entry = books.entries.get((answer["job_id"], "apply"))
    assert entry is not None, "a receipt was answered of an apply that never was"
    plan = books.plan(entry)
    for taught in plan["mappings"]:
        place = keys.mapping(taught["vendor_sku"], taught["uom"], taught["item"])
        known = books.mappings.get((keys.mapping_partition(plan["vendor_id"]), place))
        assert known is not None and known["version"] >= plan["seq"], f"what {answer['apply_id']} taught is not known"
    for name in ("apply_id", "seq", "applied_at", "review_sha256", "plan_sha256", "rows"):
        assert plan[name] == answer[name], f"the receipt said {name} {answer[name]}, the ledger {plan[name]}"


def _reversed(books: Books, request: Any, answer: dict[str, Any]) -> None:
    plan = books.plan(books.entries[(answer["job_id"], "reverse")])
    for name in ("reverse_id", "seq", "reversed_at", "reason", "rows"):
        assert plan[name] == answer[name], f"the answer said {name} {answer[name]}, the ledger {plan[name]}"


def _reviewed(books: Books, request: Any, answer: dict[str, Any]) -> None:
    _, job_id = request[:2]
    key = keys.review(job_id, answer["version"], answer["review_sha256"])
    assert document(books.body(key)) == answer["review"], "a saved review is not the one that was acknowledged"
    assert books.jobs[job_id]["review_version"] >= answer["version"], "an acknowledged review was lost"


def _taught(books: Books, request: Any, answer: dict[str, Any]) -> None:
    _, vendor_id, *article = request
    row = books.mappings[(keys.mapping_partition(vendor_id), keys.mapping(*article))]
    said = answer["mapping"]
    assert row["version"] >= said["version"], "what a person taught was lost"
    if row["version"] == said["version"] and not row.get("deleted"):
        assert Decimal(row["factor"]) == Decimal(said["factor"]), "a lesson took back what a person taught after it"


def _created(books: Books, request: Any, answer: dict[str, Any]) -> None:
    assert request[1] in books.jobs, "a job that was acknowledged is not there"


def _started(books: Books, request: Any, answer: dict[str, Any]) -> None:
    assert books.jobs[request[1]]["status"] != "awaiting_upload", "a start that was acknowledged was lost"


def _discarded(books: Books, request: Any, answer: dict[str, Any]) -> None:
    assert books.jobs[request[1]]["status"] == "discarded", "a job that was discarded came back"


_CHECKS = {
    "apply": _applied,
    "reverse": _reversed,
    "review": _reviewed,
    "teach": _taught,
    "create": _created,
    "start": _started,
    "discard": _discarded,
}

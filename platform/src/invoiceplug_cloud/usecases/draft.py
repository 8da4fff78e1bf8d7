"""Draft: everything that a review begins with - the corrected invoice, its findings, and candidates for each line."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from invoiceplug.invoice_json import decimal_text
from invoiceplug_cloud.domain.job_view import job_view
from invoiceplug_cloud.domain.lines import article
from invoiceplug_cloud.domain.packs import suggested_factor
from invoiceplug_cloud.domain.ports import Inventory, Jobs, Objects, Vendors
from invoiceplug_cloud.domain.records import Item, Job, Mapping
from invoiceplug_cloud.domain.review import (
    articles_of,
    decisions_of,
    items_named,
    proposal,
    unmapped_lines,
    vendor_of,
)
from invoiceplug_cloud.usecases.documents import reading_of, rechecked, review_of
from invoiceplug_cloud.usecases.mappings import family_mappings

Candidates = dict[str, list[Mapping]]  # by line id


class Draft:
    """Opens a job for review: the newest saved review, or a proposal made from what is mapped already."""

    def __init__(self, objects: Objects, jobs: Jobs, inventory: Inventory, vendors: Vendors) -> None:
        self._objects = objects
        self._jobs = jobs
        self._inventory = inventory
        self._vendors = vendors

    def __call__(self, job_id: str) -> dict[str, Any]:
        """The HTTP body `draft`; JOB_NOT_FOUND, ILLEGAL_MOVE while nothing was read.

        A review of an earlier reading stays stored but is not carried over: the proposal starts from the new one.
        """
        job = self._jobs.get(job_id)
        reading = reading_of(self._objects, job)
        saved = self._saved(job)
        invoice, findings = rechecked(reading, saved["corrections"] if saved else {})
        candidates = self._candidates(vendor_of(saved or {}, invoice), invoice)
        review = decisions_of(saved) if saved else proposal(reading["reading_sha256"], invoice, candidates)
        items = self._items(review, candidates)
        open_lines = unmapped_lines(review, invoice, items)
        return {
            "job": job_view(job),
            "version": job.review_version,
            "review": review,
            **({"review_sha256": saved["review_sha256"]} if saved else {}),
            "invoice": invoice,
            "findings": findings,
            "lines": [_line(line, candidates.get(line["line_id"], []), items, open_lines) for line in invoice["lines"]],
        }

    def _saved(self, job: Job) -> dict[str, Any] | None:
        review = review_of(self._objects, job)
        return review if review and review["reading_sha256"] == job.reading_sha256 else None

    def _candidates(self, vendor_id: str | None, invoice: dict[str, Any]) -> Candidates:
        if vendor_id is None:
            return {}
        known = family_mappings(self._inventory, self._vendors.family(vendor_id), articles_of(invoice))
        lines = ((line["line_id"], article(line)) for line in invoice["lines"] if line["kind"] == "item")
        return {line_id: known.get(code, []) for line_id, code in lines if code is not None}

    def _items(self, review: dict[str, Any], candidates: Candidates) -> dict[str, Item]:
        named = [*items_named(review), *(each.item for known in candidates.values() for each in known)]
        return self._inventory.items(list(dict.fromkeys(named)))


def _line(
    line: dict[str, Any], known: list[Mapping], items: dict[str, Item], open_lines: Collection[str]
) -> dict[str, Any]:
    draft_line = {
        "line_id": line["line_id"],
        "candidates": [_candidate(each, items[each.item]) for each in known if each.item in items],
        "needs_mapping": line["line_id"] in open_lines,
    }
    factor = suggested_factor(line)
    return draft_line | ({"suggested_factor": factor} if factor is not None else {})


def _candidate(mapping: Mapping, item: Item) -> dict[str, Any]:
    candidate = {
        "item": mapping.item,
        "name": item.name,
        "unit": item.unit,
        "factor": decimal_text(mapping.factor),
        "quantity_source": mapping.quantity_source,
        "mapping_version": mapping.version,
    }
    cost = mapping.last_unit_cost
    return candidate | ({"last_unit_cost": decimal_text(cost)} if cost is not None else {})

"""Review: a person's decisions, saved as a new version that is never overwritten, and shown again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from invoiceplug.canonical import canonical_bytes
from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.edits import edits_of
from invoiceplug_cloud.domain.job import PARSED, note
from invoiceplug_cloud.domain.job_view import summary_of
from invoiceplug_cloud.domain.ports import Inventory, Jobs, Objects
from invoiceplug_cloud.domain.records import Job, StoredObject
from invoiceplug_cloud.domain.review import (
    check_decisions,
    items_named,
    open_findings,
    review_document,
    unmapped_lines,
    vendor_of,
)
from invoiceplug_cloud.domain.schemas import check_body
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.usecases.documents import reading_of, rechecked

SAVED = "review_saved"


class SaveReview:
    """Stores a review's document first and points the job at it second; the same content again answers the same."""

    def __init__(self, objects: Objects, jobs: Jobs, inventory: Inventory, now: Callable[[], datetime]) -> None:
        self._objects = objects
        self._jobs = jobs
        self._inventory = inventory
        self._now = now

    def __call__(self, job_id: str, base_version: int, decisions: dict[str, Any]) -> dict[str, Any]:
        """The HTTP body `review_saved` from the body `review_input` and the version it builds on (If-Match).

        REQUEST_INVALID, JOB_NOT_FOUND, ILLEGAL_MOVE when the job is not parsed, STALE_READING, REVIEW_CONFLICT.
        """
        check_body("review_input", decisions)
        job = self._jobs.get(job_id)
        review = review_document(job_id, base_version, decisions)
        known = job.review_sha256 == review["review_sha256"]  # its answer was lost, or it is sent twice
        if not known:
            _check_base(job, base_version, decisions["reading_sha256"])
        _check_reading(job, decisions["reading_sha256"])
        reading = reading_of(self._objects, job)
        invoice, findings = rechecked(reading, review["corrections"])
        check_decisions(review, invoice)
        unmapped = list(unmapped_lines(review, invoice, self._inventory.items(items_named(review))))
        if not known:
            remaining = open_findings(review, invoice, findings)
            edits = {"edits": edits_of(review, reading["invoice"], invoice)}
            self._store(job, review, summary_of(invoice, remaining, len(unmapped)) | edits | _vendor(review, invoice))
        return {
            "version": review["version"],
            "review_sha256": review["review_sha256"],
            "review": review,
            "invoice": invoice,
            "findings": findings,
            "unmapped": unmapped,
        }

    def _store(self, job: Job, review: dict[str, Any], summary: dict[str, Any]) -> None:
        version, sha256 = review["version"], review["review_sha256"]
        stored = self._objects.put_once(keys.review(job.job_id, version, sha256), canonical_bytes(review))
        changed, event = note(
            job,
            SAVED,
            at=time_text(self._now()),
            detail=f"{version}-{sha256}",
            summary=summary,
            **_pointer(review, stored),
        )
        try:
            self._jobs.save_review(changed, expected_version=review["base_version"], event=event)
        except InvoiceplugError as error:
            if error.code != "REVIEW_CONFLICT":
                raise
            now = self._jobs.get(job.job_id)
            if now.review_sha256 != sha256:  # else it was saved by this very content, and the answer was lost
                _check_base(now, review["base_version"], review["reading_sha256"])
                raise


class GetReview:
    """Shows a saved review, the newest or an older one."""

    def __init__(self, objects: Objects, jobs: Jobs) -> None:
        self._objects = objects
        self._jobs = jobs

    def __call__(self, job_id: str, version: int) -> dict[str, Any]:
        """The HTTP body `review_answer`; JOB_NOT_FOUND, REQUEST_INVALID when there is no such version."""
        self._jobs.get(job_id)
        for event in self._jobs.events(job_id):
            number, _, sha256 = (event.detail or "").partition("-")
            if event.what == SAVED and number == str(version):
                stored = self._objects.head(keys.review(job_id, version, sha256))
                if stored is not None:
                    return {"review": json.loads(self._objects.get(stored.key, stored.version_id))}
        raise InvoiceplugError("REQUEST_INVALID", f"The job has no review {version}.", version=version)


def _check_base(job: Job, base_version: int, reading_sha256: str) -> None:
    if job.status != PARSED:
        raise InvoiceplugError("ILLEGAL_MOVE", f"A job that is {job.status} takes no review.", status=job.status)
    _check_reading(job, reading_sha256)
    if base_version != job.review_version:
        detail = f"The newest review is version {job.review_version}, not {base_version}."
        facts = {"version": job.review_version, "review_sha256": job.review_sha256}
        raise InvoiceplugError("REVIEW_CONFLICT", detail, **facts)


def _check_reading(job: Job, reading_sha256: str) -> None:
    if reading_sha256 != job.reading_sha256:
        raise InvoiceplugError("STALE_READING", reading_sha256=job.reading_sha256)


def _pointer(review: dict[str, Any], stored: StoredObject) -> dict[str, Any]:
    return {
        "review_version": review["version"],
        "review_sha256": review["review_sha256"],
        "review_key": stored.key,
        "review_object_version": stored.version_id,
    }


def _vendor(review: dict[str, Any], invoice: dict[str, Any]) -> dict[str, Any]:
    vendor_id = vendor_of(review, invoice)
    return {"vendor_id": vendor_id} if vendor_id else {}

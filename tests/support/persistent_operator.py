"""An operator who does not give up: sends again whatever was not answered, as the page does, until it is."""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from api_client import ApiClient, RefusedError, send

T = TypeVar("T")
POLL_SECONDS = 0.5
PASSING = {429, 500, 502, 503, 504}
# What happened to the task, not to the PDF: the operator asks for another attempt.
OF_THE_TASK = {"TASK_LOST", "TASK_OOM", "TASK_START_FAILED", "LIMIT_TIME"}


class PersistentOperator:
    """Brings invoices all the way; every step may be sent any number of times."""

    def __init__(self, url: str, *, patience_seconds: float) -> None:
        self.api = ApiClient(url)
        self._patience = patience_seconds

    def bring(self, pdf: bytes, name: str, items: list[str]) -> tuple[str, dict[str, Any]]:
        """The job's id and its receipt, once the invoice has been read and its lines applied to these items."""
        job_id = str(uuid.uuid4())
        self.persist(lambda: self._upload(job_id, pdf, name))
        self._until_parsed(job_id)
        return job_id, self.persist(lambda: self._apply(job_id, items))

    def persist(self, step: Callable[[], T]) -> T:
        """What the step answers once nothing is in its way any more."""
        end = time.monotonic() + self._patience
        while True:
            try:
                return step()
            except RefusedError as refused:
                problem: Exception = refused
                if refused.status not in PASSING and refused.code not in ("BUSY", "REVIEW_CONFLICT"):
                    raise
            except (urllib.error.URLError, http.client.HTTPException, OSError) as lost:
                problem = lost
            assert time.monotonic() < end, f"nothing but {problem!r} for {self._patience} s"
            time.sleep(POLL_SECONDS)

    def _upload(self, job_id: str, pdf: bytes, name: str) -> None:
        request = {"job_id": job_id, "name": name, "size": len(pdf), "sha256": hashlib.sha256(pdf).hexdigest()}
        created = self.api.call("POST", "/jobs", request)
        if created["job"]["status"] != "awaiting_upload":
            return
        try:
            send("PUT", created["upload"]["url"], pdf, created["upload"]["headers"])
        except RefusedError as refused:
            if refused.status != 412:  # it is there already
                raise
        self.api.call("POST", f"/jobs/{job_id}/start")

    def _until_parsed(self, job_id: str) -> None:
        end = time.monotonic() + self._patience
        while True:
            job = self.persist(lambda: self.api.call("GET", f"/jobs/{job_id}"))["job"]
            if job["status"] == "parsed":
                return
            if job["status"] == "failed":
                assert job["error"]["code"] in OF_THE_TASK, job["error"]
                self.persist(lambda: self._retry(job_id))
                end = time.monotonic() + self._patience
            assert time.monotonic() < end, f"stuck for {self._patience} s: {job}"
            time.sleep(POLL_SECONDS)

    def _retry(self, job_id: str) -> None:
        try:
            self.api.call("POST", f"/jobs/{job_id}/retry")
        except RefusedError as refused:
            if refused.code != "ILLEGAL_MOVE":  # it was sent before, and the job has moved on
                raise

    def _apply(self, job_id: str, items: list[str]) -> dict[str, Any]:
        if self.api.call("GET", f"/jobs/{job_id}")["job"]["status"] == "applied":
            return self.api.call("GET", f"/jobs/{job_id}/receipt")
        draft = self.api.call("GET", f"/jobs/{job_id}/draft")
        review = draft.get("review_sha256") or self.api.review(job_id, items)
        return self.api.apply_whatever_moves(job_id, review)

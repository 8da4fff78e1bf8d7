"""A client of the HTTP API as the page is one: plain requests, no knowledge of what is behind it."""

from __future__ import annotations

import hashlib
import json
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

from waiting import PATIENCE_SECONDS

TOO_FAST, TOO_SLOW = 429, 503
TERMINAL = {"parsed", "failed", "applied", "reversed", "discarded"}


class RefusedError(Exception):
    """The API's answer was a problem."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem}")
        self.status, self.problem, self.code = status, problem, problem.get("code")


class ApiClient:
    """Calls of one operator against one base URL (without /api)."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        return json.loads(
            send(method, f"{self.url}/api{path}", data, {"content-type": "application/json", **(headers or {})})
        )

    def upload(self, pdf: bytes, name: str = "invoice.pdf") -> str:
        """Creates the job, uploads and starts it; the job's id."""
        job_id = str(uuid.uuid4())
        request = {"job_id": job_id, "name": name, "size": len(pdf), "sha256": hashlib.sha256(pdf).hexdigest()}
        upload = self.call("POST", "/jobs", request)["upload"]
        send("PUT", upload["url"], pdf, upload["headers"])
        self.call("POST", f"/jobs/{job_id}/start")
        return job_id

    def wait(self, job_id: str, seconds: float = PATIENCE_SECONDS) -> dict[str, Any]:
        """The job once it is terminal, polled as the page polls."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            job = self.call("GET", f"/jobs/{job_id}")["job"]
            if job["status"] in TERMINAL:
                return job
            time.sleep(0.05)
        raise AssertionError(f"job {job_id} is still {job['status']} after {seconds} s")

    def put_item(self, item: str, opening: str | None = None, unit: str = "EA", scale: int = 3) -> dict[str, Any]:
        body = {"name": item, "unit": unit, "scale": scale} | ({"opening": opening} if opening else {})
        return self.call("PUT", f"/inventory/{item}", body)

    def on_hand(self, item: str) -> str:
        return self.call("GET", f"/inventory/{item}")["item"]["on_hand"]

    def review(self, job_id: str, items: list[str], factor: str = "1", **decision: str) -> str:
        """Saves a review that maps every item line, in turn, to one of the items; its hash.

        `decision` is more that is decided about every one of them, like its stock_effect.
        """
        draft = self.call("GET", f"/jobs/{job_id}/draft")
        review = draft["review"]
        lines = [line for line in draft["invoice"]["lines"] if line["kind"] == "item"]
        for number, line in enumerate(lines):
            chosen = {"item": items[number % len(items)], "factor": factor, "quantity_source": "shipped"} | decision
            review["lines"][line["line_id"]] = chosen
        saved = self.call("PUT", f"/jobs/{job_id}/review", review, {"if-match": f'"{draft["version"]}"'})
        return saved["review_sha256"]

    def preview(self, job_id: str, review_sha256: str) -> dict[str, Any]:
        return self.call("POST", f"/jobs/{job_id}/preview", {"review_sha256": review_sha256})

    def apply(
        self, job_id: str, review_sha256: str, plan_sha256: str, apply_id: str | None = None, **more: str
    ) -> dict[str, Any]:
        body = {"apply_id": apply_id or str(uuid.uuid4()), "review_sha256": review_sha256, "plan_sha256": plan_sha256}
        return self.call("POST", f"/jobs/{job_id}/apply", body | more)

    def apply_whatever_moves(self, job_id: str, review_sha256: str, tries: int = 200) -> dict[str, Any]:
        """Previews and applies again for as long as somebody else moved the stock in between."""
        apply_id, plan = str(uuid.uuid4()), None
        for _ in range(tries):
            try:
                plan = plan or self.preview(job_id, review_sha256)
                return self.apply(job_id, review_sha256, plan["plan_sha256"], apply_id)
            except RefusedError as refused:
                if refused.code not in ("STALE_PREVIEW", "BUSY") and refused.status not in (TOO_FAST, TOO_SLOW):
                    raise
                plan = refused.problem.get("facts", {}).get("preview")  # a stale preview comes back with the fresh one
        raise AssertionError(f"{job_id} could not be applied in {tries} tries")


class UnhurriedClient(ApiClient):
    """One of many who work at once: sends again what came too fast for the gateway or took a function too long."""

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
        while True:
            try:
                return super().call(method, path, body, headers)
            except RefusedError as refused:
                if refused.status not in (TOO_FAST, TOO_SLOW):
                    raise
            time.sleep(0.05)


def apply_all(work: tuple[str, list[tuple[str, list[str]]]]) -> list[int]:
    """Reviews and applies, at a URL, each job to its items as one operator would; the sequence numbers they got."""
    url, jobs = work
    api = UnhurriedClient(url)
    return [api.apply_whatever_moves(job, api.review(job, items))["seq"] for job, items in jobs]


def send(method: str, url: str, data: bytes | None, headers: dict[str, str]) -> bytes:
    """The answer's body; RefusedError with the problem for any other status than 2xx."""
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            text = error.read()
        try:
            raise RefusedError(error.code, json.loads(text)) from None
        except ValueError:
            raise RefusedError(error.code, {"detail": text.decode(errors="replace")}) from None


def sample(name: str) -> bytes:
    """The bytes of a committed sample invoice (`nordkontor/….pdf`)."""
    return (Path(__file__).resolve().parents[1] / "fixtures" / name).read_bytes()

"""A real burst: vendors' samples by many clients over HTTP to a local stack of its own, until every one is read."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from api_client import ApiClient, RefusedError
from burst.processes import Watched

from invoiceplug_cloud.local.stack import LocalStack

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
CLIENTS = 12
MOST_TRIES = 20
LOOK_SECONDS = 2.0
ENDED = ("parsed", "failed")
UNDER_WAY = "awaiting_upload,queued,running"


class Figures(NamedTuple):
    """What a real burst has shown; times in seconds, memory in MiB."""

    uploads: int
    acknowledged: int
    refused: int  # answers that were tried again
    codes: Counter[str]  # how jobs ended: "parsed", or the code that they failed with
    lost: int
    uploading: float
    whole: float
    oldest: float
    live_tasks: int
    memory: int

    def lines(self) -> Iterator[tuple[str, str]]:
        """The table's rows."""
        yield "uploads", str(self.uploads)
        yield "acknowledged", f"{self.acknowledged}, {self.acknowledged / self.uploading:.1f} a second"
        yield "refused and sent again", str(self.refused)
        yield "ended", ", ".join(f"{count} {code}" for code, count in self.codes.most_common())
        yield "lost", str(self.lost)
        yield "uploaded after", f"{self.uploading:.0f} s"
        yield "all read after", f"{self.whole:.0f} s, {self.uploads / self.whole:.1f} a second"
        yield "oldest job's age at worst", f"{self.oldest:.0f} s"
        yield "readings at once, at most", str(self.live_tasks)
        yield "memory of the whole stack, at most", f"{self.memory} MiB"


def run(folder: Path, uploads: int, dispatch: str, clients: int = CLIENTS) -> Figures:
    """Runs the burst on a stack in that folder."""
    with LocalStack(folder, 0, dispatch=dispatch) as stack, Watched() as watched:
        burst = _Burst(ApiClient(stack.url))
        began = time.monotonic()
        with ThreadPoolExecutor(clients) as pool:
            started = list(pool.map(burst.upload, _files(uploads)))
        uploaded = time.monotonic()
        burst.wait()
        ended = time.monotonic()
        jobs = burst.jobs()
    return Figures(
        uploads,
        acknowledged=len(started),
        refused=burst.refused,
        codes=Counter(job.get("error", {}).get("code", job["status"]) for job in jobs.values()),
        lost=sum(jobs.get(job_id, {}).get("status") not in ENDED for job_id in started),
        uploading=uploaded - began,
        whole=ended - began,
        oldest=max(map(_age, jobs.values())),
        live_tasks=watched.readings,
        memory=watched.memory,
    )


class _Burst:
    """The clients of one burst."""

    def __init__(self, api: ApiClient) -> None:
        self.refused = 0
        self._api = api
        self._lock = threading.Lock()

    def upload(self, pdf: bytes) -> str:
        """The id of the job that was acknowledged for the file."""
        for tried in range(MOST_TRIES):
            try:
                return self._api.upload(pdf)
            except RefusedError as error:
                if error.status not in (429, 503):
                    raise
                with self._lock:
                    self.refused += 1
                time.sleep(random.uniform(0, min(10, 2**tried)))
        raise AssertionError(f"refused {MOST_TRIES} times")

    def wait(self) -> None:
        """Returns when nothing is under way any more."""
        while self._api.call("GET", f"/jobs?status={UNDER_WAY}&limit=1")["jobs"]:
            time.sleep(LOOK_SECONDS)

    def jobs(self) -> dict[str, dict[str, Any]]:
        """Every job by its id, as the list shows it."""
        found: dict[str, dict[str, Any]] = {}
        after = ""
        while True:
            page = self._api.call("GET", f"/jobs?limit=200{after}")
            found |= {job["job_id"]: job for job in page["jobs"]}
            if "next" not in page:
                return found
            after = f"&after={page['next']}"


def _files(count: int) -> Iterator[bytes]:
    """So many samples of all vendors in turn; a comment after a file's end makes each a file of its own."""
    samples = [file.with_name(f"{file.name.removesuffix('.expected.json')}.pdf") for file in _expected()]
    bodies = [sample.read_bytes() for sample in samples]
    for number in range(count):
        yield bodies[number % len(bodies)] + f"\n% {number}\n".encode()


def _expected() -> list[Path]:
    """What the samples of vendors are expected to be read as."""
    vendors = {folder.stem for folder in (FIXTURES / "bills").glob("*.py")}
    return [file for vendor in sorted(vendors) for file in sorted((FIXTURES / vendor).glob("*.expected.json"))]


def _age(job: dict[str, Any]) -> float:
    return (datetime.fromisoformat(job["updated_at"]) - datetime.fromisoformat(job["created_at"])).total_seconds()

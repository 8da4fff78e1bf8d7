"""The machine's plug is pulled while operators apply: what was acknowledged is there when it comes back."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.error
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from api_client import ApiClient, RefusedError, UnhurriedClient, sample
from seeds import seed_jobs
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.local.stack import LocalStack

UP = [sys.executable, "-c", "from invoiceplug.cli import main; main()", "up", "--no-browser", "--port", "0"]
JOBS, OPERATORS, ENOUGH = 40, 4, 10


@contextmanager
def up(data: Path) -> Iterator[tuple[subprocess.Popen[str], ApiClient]]:
    """`invoiceplug up` over a data folder, and an operator at it."""
    command = [*UP, "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found, process.communicate()[1]
        try:
            yield process, UnhurriedClient(found[0])
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE_SECONDS)


def prepare(data: Path) -> list[str]:
    """Jobs that wait to be applied, each an invoice of its own, all going to one item."""
    with LocalStack(data, port=0) as stack:
        api = ApiClient(stack.url)
        read = api.upload(sample("nordkontor/2026-04-rechnung.pdf"))
        assert api.wait(read)["status"] == "parsed"
        api.put_item("KILLED")
        return seed_jobs(stack.environment, read, JOBS, "KILLED")


def apply_until_killed(process: subprocess.Popen[str], api: ApiClient, jobs: list[str]) -> dict[str, dict[str, Any]]:
    """The receipts that reached the operators before the process was killed in their midst."""
    receipts: dict[str, dict[str, Any]] = {}
    lock = threading.Lock()

    def operate(job: str) -> None:
        try:
            receipt = api.apply_whatever_moves(job, api.review(job, ["KILLED"]))
        except (urllib.error.URLError, ConnectionError, RefusedError):
            assert len(receipts) >= ENOUGH, "only the kill may get in an operator's way"
            return
        with lock:
            receipts[job] = receipt
            if len(receipts) == ENOUGH:
                os.kill(process.pid, signal.SIGKILL)

    with ThreadPoolExecutor(OPERATORS) as pool:
        list(pool.map(operate, jobs))
    return receipts


def test_no_acknowledged_apply_is_lost_when_the_stack_is_killed_under_load(tmp_path: Path) -> None:
    jobs = prepare(tmp_path)
    with up(tmp_path) as (process, api):
        acknowledged = apply_until_killed(process, api, jobs)
        assert process.wait() == -signal.SIGKILL
    assert ENOUGH <= len(acknowledged) < JOBS

    with up(tmp_path) as (_, api):
        for job, receipt in acknowledged.items():
            assert api.call("GET", f"/jobs/{job}/receipt")["seq"] == receipt["seq"]
        applied = {job for job in jobs if api.call("GET", f"/jobs/{job}")["job"]["status"] == "applied"}
        assert set(acknowledged) <= applied
        detail = api.call("GET", "/inventory/KILLED")
        assert {move["job_id"] for move in detail["movements"] if move["kind"] == "apply"} == applied
        each = {Decimal(receipt["rows"][0]["change"]) for receipt in acknowledged.values()}
        assert len(each) == 1 and Decimal(detail["item"]["on_hand"]) == len(applied) * each.pop()

        rest = next(job for job in jobs if job not in applied)
        draft = api.call("GET", f"/jobs/{rest}/draft")
        assert api.apply_whatever_moves(rest, draft.get("review_sha256") or api.review(rest, ["KILLED"]))["seq"] > 0

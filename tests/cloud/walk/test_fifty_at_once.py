"""The same request fifty times at once, as a nervous network sends it: it counts once, and every answer is the same."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
from api_client import ApiClient, UnhurriedClient, sample
from seeds import ledger_rows, seed_jobs

from invoiceplug_cloud.local.stack import LocalStack

AT_ONCE = 50
PDF = "alpenholz/2026-04-rechnung.pdf"

A = TypeVar("A")


def at_once(call: Callable[[], A]) -> list[A]:
    """Fifty answers to calls that are made at the same moment."""
    start = Barrier(AT_ONCE)

    def wait_and_call(_: int) -> A:
        start.wait()
        return call()

    with ThreadPoolExecutor(AT_ONCE) as callers:
        return list(callers.map(wait_and_call, range(AT_ONCE)))


def without_signature(created: dict[str, Any]) -> dict[str, Any]:
    """The answer without the query of its presigned link, which says when it was signed."""
    link = urlsplit(created["upload"]["url"])._replace(query="").geturl()
    return {**created, "upload": {**created["upload"], "url": link, "expires_at": ""}}


@pytest.fixture
def api(stack: LocalStack) -> ApiClient:
    """An operator for whom nothing is too slow."""
    return UnhurriedClient(stack.url)


@pytest.fixture(scope="module")
def read_job(stack: LocalStack) -> str:
    """A job that a real task has read."""
    api = ApiClient(stack.url)
    job_id = api.upload(sample(PDF))
    assert api.wait(job_id)["status"] == "parsed"
    return job_id


def test_50_identical_requests_for_a_job_make_one(api: ApiClient) -> None:
    request = {"job_id": str(uuid.uuid4()), "name": "april.pdf", "size": 12, "sha256": uuid.uuid4().hex * 2}
    answers = [without_signature(each) for each in at_once(lambda: api.call("POST", "/jobs", request))]
    assert all(answer == answers[0] for answer in answers)
    assert api.call("GET", f"/jobs/{request['job_id']}")["job"] == answers[0]["job"]
    [created] = api.call("GET", f"/jobs/{request['job_id']}/events")["events"]
    assert (created["what"], created["by"]) == ("created", "operator")
    listed = api.call("GET", "/jobs?status=awaiting_upload&limit=200")["jobs"]
    assert [job["job_id"] for job in listed].count(request["job_id"]) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_50_identical_applies_move_the_stock_once(stack: LocalStack, api: ApiClient, read_job: str, count: int) -> None:
    own = f"FIFTY-{uuid.uuid4().hex[:8].upper()}"
    items = [f"{own}-{number}" for number in range(count)]
    [job_id] = seed_jobs(stack.environment, read_job, 1, own)
    for item in items:
        api.put_item(item, opening="5")
    review = api.review(job_id, items)
    plan, apply_id = api.preview(job_id, review), str(uuid.uuid4())
    receipts = at_once(lambda: api.apply(job_id, review, plan["plan_sha256"], apply_id))

    # More than one may be told that it has just happened: what is prepared in the same millisecond is the same plan
    # to the byte, and goes to DynamoDB under the same token, which writes once and answers each with success.
    assert not all(receipt["already_applied"] for receipt in receipts)
    assert all({**receipt, "already_applied": True} == {**receipts[0], "already_applied": True} for receipt in receipts)
    rows = [row for row in ledger_rows(stack.environment) if job_id in row["job_id"]["S"]]
    assert [(row["entry"]["S"], int(row["seq"]["N"])) for row in rows] == [("apply", receipts[0]["seq"])]
    for row in receipts[0]["rows"]:
        assert api.on_hand(row["item"]) == row["after"]

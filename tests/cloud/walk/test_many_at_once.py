"""Many operators at once on the whole local stack: every total exact, one ledger row a job."""

from __future__ import annotations

import json
import multiprocessing
import uuid
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal

import pytest
from api_client import ApiClient, UnhurriedClient, apply_all, sample
from seeds import ledger_rows, seed_jobs

from invoiceplug_cloud.local.stack import LocalStack

SAMPLE = "calderfinch/2026-04-invoice"
THREADS, PROCESSES, JOBS, ITEMS = 32, 8, 160, 8


@pytest.fixture(scope="module")
def read_job(stack: LocalStack) -> str:
    """A job that a real task has read."""
    api = ApiClient(stack.url)
    job_id = api.upload(sample(f"{SAMPLE}.pdf"))
    assert api.wait(job_id)["status"] == "parsed"
    return job_id


def own(name: str) -> str:
    """That name as no other test has it, nor the same test when it is tried again."""
    return f"{name}-{uuid.uuid4().hex[:8].upper()}"


def shipped() -> list[Decimal]:
    """What each item line of the sample ships, in their order."""
    expected = json.loads(sample(f"{SAMPLE}.expected.json"))
    return [Decimal(line["qty_shipped"]) for line in expected["lines"] if line["kind"] == "item"]


def applied_rows(stack: LocalStack, jobs: list[str]) -> int:
    rows = ledger_rows(stack.environment)
    return sum(row["entry"]["S"] == "apply" and any(job in row["job_id"]["S"] for job in jobs) for row in rows)


def sequence_of(stack: LocalStack) -> int:
    return max(
        (int(row["seq"]["N"]) for row in ledger_rows(stack.environment) if row["entry"]["S"] == "stock"), default=0
    )


def test_32_threads_applying_one_job_move_its_stock_once(stack: LocalStack, read_job: str) -> None:
    api = UnhurriedClient(stack.url)
    item = own("THREADS")
    [job_id] = seed_jobs(stack.environment, read_job, 1, item)
    api.put_item(item, opening="5")
    review = api.review(job_id, [item])
    plan = api.preview(job_id, review)["plan_sha256"]
    with ThreadPoolExecutor(THREADS) as pool:
        receipts = list(pool.map(lambda _: api.apply(job_id, review, plan), range(THREADS)))
    # Each has an apply_id of its own, and so a plan and a token of its own: only one has made the change. It is told
    # so, unless something went wrong after its write: then it is answered from the ledger like the others.
    assert [receipt["already_applied"] for receipt in receipts].count(False) <= 1
    assert len({(receipt["apply_id"], receipt["seq"]) for receipt in receipts}) == 1
    assert Decimal(api.on_hand(item)) == 5 + sum(shipped())
    assert applied_rows(stack, [job_id]) == 1


def test_8_processes_applying_160_jobs_to_8_items_lose_nothing(stack: LocalStack, read_job: str) -> None:
    api = UnhurriedClient(stack.url)
    name = own("SHARED")
    items = [f"{name}-{number}" for number in range(ITEMS)]
    for item in items:
        api.put_item(item)
    before = sequence_of(stack)
    jobs = seed_jobs(stack.environment, read_job, JOBS, name)
    work = [(job, [items[number % ITEMS], items[(3 * number + 1) % ITEMS]]) for number, job in enumerate(jobs)]
    shares = [(stack.url, work[number::PROCESSES]) for number in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
        sequences = [seq for part in pool.map(apply_all, shares) for seq in part]

    assert sorted(sequences) == list(range(before + 1, before + 1 + JOBS)), "the order of stock changes has no gap"
    expected: Counter[str] = Counter()
    for _, (first, second) in work:
        expected[first] += sum(shipped()[0::2])
        expected[second] += sum(shipped()[1::2])
    assert {item: Decimal(api.on_hand(item)) for item in items} == expected
    assert applied_rows(stack, jobs) == JOBS

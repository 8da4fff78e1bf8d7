"""Invoices of any size, each applied by four processes at once that die in the midst of it: exact all the same."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from multiprocessing import forkserver
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import applier
import pytest
from aws_worlds import Clients
from large import Reviewed, Shop

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.audit import Report

SIZES = [1, 48, 49, 97, 98, 500, 2000]
PROCESSES, LIVES = 4, 100
ONE_BY_ONE = threading.Lock()  # two threads that look at processes at once read the same exit status

Json = dict[str, Any]


@pytest.fixture(scope="module")
def forked() -> ForkServerContext:
    """Processes forked from one that has everything loaded: they are born in milliseconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", "applier"])  # a process imports its parent’s program too
    with pytest.MonkeyPatch.context() as patch:
        # Python 3.11 preloads from this path alone.
        patch.setenv("PYTHONPATH", str(Path(applier.__file__).parent), prepend=os.pathsep)
        forkserver.ensure_running()
    return context


@pytest.fixture
def shop(emulated: Clients, emulator_url: str, tmp_path: Path) -> Shop:
    """Tables and a bucket of their own."""
    vendors = tmp_path / "vendors.json"
    vendors.write_text("[]")
    return Shop(emulated, emulator_url, str(vendors))


def names(count: int) -> list[str]:
    return [f"ITEM-{number:04}" for number in range(count)]


def receipt_of(context: ForkServerContext, shop: Shop, job: Reviewed, seed: str, size: int, **request: str) -> Json:
    """The receipt that the operator gets in the end, whose process is started again whenever it died."""
    request |= {"job_id": job.job_id, "apply_id": f"apply-{seed}", "review_sha256": job.review_sha256}
    for life in range(LIVES):
        ours, theirs = context.Pipe(duplex=False)
        arguments = (shop.environment, request, f"{seed}-{life}", size, theirs)
        process = context.Process(target=applier.attempt, args=arguments)
        with ONE_BY_ONE:
            process.start()
        theirs.close()
        answer: Any = None
        with ours, suppress(EOFError):
            while isinstance(answer := ours.recv(), str):
                request["plan_sha256"] = answer
        wait([process.sentinel])
        with ONE_BY_ONE:
            process.join()
        if isinstance(answer, InvoiceplugError):
            raise answer
        if isinstance(answer, dict):
            return answer
        assert process.exitcode == applier.CRASHED, "only the seeded crash may end a process"
    raise AssertionError(f"{LIVES} processes, and no receipt")


def applied_by_all(context: ForkServerContext, shop: Shop, jobs: list[Reviewed], seed: int, size: int) -> list[Json]:
    """Every process's receipts, job by job; each process takes the jobs in another order."""

    def operate(number: int) -> list[Json]:
        order = jobs if number % 2 else jobs[::-1]
        receipts = {
            job.job_id: receipt_of(context, shop, job, f"{seed}-{number}-{at}", size) for at, job in enumerate(order)
        }
        return [receipts[job.job_id] for job in jobs]

    with ThreadPoolExecutor(PROCESSES) as operators:
        return [receipt for part in operators.map(operate, range(PROCESSES)) for receipt in part]


@pytest.mark.parametrize("size", SIZES)
def test_four_dying_processes_apply_it_exactly_once(
    forked: ForkServerContext, shop: Shop, seed: int, size: int, request: pytest.FixtureRequest
) -> None:
    nightly = request.config.getoption("--nightly")
    items, quantities = names(size), ["3", "4"] if size <= 500 or nightly else ["3"]
    shop.open_items(dict.fromkeys(items, Decimal(10)))
    jobs = [shop.reviewed(dict.fromkeys(items, quantity), f"N-{quantity}") for quantity in quantities]
    receipts = applied_by_all(forked, shop, jobs, seed, size)

    for job in jobs:
        ours = [{**each, "already_applied": True} for each in receipts if each["job_id"] == job.job_id]
        assert len(ours) == PROCESSES and all(each == ours[0] for each in ours)
        assert len(ours[0]["rows"]) == size
        assert shop.jobs.get(job.job_id).status == "applied"
    changes, on_hand = len(jobs), 10 + sum(map(Decimal, quantities))
    assert {item.item: item.on_hand for item in shop.inventory.totals()} == dict.fromkeys(items, on_hand)
    assert shop.audit() == Report(size, movements=(1 + changes) * size, entries=changes, seq=size + changes)


@pytest.mark.parametrize("size", [48, 500])
def test_a_plan_is_refused_whole_when_one_item_would_fall_below_zero(
    forked: ForkServerContext, shop: Shop, size: int
) -> None:
    items = names(size)
    shop.open_items({**dict.fromkeys(items, Decimal(10)), items[-2]: Decimal(2)})
    job = shop.reviewed(dict.fromkeys(items, "3"), "CN-1", document_type="credit_note")
    with pytest.raises(InvoiceplugError) as refused:
        receipt_of(forked, shop, job, "refused", size=0, plan_sha256=applier.NO_PLAN)
    assert refused.value.code == "NEGATIVE_STOCK"
    assert [row["item"] for row in refused.value.facts["items"]] == [items[-2]]
    assert shop.jobs.get(job.job_id).status == "parsed"
    assert shop.audit() == Report(items=size, movements=size, entries=0, seq=size)

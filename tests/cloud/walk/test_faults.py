"""Tasks and the whole stack are killed at random while invoices are on their way: each arrives, exactly once."""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from einvoices import carrying, installed, swapped, xml_of
from persistent_operator import PersistentOperator
from stack_program import KilledStack
from waiting import PATIENCE_SECONDS

from invoiceplug import read_invoice

ITEMS = [f"FAULTS-{number}" for number in range(4)]
OPERATORS = 6
STEP_SECONDS = 2 * PATIENCE_SECONDS  # restarts included; a stuck job would wait for ever
NUMBER = "W-26/0418"


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is brought, and how often what is killed."""

    uploads: int
    task_kills: int
    stack_kills: int
    quick: bool


@pytest.fixture
def plan(request: pytest.FixtureRequest) -> Plan:
    """Forty uploads with a quick reader; two hundred with the real one in the night."""
    nightly = request.config.getoption("--nightly")
    return Plan(200, 60, 12, quick=False) if nightly else Plan(40, 8, 2, quick=True)


def numbered(number: int) -> bytes:
    """The PDF of an invoice of its own; its last line says its number to the quick reader."""
    own = f"W-26/{number:04}"
    xml = swapped(xml_of("factur-x"), (NUMBER, own))
    return carrying({"factur-x.xml": xml.encode()}) + f"\n% {own}\n".encode()


def stack_for(plan: Plan, folder: Path) -> KilledStack:
    if not plan.quick:
        return KilledStack(folder / "data")
    reading = folder / "reading.json"
    reading.write_text(json.dumps(read_invoice(numbered(1), plugins=installed()).to_json()))
    return KilledStack(folder / "data", str(reading))


class Chaos(threading.Thread):
    """A context: kills in a random order at random times, until all kills are done or it is left."""

    def __init__(self, stack: KilledStack, plan: Plan, seed: int) -> None:
        super().__init__()
        self._stack = stack
        self._chance = random.Random(seed)
        self._victims = ["task"] * plan.task_kills + ["stack"] * plan.stack_kills
        self._chance.shuffle(self._victims)
        self._left = threading.Event()
        self.killed: list[str] = []

    def __enter__(self) -> Chaos:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()
        self.join()

    def run(self) -> None:
        for victim in self._victims:
            while not self._left.wait(self._chance.uniform(0.05, 0.6)):
                if victim == "stack":
                    self._stack.kill()
                    self._stack.start()
                elif not kill_a_task(self._stack, self._chance):
                    continue
                self.killed.append(victim)
                break


def kill_a_task(stack: KilledStack, chance: random.Random) -> bool:
    tasks = stack.tasks()
    if tasks:
        with suppress(ProcessLookupError):  # it was faster
            os.kill(chance.choice(tasks), signal.SIGKILL)
            return True
    return False


def bring_all(operator: PersistentOperator, plan: Plan, chaos: Chaos) -> dict[str, Any]:
    """The receipts by job: of as many invoices as planned, and of more while there is anything left to be killed."""
    numbers = itertools.count()

    def bring(_: int) -> list[tuple[str, Any]]:
        brought: list[tuple[str, Any]] = []
        while (n := next(numbers)) < plan.uploads or chaos.is_alive():
            items = [ITEMS[n % len(ITEMS)], ITEMS[(n + 1) % len(ITEMS)]]
            brought.append(operator.bring(numbered(n), f"{n}.pdf", items))
        return brought

    with ThreadPoolExecutor(OPERATORS) as operators:
        return dict(each for part in operators.map(bring, range(OPERATORS)) for each in part)


def test_each_invoice_arrives_exactly_once_whatever_is_killed(plan: Plan, seed: int, tmp_path: Path) -> None:
    stack = stack_for(plan, tmp_path)
    operator = PersistentOperator(stack.url, patience_seconds=STEP_SECONDS)
    stack.start()
    try:
        for item in ITEMS:
            operator.api.put_item(item)
        with Chaos(stack, plan, seed) as chaos:
            brought = bring_all(operator, plan, chaos)
        assert sorted(chaos.killed) == ["stack"] * plan.stack_kills + ["task"] * plan.task_kills
        check_jobs(operator, brought)
        check_stock(operator, brought)
    finally:
        stack.stop()
    check_audit(tmp_path / "data")


def check_jobs(operator: PersistentOperator, brought: dict[str, Any]) -> None:
    statuses: dict[str, str] = {}
    after = ""
    while True:
        page = operator.api.call("GET", f"/jobs?limit=100{after}")
        statuses |= {job["job_id"]: job["status"] for job in page["jobs"]}
        if "next" not in page:
            break
        after = f"&after={page['next']}"
    assert statuses == dict.fromkeys(brought, "applied")


def check_stock(operator: PersistentOperator, brought: dict[str, Any]) -> None:
    details = [operator.api.call("GET", f"/inventory/{item}") for item in ITEMS]
    applied = [(move["job_id"], detail["item"]["item"]) for detail in details for move in detail["movements"]
               if move["kind"] == "apply"]  # fmt: skip
    assert len(applied) == len(set(applied)) and {job for job, _ in applied} == set(brought)
    for detail in details:
        told = [row["change"] for receipt in brought.values() for row in receipt["rows"]
                if row["item"] == detail["item"]["item"]]  # fmt: skip
        on_hand = Decimal(detail["item"]["on_hand"])
        assert on_hand == sum(Decimal(move["delta"]) for move in detail["movements"]) == sum(map(Decimal, told))
    assert sorted(receipt["seq"] for receipt in brought.values()) == [
        len(ITEMS) + 1 + number for number in range(len(brought))
    ]


def check_audit(data: Path) -> None:
    command = [sys.executable, "-c", "from invoiceplug.cli import main; main()", "audit", "--data", str(data)]
    audit = subprocess.run(command, check=False, capture_output=True, text=True)
    assert audit.returncode == 0, audit.stdout + audit.stderr

"""Every port in memory over one store, with the semantics of the gateways: conditions, versions, one atomic commit."""

from __future__ import annotations

from decimal import Decimal

from fake_aws.inventory import FakeInventory
from fake_aws.jobs import FakeJobs
from fake_aws.ledger import FakeLedger
from fake_aws.objects import FakeObjects
from fake_aws.runner import FakeRunner
from fake_aws.store import Store


class FakeAws:
    """The ports, and what a test may ask about them behind their backs."""

    def __init__(self) -> None:
        self.store = Store()
        self.faults = self.store.faults
        self.objects = FakeObjects(self.store)
        self.jobs = FakeJobs(self.store)
        self.ledger = FakeLedger(self.store)
        self.inventory = FakeInventory(self.store)
        self.runner = FakeRunner(self.store)

    def check(self) -> None:
        """What holds after every step: totals are sums of movements, the sequence has no gap, an apply is one row."""
        for name, item in self.store.items.items():
            moved = sum((movement.delta for movement in self.store.movements[name]), Decimal(0))
            assert item.on_hand == moved, f"{name}: {item.on_hand} on hand, {moved} moved"
            assert item.on_hand >= 0
        openings = [each.seq for some in self.store.movements.values() for each in some if each.kind == "opening"]
        applies = [entry.seq for entry in self.store.ledger.values()]
        assert sorted(openings + applies) == list(range(1, self.store.stock.seq + 1))
        for job_id, job in self.store.jobs.items():
            assert (job.status == "applied") == (job_id in self.store.ledger)
            assert job.events == len(self.store.events[job_id]) == max(self.store.events[job_id])

    def on_hand(self, item: str) -> Decimal:
        return self.store.items[item].on_hand

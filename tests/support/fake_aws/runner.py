"""ECS in memory: remembers which tasks were started, finds them again by their token."""

from __future__ import annotations

from fake_aws.store import Store

from invoiceplug_cloud.domain.records import Task


class FakeRunner:
    """The port `Runner`; `started` lists (job, attempt) in the order of the first RunTask of each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.started: list[tuple[str, int]] = []

    def run(self, job_id: str, attempt: int) -> Task:
        with self._store.operation("runner.run"):
            if (job_id, attempt) not in self.started:
                self.started.append((job_id, attempt))
            return Task(f"arn:aws:ecs:task/{job_id}-{attempt}")


class FakeVendors:
    """The port `Vendors`."""

    def __init__(self, *vendors: dict[str, str]) -> None:
        self._vendors = list(vendors)

    def all(self) -> list[dict[str, str]]:
        return self._vendors

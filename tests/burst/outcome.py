"""What a simulated burst has shown: its table, and what of it must not be."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from burst import prices
from burst.simulation import Simulation
from explorer import invariants
from explorer.books import Reader

ENDED = ("parsed", "failed")
POISON_CODES = {"kills": "TASK_LOST", "lasts": "LIMIT_TIME"}
MOST_AGE = 45 * 60.0
MOST_5XX = 0.001
SWEEP_SECONDS = 29.0  # the function's time
CHUNK_ITEMS = 48


class Outcome:
    """The figures of a simulation that has run."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation
        self.books = Reader().read(simulation.cloud)
        people, jobs = simulation.people, self.books.jobs
        self.lost = sorted(job_id for job_id in people.uploaded if jobs.get(job_id, {}).get("status") not in ENDED)
        self.codes = Counter(_code(job) for job in jobs.values())
        self.oldest = max(map(_age, jobs.values()))
        statuses = simulation.api.statuses
        self.share_5xx = sum(count for status, count in statuses.items() if status >= 500) / statuses.total()
        expected = {job_id: POISON_CODES.get(file.poison, "parsed") for job_id, file in people.uploaded.items()}
        self.given_up = [job_id for job_id, code in expected.items() if job_id in jobs and _code(jobs[job_id]) != code]
        self.cost = dict(prices.costs(simulation))

    def wrong(self, most_age: float = MOST_AGE) -> Iterator[str]:
        """What must not be, in words; nothing when all is well."""
        simulation, burst = self.simulation, self.simulation.burst
        if self.lost:
            yield f"{len(self.lost)} acknowledged jobs were lost: {self.lost[:3]}"
        if simulation.people.refused or len(simulation.people.uploaded) != burst.uploads:
            yield f"uploads were refused for good: {Counter(simulation.people.refused)}"
        if self.given_up:
            yield f"{len(self.given_up)} good files were given up: {self.given_up[:3]}"
        if self.share_5xx >= MOST_5XX:
            yield f"{self.share_5xx:.2%} of all answers were 5xx"
        if self.oldest >= most_age:
            yield f"the oldest job was {self.oldest / 60:.0f} minutes old"
        if simulation.fleet.most_live > burst.workers:
            yield f"{simulation.fleet.most_live} tasks lived at once"
        if simulation.sweeps.longest >= SWEEP_SECONDS:
            yield f"a sweep took {simulation.sweeps.longest:.0f} seconds"
        try:
            self._check_books()
        except AssertionError as error:
            yield str(error)

    def lines(self) -> Iterator[tuple[str, str]]:
        """The table's rows."""
        simulation = self.simulation
        statuses, refused, people = simulation.api.statuses, simulation.network.refused, simulation.people
        took = sorted(simulation.api.took)
        yield "uploads", f"{simulation.burst.uploads:,} in {simulation.burst.seconds / 60:g} minutes"
        yield "acknowledged", f"{len(people.uploaded):,}"
        yield "refused with 429, sent again", f"{statuses[429]:,}"
        yield "answers with 5xx", f"{self.share_5xx:.3%} of {statuses.total():,}"
        yield "API, 50th, 95th and 99th percentile", ", ".join(f"{_part(took, q):.2f} s" for q in (0.5, 0.95, 0.99))
        yield "lost", str(len(self.lost))
        yield "ended", ", ".join(f"{count:,} {code}" for code, count in self.codes.most_common())
        yield "good files given up", str(len(self.given_up))
        yield "oldest job's age at worst", f"{self.oldest / 60:.1f} minutes"
        yield "all read after", f"{_last(self.books.jobs) / 60:.1f} minutes"
        yield from self._fleet_lines()
        yield from _database_lines(simulation, refused)
        yield "cost", f"US$ {sum(self.cost.values()):.2f} ({prices.AS_OF})"
        yield "", ", ".join(f"{name} {amount:.2f}" for name, amount in self.cost.items())

    def _fleet_lines(self) -> Iterator[tuple[str, str]]:
        simulation, fleet = self.simulation, self.simulation.fleet
        twice, letters = simulation.duplicates, simulation.letters
        receives = simulation.network.calls["sqs", "receive_message"]
        yield "live tasks at most", str(fleet.most_live)
        yield "workers", f"{len(fleet.tasks)} in all, {fleet.killed} of them killed"
        yield "Fargate task-seconds", f"{prices.task_seconds(simulation):,.0f}"
        yield "messages", f"{twice:,} delivered twice, {letters} dead letters, {receives:,} receives"
        sweeps = simulation.sweeps
        yield "longest sweep", f"{sweeps.longest:.1f} s of {SWEEP_SECONDS:g}; looks left to the next: {sweeps.errors}"

    def _check_books(self) -> None:
        """The explorer's invariants of what is stored; nobody has reviewed, so stock and ledger are untouched."""
        books = self.books
        invariants.check(books, set(), CHUNK_ITEMS, self.simulation.burst.workers)
        invariants.check_end(books, {})
        assert not books.entries and not books.invoice_keys and not books.movements, "stock or ledger were touched"
        read = sum(job["status"] == "parsed" for job in books.jobs.values())
        day = self.simulation.product.house.day("2026-03-04")
        assert (day.jobs, day.pages) == (len(books.jobs), read), f"{day}: {len(books.jobs)} jobs, {read} pages"


def _database_lines(simulation: Simulation, refused: Counter[str]) -> Iterator[tuple[str, str]]:
    capacity, writes = simulation.network.capacity, simulation.network.calls["dynamodb", "transact_write_items"]
    yield "transactions", f"{writes:,}, {refused['conflict']:,} of them met another and were made again"
    yield "requests refused by weather", f"{refused['throttled']:,}"
    for kind, most in (("write", 1000), ("read", 3000)):
        units, (place, *_) = capacity.busiest[kind]
        yield f"busiest partition, {kind}s", f"{units:,.0f} of {most:,} units in a second, in {place}"
    yield "requests over a partition's limit", str(refused["over capacity"])


def _code(job: dict[str, Any]) -> str:
    return str(json.loads(job["error"])["code"] if "error" in job else job["status"])


def _age(job: dict[str, Any]) -> float:
    return (_time(job, "updated_at") - _time(job, "created_at")).total_seconds()


def _last(jobs: dict[str, dict[str, Any]]) -> float:
    """From the first upload to the end of the last job."""
    first = min(_time(job, "created_at") for job in jobs.values())
    return (max(_time(job, "updated_at") for job in jobs.values()) - first).total_seconds()


def _time(job: dict[str, Any], name: str) -> datetime:
    return datetime.fromisoformat(job[name])


def _part(ordered: list[float], share: float) -> float:
    return ordered[int(len(ordered) * share)]

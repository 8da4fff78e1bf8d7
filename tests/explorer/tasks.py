"""What ECS starts: tasks as actors that read their job, die, never start; and the events that tell of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from explorer.memo import Remembered
from explorer.schedule import Actor, CrashError
from fake_aws.cloud import EVENTS_QUEUE
from readings import a_reading

from invoiceplug.canonical import hash_without
from invoiceplug_cloud.domain.task_changes import read_change

if TYPE_CHECKING:
    from explorer.world import Run, World

RUNS, NEVER_STARTS, PENDING_FOR_EVER = range(3)
DEATHS: tuple[dict[str, Any], ...] = (
    {"stop_code": "SpotInterruption", "reason": "Your Spot Task was interrupted."},
    {"stop_code": "EssentialContainerExited", "exit_code": 137, "container_reason": "OutOfMemoryError: killed"},
    {"stop_code": "EssentialContainerExited", "exit_code": 1},
)
NOT_STARTED = {"stop_code": "TaskFailedToStart", "reason": "Timeout waiting for network interface provisioning"}
TRY_AGAIN = 75


class Tasks:
    """The tasks of one run."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen = {task["taskArn"] for task in world.cloud.ecs.tasks}
        self._told: set[str] = set()  # events that were handled
        self._actors: dict[str, Actor] = {}

    def spawn_new(self) -> None:
        """An actor for every task that ECS started since."""
        for task in self._world.cloud.ecs.tasks:
            if task["taskArn"] not in self._seen:
                self._seen.add(task["taskArn"])
                self._spawn(task)

    def run_all(self) -> None:
        """Every task that ECS started runs to its end, outside of any schedule."""
        for task in self._world.cloud.ecs.live:
            job_id, _, attempt = task["startedBy"].rpartition("-")
            self._live(task, job_id, int(attempt))

    def stop(self) -> None:
        """Those that ECS was asked to stop are gone."""
        for task in self._world.cloud.ecs.live:
            if task["desiredStatus"] == "STOPPED":
                actor = self._actors.pop(task["taskArn"], None)
                if actor is not None and self._world.schedule is not None:
                    self._world.schedule.kill(actor)
                self._world.cloud.ecs.move(task["taskArn"], "STOPPED", exit_code=143)

    def events(self) -> None:
        """Delivers what ECS told, each event until it was handled once; what fails is delivered again another time."""
        for message in self._world.cloud.sqs.messages(EVENTS_QUEUE):
            change = read_change(message.body)
            if message.id not in self._told and change is not None:
                self._world.product.task_changed(change)
                self._told.add(message.id)

    def _spawn(self, task: dict[str, Any]) -> None:
        schedule, ecs, arn = self._world.schedule, self._world.cloud.ecs, task["taskArn"]
        assert schedule is not None
        fate = schedule.trouble(3)
        if fate == RUNS:
            job_id, _, attempt = task["startedBy"].rpartition("-")
            actor = schedule.spawn(f"task {job_id[-1]}-{attempt}", partial(self._live, task, job_id, int(attempt)))
            actor.task = job_id, int(attempt)
            self._actors[arn] = actor
        elif fate == NEVER_STARTS:
            ecs.move(arn, "STOPPED", **NOT_STARTED)
        else:
            ecs.move(arn, "PENDING")

    def _live(self, task: dict[str, Any], job_id: str, attempt: int) -> None:
        ecs, arn = self._world.cloud.ecs, task["taskArn"]
        ecs.move(arn, "RUNNING")
        named = task["overrides"]["containerOverrides"][0]["environment"]
        vendor = next((each["value"] for each in named if each["name"] == "VENDOR"), None)
        try:
            self._world.product.task(partial(self.read, attempt, vendor))(job_id, attempt)
        except CrashError:
            assert self._world.schedule is not None
            ecs.move(arn, "STOPPED", **DEATHS[self._world.schedule.trouble(len(DEATHS))])
            raise
        except Exception:
            ecs.exit(arn, TRY_AGAIN)
        else:
            ecs.exit(arn, 0)

    def read(self, attempt: int, vendor: str | None, body: bytes) -> dict[str, Any]:
        """The reading of a file; each attempt's reader is a newer version, so that no two readings are alike."""
        invoice = self._world.memory.readings[body]
        if vendor is not None:
            invoice = {**invoice, "vendor": {"id": vendor, "name": vendor.title()}}
        return _reading(invoice, body, str(attempt))


def sweep(run: Run) -> Callable[[], None]:
    """The schedule's program: one sweep, and what it asked the function apply for."""

    def program() -> None:
        run.product.sweep()
        run.world.cloud.functions.deliver()

    return program


def five_minutes(run: Run) -> list[Callable[[], None]]:
    """What happens in the end every five minutes: time, the events that are left, a sweep."""
    tasks = run.world.tasks
    return [lambda: run.world.cloud.clock.advance(300), tasks.stop, tasks.events, sweep(run)]


@Remembered
def _reading(invoice: dict[str, Any], body: bytes, version: str) -> dict[str, Any]:
    reading = a_reading(invoice, hashlib.sha256(body).hexdigest())
    reading["reader"]["version"] = version
    reading["reading_sha256"] = hash_without(reading, "reading_sha256")
    return reading

"""The product over a fake cloud in virtual time: every use case that a burst asks for, wired as its functions are."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from burst import profile
from burst.engine import Engine
from burst.profile import Burst
from fake_aws.cloud import BUCKET, DISPATCH_QUEUE, WORKERS, FakeCloud
from fake_aws.sqs import queue_url
from fake_aws.world import APPLY_FUNCTION, CLUSTER, TASK_CONTAINER, TASK_FAMILY, FakeVendors

from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.gateways.closer import LambdaCloser
from invoiceplug_cloud.gateways.house import DynamoHouse
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.line import SqsLine, count_messages
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.gateways.patience import FIRST_SECONDS, LONGEST_SECONDS
from invoiceplug_cloud.gateways.queue_runner import QueueRunner
from invoiceplug_cloud.gateways.runner import EcsRunner
from invoiceplug_cloud.gateways.slots import DynamoSlots
from invoiceplug_cloud.gateways.workers import EcsWorkers
from invoiceplug_cloud.usecases.discard import DiscardJob
from invoiceplug_cloud.usecases.dispatch import Dispatch
from invoiceplug_cloud.usecases.jobs import ListJobs
from invoiceplug_cloud.usecases.reconcile import Reconcile
from invoiceplug_cloud.usecases.roll_forward import RollForward
from invoiceplug_cloud.usecases.run import RunJob
from invoiceplug_cloud.usecases.start import StartJob
from invoiceplug_cloud.usecases.sweep import Sweep
from invoiceplug_cloud.usecases.task_changed import TaskChanged
from invoiceplug_cloud.usecases.upload import CreateJob
from invoiceplug_cloud.usecases.watch import Watch
from invoiceplug_cloud.usecases.work import Start, Worker

MAX_BYTES = 20_000_000


class Product:
    """What functions and workers do, with the pauses that they make."""

    def __init__(self, cloud: FakeCloud, engine: Engine, burst: Burst) -> None:
        self._cloud, self._engine = cloud, engine
        self._rng = random.Random(f"{burst.seed}/product")
        self.now = cloud.clock.now
        dynamodb = cloud.client("dynamodb")
        self.objects = S3Objects(cloud.client("s3"), BUCKET, pause=self._pause)
        self.jobs = DynamoJobs(dynamodb, "jobs", pause=self._pause)
        self.house = DynamoHouse(dynamodb, "jobs")
        self.slots = DynamoSlots(dynamodb, "jobs", count=burst.workers, pause=self._pause)
        self.limits = Limits(
            live_tasks=burst.workers,
            places=False,
            jobs_a_day=profile.guardrail("jobs_a_day"),
            pages_a_day=profile.guardrail("pages_a_day"),
        )
        self._make_cases()

    def task(self, read: Callable[[bytes], dict[str, Any]]) -> RunJob:
        """What a worker's child does that reads so."""
        return RunJob(self.objects, self.jobs, self.slots, read, self.now)

    def worker(self, start: Start, protection: Any) -> Worker:
        """A worker that reads by such children."""
        line = SqsLine(self._cloud.client("sqs"), queue_url(DISPATCH_QUEUE))
        return Worker(line, start, protection, self.house, self.now, self._rng.random, self.limits, _unlogged)

    def _make_cases(self) -> None:
        objects, jobs, slots, house, now, limits = (
            self.objects, self.jobs, self.slots, self.house, self.now, self.limits,
        )  # fmt: skip
        runner = self._runner()
        dispatch = Dispatch(jobs, runner, slots, house, now, self._rng.random, limits)
        reconcile = Reconcile(objects, jobs, runner, slots, dispatch, now, limits)
        self.create = CreateJob(objects, jobs, house, now, limits, max_bytes=MAX_BYTES)
        self.start = StartJob(objects, jobs, dispatch, now)
        self.list = ListJobs(jobs, Watch(reconcile, now, _untold), FakeVendors())
        self.task_changed = TaskChanged(slots, reconcile)
        closer = LambdaCloser(self._cloud.client("lambda"), APPLY_FUNCTION)
        self._cloud.functions.functions[APPLY_FUNCTION] = partial(_closed, self._roll_forward())
        discard = DiscardJob(jobs, now)
        self.sweep = Sweep(objects, jobs, slots, reconcile, self.start, discard, closer, now, _untold)

    def _runner(self) -> QueueRunner:
        ecs = self._cloud.client("ecs")
        tasks = EcsRunner(ecs, cluster=CLUSTER, task_definition=TASK_FAMILY, container=TASK_CONTAINER)
        sqs, url = self._cloud.client("sqs"), queue_url(DISPATCH_QUEUE)
        count, clock = partial(count_messages, sqs, url), lambda: self._engine.now
        named = {"cluster": CLUSTER, "service": WORKERS, "most": self.limits.live_tasks}
        return QueueRunner(sqs, url, EcsWorkers(ecs, count=count, clock=clock, **named), tasks)

    def _roll_forward(self) -> RollForward:
        tables = {"inventory": "inventory", "ledger": "apply-ledger"}
        dynamodb = self._cloud.client("dynamodb")
        ledger = DynamoLedger(dynamodb, jobs="jobs", pause=self._pause, **tables)
        return RollForward(self.objects, self.jobs, ledger, DynamoInventory(dynamodb, pause=self._pause, **tables))

    def _pause(self, failed: int) -> None:
        self._engine.sleep(self._rng.uniform(0, min(LONGEST_SECONDS, FIRST_SECONDS * 2**failed)))


def _closed(roll_forward: RollForward, event: Any) -> dict[str, Any]:
    return {"closed": roll_forward()}


def _untold(job_id: str, correlation_id: str | None, error: BaseException) -> None:
    """Looks that fail are counted by sweeps."""


def _unlogged(**line: Any) -> None:
    """Nobody reads it here."""

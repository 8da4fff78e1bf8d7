"""The product as its functions are wired, over a fake cloud, without waits between tries."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from fake_aws.cloud import BUCKET, DISPATCH_QUEUE, WORKERS, FakeCloud
from fake_aws.sqs import queue_url
from fake_aws.world import APPLY_FUNCTION, CLUSTER, TASK_CONTAINER, TASK_FAMILY, FakeVendors, at_once

from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.domain.ports import Runner
from invoiceplug_cloud.gateways.closer import LambdaCloser
from invoiceplug_cloud.gateways.house import DynamoHouse
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.line import SqsLine, count_messages
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.gateways.queue_runner import QueueRunner
from invoiceplug_cloud.gateways.runner import EcsRunner
from invoiceplug_cloud.gateways.slots import DynamoSlots
from invoiceplug_cloud.gateways.workers import ASK_SECONDS, EcsWorkers
from invoiceplug_cloud.usecases.apply import ApplyReview
from invoiceplug_cloud.usecases.discard import DiscardJob
from invoiceplug_cloud.usecases.dispatch import Dispatch
from invoiceplug_cloud.usecases.draft import Draft
from invoiceplug_cloud.usecases.inventory import PutItem
from invoiceplug_cloud.usecases.mappings import ForgetMapping, TeachMapping
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.planning import Planning
from invoiceplug_cloud.usecases.preview import Preview
from invoiceplug_cloud.usecases.read_again import ReadAgain
from invoiceplug_cloud.usecases.reconcile import Reconcile
from invoiceplug_cloud.usecases.retry import RetryJob
from invoiceplug_cloud.usecases.reverse import ReverseJob
from invoiceplug_cloud.usecases.review import SaveReview
from invoiceplug_cloud.usecases.roll_forward import RollForward
from invoiceplug_cloud.usecases.run import RunJob
from invoiceplug_cloud.usecases.start import StartJob
from invoiceplug_cloud.usecases.sweep import Sweep
from invoiceplug_cloud.usecases.task_changed import TaskChanged
from invoiceplug_cloud.usecases.upload import CreateJob

Now = Callable[[], datetime]


VENDORS = FakeVendors({"id": "nordkontor", "name": "Nordkontor"}, {"id": "calderfinch", "name": "Calderfinch"})
MAX_BYTES = 1000
HALF = 0.5  # of every jitter


class Product:
    """Every use case that a person, a task, an event or a schedule asks for."""

    def __init__(self, cloud: FakeCloud, now: Now, slots: int, *, queue: bool = False) -> None:
        self._cloud, self.now = cloud, now
        dynamodb, vendors = cloud.client("dynamodb"), VENDORS
        patience = Patience(lambda: HALF, lambda seconds: None)
        objects = S3Objects(cloud.client("s3"), BUCKET, pause=at_once)
        jobs = DynamoJobs(dynamodb, "jobs", pause=at_once)
        inventory = DynamoInventory(dynamodb, inventory="inventory", ledger="apply-ledger", pause=at_once)
        ledger = DynamoLedger(dynamodb, ledger="apply-ledger", jobs="jobs", inventory="inventory", pause=at_once)
        planning = Planning(objects, jobs, inventory, ledger, vendors)
        self.objects, self.jobs, self.inventory, self.ledger = objects, jobs, inventory, ledger
        self.slots = DynamoSlots(dynamodb, "jobs", count=slots, pause=at_once)
        self.roll_forward = RollForward(objects, jobs, ledger, inventory)
        self.draft = Draft(objects, jobs, inventory, vendors)
        self.save_review = SaveReview(objects, jobs, inventory, now)
        self.preview = Preview(planning)
        self.apply = ApplyReview(planning, objects, ledger, self.roll_forward, now, patience)
        self.reverse = ReverseJob(objects, jobs, ledger, inventory, self.roll_forward, now, patience)
        self.put_item = PutItem(inventory, self.roll_forward, now, patience)
        self.teach_mapping = TeachMapping(inventory, ledger, vendors, patience)
        self.forget_mapping = ForgetMapping(inventory, ledger, vendors, patience)
        self.house = DynamoHouse(dynamodb, "jobs")
        self.line = SqsLine(cloud.client("sqs"), queue_url(DISPATCH_QUEUE))
        self.limits = Limits(live_tasks=slots, places=not queue)
        self._make_job_cases(self._runner(queue))

    def task(self, read: Callable[[bytes], dict[str, Any]]) -> RunJob:
        """What a task does that reads so."""
        return RunJob(self.objects, self.jobs, self.slots, read, self.now)

    def _runner(self, queue: bool) -> Runner:
        ecs = self._cloud.client("ecs")
        runner = EcsRunner(ecs, cluster=CLUSTER, task_definition=TASK_FAMILY, container=TASK_CONTAINER)
        if not queue:
            return runner
        # A new process each time, as far as it knows: nothing may be remembered from one run to the next.
        later = itertools.count(0, ASK_SECONDS)
        sqs, url = self._cloud.client("sqs"), queue_url(DISPATCH_QUEUE)
        named = {"cluster": CLUSTER, "service": WORKERS, "most": self.limits.live_tasks}
        workers = EcsWorkers(ecs, count=partial(count_messages, sqs, url), clock=lambda: next(later), **named)
        return QueueRunner(sqs, url, workers, runner)

    def _make_job_cases(self, runner: Runner) -> None:
        objects, jobs, slots, now = self.objects, self.jobs, self.slots, self.now
        house, limits = self.house, self.limits
        dispatch = Dispatch(jobs, runner, slots, house, now, lambda: HALF, limits)
        self.create = CreateJob(objects, jobs, house, now, limits, max_bytes=MAX_BYTES)
        self.start, self.discard = StartJob(objects, jobs, dispatch, now), DiscardJob(jobs, now)
        self.retry = RetryJob(jobs, slots, dispatch, now)
        self.read_again = ReadAgain(objects, jobs, VENDORS, dispatch, now)
        self.reconcile = Reconcile(objects, jobs, runner, slots, dispatch, now, limits)
        self.task_changed = TaskChanged(slots, self.reconcile)
        closer = LambdaCloser(self._cloud.client("lambda"), APPLY_FUNCTION)
        self._cloud.functions.functions[APPLY_FUNCTION] = lambda event: {"closed": self.roll_forward()}
        self.sweep = Sweep(
            objects, jobs, slots, self.reconcile, self.start, self.discard, closer, now, lambda *told: None
        )

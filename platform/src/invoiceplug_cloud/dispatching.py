"""What runs readings and looks after them, as the settings say: a task each, or messages to workers."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from invoiceplug_cloud import settings
from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.domain.ports import Jobs, Objects, Runner, Slots
from invoiceplug_cloud.gateways.clients import client, hurried_ecs
from invoiceplug_cloud.gateways.house import DynamoHouse
from invoiceplug_cloud.gateways.line import count_messages
from invoiceplug_cloud.gateways.queue_runner import QueueRunner
from invoiceplug_cloud.gateways.runner import EcsRunner
from invoiceplug_cloud.gateways.slots import DynamoSlots
from invoiceplug_cloud.gateways.workers import EcsWorkers
from invoiceplug_cloud.usecases.dispatch import Dispatch
from invoiceplug_cloud.usecases.reconcile import Reconcile


@dataclass(frozen=True, slots=True)
class Care:
    """What runs tasks and looks after them."""

    slots: Slots
    dispatch: Dispatch
    reconcile: Reconcile


def care(objects: Objects, jobs: Jobs, jobs_table: str, ecs: Any, now: Callable[[], datetime]) -> Care:
    """The use cases around the runner that the environment asks for."""
    given = settings.read(settings.RunnerSettings)
    limits = Limits(
        live_tasks=given.max_live_tasks,
        places=given.dispatch == settings.RUN_TASK,
        pages_a_day=given.max_pages_a_day,
        task_memory_mib=given.memory_mib,
        retry_seconds=given.retry_seconds,
    )
    runner, slots = _runner(given, ecs), DynamoSlots(client("dynamodb"), jobs_table, count=limits.live_tasks)
    house, rng = DynamoHouse(client("dynamodb"), jobs_table), secrets.SystemRandom().random
    dispatch = Dispatch(jobs, runner, slots, house, now, rng, limits)
    return Care(slots, dispatch, Reconcile(objects, jobs, runner, slots, dispatch, now, limits))


def _runner(given: settings.RunnerSettings, ecs: Any) -> Runner:
    tasks = EcsRunner(
        ecs,
        cluster=given.cluster,
        task_definition=given.task_definition,
        container=given.container,
        subnets=given.subnets,
        security_groups=given.security_groups,
    )
    if given.dispatch == settings.RUN_TASK:
        return tasks
    queue = settings.read(settings.QueueSettings)
    service = queue.worker_service
    sqs, url = client("sqs"), queue.queue_url
    # A start that has sent its message does not wait long for workers to be woken; a sweep does that, too.
    named: Any = {"cluster": given.cluster, "service": service, "most": given.max_live_tasks}
    workers = EcsWorkers(hurried_ecs(), count=partial(count_messages, sqs, url), **named) if service else None
    return QueueRunner(sqs, url, workers, tasks)

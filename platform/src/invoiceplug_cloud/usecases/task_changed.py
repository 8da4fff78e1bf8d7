"""Task changed: what ECS tells of a task, however often and in whatever order it tells it."""

from __future__ import annotations

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import BY_EVENT
from invoiceplug_cloud.domain.ports import Slots
from invoiceplug_cloud.domain.reconcile import STOPPED
from invoiceplug_cloud.domain.task_changes import TaskChange
from invoiceplug_cloud.usecases.reconcile import Reconcile


class TaskChanged:
    """Acts on a stopped task: its place is free, its job is reconciled, and whoever waited longest is run."""

    def __init__(self, slots: Slots, reconcile: Reconcile) -> None:
        self._slots = slots
        self._reconcile = reconcile

    def __call__(self, change: TaskChange) -> None:
        """Nothing unless the task has stopped: a task stops only once, so what is told of that stays true."""
        if change.state.status != STOPPED:
            return
        try:
            self._reconcile(change.job_id, by=BY_EVENT, change=change)
        except InvoiceplugError as error:
            if error.code != "JOB_NOT_FOUND":  # of another stack in the same cluster
                raise
            return
        self._slots.free(change.job_id, change.attempt)
        self._reconcile.waiting(by=BY_EVENT)

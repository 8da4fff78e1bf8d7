"""Bugs of messages and workers."""

from __future__ import annotations

from explorer.mutation import Edit, Mutant

QUEUES = ("two workers", "in line")

MUTANTS = (
    Mutant(
        "message gone with its worker's child",
        "A message is taken out of the queue however its child ended.",
        QUEUES,
        (Edit("usecases.work:Worker._settled", "if status in (DONE, BAD_PDF):", "if True:"),),
    ),
    Mutant(
        "message gone before it is read",
        "A message is taken out of the queue when it is received.",
        QUEUES,
        (
            Edit(
                "usecases.work:Worker._receive",
                "ends = now",
                "self._line.done(delivery.receipt); ends = now",
            ),
        ),
    ),
    Mutant(
        "lost send believed",
        "A send that was never answered counts as one that was.",
        QUEUES,
        (
            Edit(
                "gateways.queue_runner:QueueRunner.run",
                "raise unanswered(error) from error",
                "return Task(reference(job_id, attempt))",
            ),
        ),
    ),
    Mutant(
        "impatient with what is in line",
        "A message that waits for longer than a task may take is given up.",
        ("in line",),
        (Edit("domain.reconcile:decide", "if task.status == IN_LINE:", "if False:"),),
    ),
    Mutant(
        "stale dead letters believed",
        "A dead letter of an earlier attempt ends the present one.",
        ("dead letter",),
        (
            Edit(
                "usecases.reconcile:Reconcile._decide",
                "change is not None and (change.attempt, change.arn) == (job.attempt, job.task_arn)",
                "change is not None",
            ),
        ),
    ),
)

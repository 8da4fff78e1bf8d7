"""Bugs of attempts, tasks and places."""

from __future__ import annotations

from explorer.mutants import guards
from explorer.mutation import Edit, Mutant

TASKS = ("started and retried", "found by all")

MUTANTS = (
    Mutant(
        "no fencing by attempt",
        "A late task moves a job that is in a newer attempt.",
        ("started and retried",),
        (
            Edit(
                "gateways.job_rows:update_job",
                "terms.equal(expected)",
                'terms.equal({name: value for name, value in expected.items() if name != "attempt"})',
            ),
        ),
    ),
    Mutant(
        "unversioned reading key",
        "All attempts store their reading under one key.",
        ("started and retried",),
        (Edit("domain.keys:reading", "/{attempt}/reading.json", "/reading.json"),),
    ),
    Mutant(
        "RunTask without a token",
        "A RunTask whose answer was lost starts a second task.",
        (*TASKS, "twice created"),
        (Edit("gateways.runner:EcsRunner.run", "clientToken=token, ", ""),),
    ),
    Mutant(
        "RunTask with a fresh token",
        "Every RunTask has a token of its own.",
        (*TASKS, "twice created"),
        (Edit("gateways.runner:EcsRunner.run", "clientToken=token", 'clientToken=str(__import__("uuid").uuid4())'),),
    ),
    Mutant(
        "token believed for ever",
        "A task that nobody knows is asked for again by a token that ECS has forgotten.",
        ("RunTask's answer lost",),
        (Edit("domain.reconcile:_without_task", "seconds_since(requested, now) >= TOKEN_SECONDS", "False"),),
    ),
    Mutant(
        "stale events believed",
        "A stopped task of an earlier attempt ends the present one.",
        ("started and retried",),
        (
            Edit(
                "usecases.reconcile:Reconcile._decide",
                "change is not None and (change.attempt, change.arn) == (job.attempt, job.task_arn)",
                "change is not None",
            ),
        ),
    ),
    Mutant(
        "run again instead of adopting",
        "A stored reading of a task that died is not looked for.",
        TASKS,
        (Edit("usecases.reconcile:Reconcile._decide", "if found is not None:", "if False:"),),
    ),
    Mutant(
        "dispatch without a place",
        "A task is run whether or not there is a place for it.",
        ("few places",),
        (
            Edit(
                "usecases.dispatch:Dispatch._may_run",
                "return self._slots.take(job.job_id, job.attempt, at=at, until=until)",
                "return True",
            ),
        ),
    ),
    Mutant(
        "place never freed",
        "Who has a place keeps it until it expires.",
        ("few places",),
        (Edit("gateways.slots:DynamoSlots.free", "if _is_of(row, job_id, attempt):", "if False:"),),
    ),
    Mutant(
        "place taken from another",
        "A place is written without a look at who has it.",
        ("few places",),
        (
            Edit(
                "gateways.slots:DynamoSlots._taking",
                "{terms.absent('until')} OR",
                "{terms.absent('until')} OR {terms.present('until')} OR",
            ),
        ),
    ),
    Mutant(
        "two places of one attempt",
        "Two requests that start the same attempt each take a place for it.",
        ("places change",),
        (Edit("gateways.slots:DynamoSlots._taking", "if other != place:", "if False:"),),
    ),
    Mutant(
        "moves without a condition on the state",
        "A job is discarded, or moved by a task, whatever it is by now.",
        ("others move the job", "started and retried"),
        (
            Edit(
                "gateways.job_rows:update_job",
                "terms.equal(expected)",
                'terms.equal({name: value for name, value in expected.items() if name != "status"})',
            ),
        ),
    ),
    Mutant(
        "start pins what nobody announced",
        "A second start begins a second attempt.",
        ("twice created", "started and retried"),
        (
            Edit("usecases.start:StartJob.__call__", "if job.status == AWAITING_UPLOAD:", "if job.attempt < 2:"),
            Edit(
                "gateways.job_rows:update_job",
                "terms.equal(expected)",
                'terms.present("job_id") + " AND " + terms.equal({"attempt": expected["attempt"]})',
            ),
        ),
    ),
    Mutant(
        "readings overwritten",
        "A reading is written over the one that is there.",
        ("started and retried",),
        (Edit("domain.keys:reading", "/{attempt}/reading.json", "/reading.json"), guards.WRITE_ONCE),
    ),
    Mutant(
        "waiting jobs forgotten",
        "Nobody looks for jobs that wait for a place.",
        ("few places",),
        (
            Edit(
                "usecases.reconcile:Reconcile.waiting",
                "for found in self._jobs.waiting(limit=MOST_WAITING):",
                "for found in []:",
            ),
        ),
    ),
)

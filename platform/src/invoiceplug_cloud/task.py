"""The container's entry: reads the one job that JOB_ID and ATTEMPT name, and says by its exit status what is next.

The PDF is opened by a process of its own, which has none of this one's credentials. VENDOR names whose invoice it is
when a person said so; SANDBOX=best-effort lets a machine read that cannot lock that process down; LIMITS are those of
`invoiceplug.limits` that are others here (`{"pages": 300}`); CORRELATION_ID stands in every line of the log.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from invoiceplug.errors import CODES, InvoiceplugError
from invoiceplug.limits import STANDARD, Limits
from invoiceplug.sandbox import guarded_read
from invoiceplug_cloud import wiring
from invoiceplug_cloud.domain.exits import BAD_PDF, DONE, TRY_AGAIN, USAGE
from invoiceplug_cloud.settings import BEST_EFFORT, ReadingSettings, SettingsInvalidError, TaskSettings, read
from invoiceplug_cloud.usecases.run import RunJob

CANNOT_BE_READ = 4  # exit status of the command line for codes of that kind


def main(environment: Mapping[str, str] = os.environ) -> int:
    """The exit status: 0 done, 64 wrong call, 65 the PDF cannot be read, 75 try again."""
    job_id, attempt = environment.get("JOB_ID", ""), environment.get("ATTEMPT", "")
    if not job_id or not attempt.isdecimal():
        _log(outcome="usage", detail="JOB_ID and ATTEMPT must be set.")
        return USAGE
    try:
        ports = wiring.task_ports(read(TaskSettings, environment))
        read_it = reader(environment)
    except SettingsInvalidError as error:
        _log(outcome="usage", detail=str(error))
        return USAGE
    run_job = RunJob(ports.objects, ports.jobs, ports.slots, read_it, lambda: datetime.now(UTC))
    return run(run_job, job_id, int(attempt), correlation_id=environment.get("CORRELATION_ID") or None)


def run(run_job: RunJob, job_id: str, attempt: int, *, correlation_id: str | None = None) -> int:
    """Runs the job and logs one line of ids and codes, never a word of the document."""
    named = {"correlation_id": correlation_id} if correlation_id else {}
    try:
        answer = run_job(job_id, attempt)
    except Exception as error:
        code = error.code if isinstance(error, InvoiceplugError) else type(error).__name__
        _log(job_id=job_id, attempt=attempt, outcome="interrupted", code=code, **named)
        return TRY_AGAIN
    _log(**answer, **named)
    return BAD_PDF if "code" in answer and CODES[answer["code"]].exit == CANNOT_BE_READ else DONE


def reader(environment: Mapping[str, str]) -> Callable[[bytes], dict[str, Any]]:
    """`read_pdf` as these settings say; raises SettingsInvalidError."""
    settings = read(ReadingSettings, environment)
    best_effort = settings.sandbox == BEST_EFFORT
    return partial(read_pdf, vendor=settings.vendor or None, best_effort=best_effort, limits=settings.limits)


def read_pdf(
    data: bytes, *, vendor: str | None = None, best_effort: bool = False, limits: Limits = STANDARD
) -> dict[str, Any]:
    """reading.v1 of the PDF by the installed vendors, or by the one that is named; a suggestion where none knows it."""
    return guarded_read(data, vendor=vendor, fallback=True, best_effort=best_effort, limits=limits)


def _log(**members: Any) -> None:
    sys.stdout.write(json.dumps(members) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

"""Every operation in every state: what goes on, what is refused with which code, and that refusing changes nothing."""

from __future__ import annotations

import pytest
from readings import a_line, a_reading, an_invoice, to

from invoiceplug_cloud.domain.job import STATUSES

# operation -> the states it goes on in, and the code it is refused with in all others
RULES = {
    "upload_url": (("awaiting_upload",), "ILLEGAL_MOVE"),
    "start": (tuple(status for status in STATUSES if status != "discarded"), "ILLEGAL_MOVE"),
    "retry": (("queued", "running", "failed"), "ILLEGAL_MOVE"),
    "read_again": (("parsed", "failed"), "ILLEGAL_MOVE"),
    "discard": (("awaiting_upload", "failed", "parsed", "discarded"), "ILLEGAL_MOVE"),
    "job": (STATUSES, ""),
    "events": (STATUSES, ""),
    "draft": (STATUSES, ""),
    "save_review": (("parsed",), "ILLEGAL_MOVE"),
    "preview": (("parsed",), "ILLEGAL_MOVE"),
    "apply": (("parsed",), "ILLEGAL_MOVE"),
    "receipt": ((), "ILLEGAL_MOVE"),
    "run": (("queued", "running"), "stale"),
}


def operate(desk, operation, bill):
    job_id, review, plan = bill
    if operation == "save_review":
        draft = desk.draft(job_id)
        return desk.save_review(job_id, draft["version"], draft["review"] | {"confirmed": ["/lines/0"]})
    if operation == "preview":
        return desk.preview(job_id, review)
    if operation == "apply":
        return desk.apply(job_id, review, plan)
    if operation == "run":
        outcome = desk.task(lambda data: a_reading(an_invoice(a_line()), "ab" * 32))(job_id, 1)["outcome"]
        return None if outcome == "parsed" else outcome
    return getattr(desk, operation)(job_id)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("operation", RULES)
def test_an_operation_in_a_state(desk, aws, refuses, operation, status):
    desk.put_item("WINE", "Wine", "EA", 0)
    bill = desk.reviewed(an_invoice(a_line()), {"1": to("WINE")})
    aws.change_job(bill[0], status=status)
    stored = aws.jobs.get(bill[0])
    allowed, code = RULES[operation]
    if status in allowed:
        assert operate(desk, operation, bill) != "stale"
    elif code == "stale":
        assert operate(desk, operation, bill) == "stale"
    else:
        with refuses(code):
            operate(desk, operation, bill)
    if status not in allowed:
        assert aws.jobs.get(bill[0]) == stored
        assert aws.ledger.stock().seq == 1
    aws.change_job(bill[0], status="applied" if aws.ledger.entry(bill[0]) else "parsed")


@pytest.mark.parametrize("operation", [name for name in RULES if name != "save_review"])
def test_a_job_that_does_not_exist(desk, refuses, operation):
    with refuses("JOB_NOT_FOUND"):
        operate(desk, operation, ("0b8cf9d0-6f3c-4c58-8b7c-8f6ad0c1e6f5", "0" * 64, "0" * 64))

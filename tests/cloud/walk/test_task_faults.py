"""Tasks that meet what Fargate has in store: the job is read all the same, or says why it cannot be."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from api_client import ApiClient, sample

from invoiceplug_cloud.local.faults import AnswerLost, Fault, Interrupted, NeverStarted, Refused, Unplaced
from invoiceplug_cloud.local.stack import LocalStack

TRIES_OF_THE_SDK = 3
NOT_FOUND = "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref: not found"


@pytest.fixture(autouse=True)
def told_twice(stack: LocalStack) -> Iterator[None]:
    """Every event is delivered twice, as SQS may do. What a test has not used up of its faults, no other one meets."""
    stack.task_events.deliveries = 2
    yield
    stack.task_events.deliveries = 1
    stack.ecs.forget_faults()


def an_invoice(mark: object) -> bytes:
    """Bytes of its own: a comment after the end of the file changes nothing that is printed."""
    return sample("nordkontor/2026-04-rechnung.pdf") + f"\n% {mark} {time.time_ns()}\n".encode()


@pytest.mark.parametrize(
    ("faults", "attempts"),
    [
        ([], 1),
        ([AnswerLost()], 1),
        ([Unplaced("RESOURCE:ENI")], 2),
        ([Unplaced("Capacity is unavailable at this time. Please try again later")], 2),
        ([Refused("ServerException")] * TRIES_OF_THE_SDK, 1),
        ([NeverStarted()], 2),
        ([Interrupted()], 2),
    ],
)
def test_what_passes_costs_a_job_an_attempt_at_most(
    stack: LocalStack, api: ApiClient, faults: list[Fault], attempts: int
) -> None:
    stack.ecs.fail_next(*faults)
    job = api.wait(api.upload(an_invoice(faults)))
    assert (job["status"], job["attempt"]) == ("parsed", attempts)


@pytest.mark.parametrize("fault", [NeverStarted(NOT_FOUND), Refused("AccessDeniedException")])
def test_what_does_not_pass_is_said_at_once_and_a_person_may_try_again(
    stack: LocalStack, api: ApiClient, fault: Fault
) -> None:
    stack.ecs.fail_next(fault)
    job_id = api.upload(an_invoice(fault))
    job = api.wait(job_id)
    assert (job["status"], job["attempt"], job["error"]["code"]) == ("failed", 1, "TASK_START_FAILED")
    api.call("POST", f"/jobs/{job_id}/retry")
    assert api.wait(job_id)["status"] == "parsed"

"""State-change events as EventBridge delivers them; what is not of a task of ours says nothing."""

from __future__ import annotations

import pytest
from made import new_id

from invoiceplug_cloud.domain.records import TaskState
from invoiceplug_cloud.domain.task_changes import TaskChange, read_change

ARN = "arn:aws:ecs:us-east-1:111122223333:task/invoiceplug/c13b4cb40f1f4fe4a2971f76ae5a47ad"
CONTAINER = {"name": "task", "lastStatus": "STOPPED", "exitCode": 137, "reason": "OutOfMemoryError: killed"}


def an_event(**detail):
    given = {"taskArn": ARN, "lastStatus": "STOPPED", "stopCode": "EssentialContainerExited",
             "stoppedReason": "Essential container in task exited", "containers": [CONTAINER]}  # fmt: skip
    return {"source": "aws.ecs", "detail-type": "ECS Task State Change", "detail": {**given, **detail}}


def test_a_change_names_its_attempt_and_says_why_the_task_stopped():
    job_id = new_id()
    reason = "Essential container in task exited; OutOfMemoryError: killed"
    state = TaskState("STOPPED", "EssentialContainerExited", reason, 137)
    assert read_change(an_event(startedBy=f"{job_id}-12")) == TaskChange(job_id, 12, ARN, state)


def test_a_task_that_never_ran_has_neither_exit_status_nor_container():
    change = read_change(an_event(startedBy=f"{new_id()}-1", containers=[], stopCode="TaskFailedToStart"))
    assert change.state == TaskState("STOPPED", "TaskFailedToStart", "Essential container in task exited", None)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"detail-type": "ECS Task State Change"},
        {"detail-type": "ECS Task State Change", "detail": "text"},
        {**an_event(startedBy=f"{new_id()}-1"), "detail-type": "ECS Deployment State Change"},
        an_event(),
        an_event(startedBy=None),
        an_event(startedBy="ecs-svc/9223370545345641169"),
        an_event(startedBy=f"{new_id()}-0"),
        an_event(startedBy=f"{new_id()}"),
        an_event(startedBy=f"x{new_id()}-1"),
        an_event(startedBy=f"{new_id()}-1", taskArn=None),
    ],
)
def test_what_is_not_of_a_task_of_ours(event):
    assert read_change(event) is None


def test_a_change_carries_the_id_that_its_task_was_told():
    told = [{"name": "JOB_ID", "value": "x"}, {"name": "CORRELATION_ID", "value": "upload-1"}]
    started_by = f"{new_id()}-1"
    overrides = {"containerOverrides": [{"name": "task", "environment": told}]}
    assert read_change(an_event(startedBy=started_by, overrides=overrides)).correlation_id == "upload-1"
    assert read_change(an_event(startedBy=started_by, overrides={})).correlation_id is None

"""What reaches the function jobs by SQS is answered by what failed, the schedule sweeps, and logs quote nothing."""

from __future__ import annotations

import json
import uuid
from types import SimpleNamespace

import pytest
from aws_worlds import patient_client
from waiting import PATIENCE_SECONDS

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud import settings, wiring
from invoiceplug_cloud.gateways.line import SqsLine

PDF = b"%PDF a bill"
SCHEDULED = {
    "version": "0", "id": "a1", "detail-type": "Scheduled Event", "source": "aws.scheduler", "account": "1",
    "time": "2026-03-04T12:00:00Z", "region": "us-east-1", "resources": [], "detail": "{}",
}  # fmt: skip


def a_change(job_id: str, attempt: int = 1, **detail) -> dict:
    container = {"name": "task", "lastStatus": "STOPPED", "exitCode": 143}
    given = {"taskArn": f"arn:aws:ecs:us-east-1:1:task/c/{job_id}", "lastStatus": "STOPPED",
             "stopCode": "UserInitiated", "stoppedReason": "Secret of ACME", "startedBy": f"{job_id}-{attempt}",
             "containers": [container]}  # fmt: skip
    return {"version": "0", "source": "aws.ecs", "detail-type": "ECS Task State Change", "detail": {**given, **detail}}


def a_batch(*bodies: object) -> dict:
    texts = [body if isinstance(body, str) else json.dumps(body) for body in bodies]
    records = [{"messageId": f"m{at}", "eventSource": "aws:sqs", "body": text} for at, text in enumerate(texts)]
    return {"Records": records}


def started(api) -> str:
    job_id = api.uploaded(PDF + uuid.uuid4().bytes)
    api.ok("job_answer", 202, "POST", f"/jobs/{job_id}/start")
    return job_id


def arn_of(job_id: str) -> str:
    arn = wiring.task_ports(settings.read(settings.TaskSettings)).jobs.get(job_id).task_arn
    assert arn is not None
    return arn


def test_a_stopped_task_ends_its_job(api, log):
    job_id = started(api)
    assert api.event(a_batch(a_change(job_id, taskArn=arn_of(job_id)))) == {"batchItemFailures": []}
    job = api.ok("job_answer", 200, "GET", f"/jobs/{job_id}")["job"]
    assert (job["status"], job["error"]["code"]) == ("failed", "TASK_LOST")
    assert job_id in log.getvalue()
    assert "ACME" not in log.getvalue()


@pytest.fixture
def queue(api, emulator_url, monkeypatch):
    """The URL of a queue to which jobs are sent, instead of running a task each."""
    sqs = patient_client("sqs", emulator_url)
    url = sqs.create_queue(QueueName=f"line-{uuid.uuid4().hex}")["QueueUrl"]
    monkeypatch.setenv("DISPATCH", "queue")
    monkeypatch.setenv("DISPATCH_QUEUE_URL", url)
    yield SqsLine(sqs, url)
    sqs.close()


def test_a_message_that_no_worker_could_finish_ends_its_job(api, queue, log):
    job_id = started(api)
    sent = queue.receive(wait_seconds=0, hidden_seconds=60).body
    assert (sent["job_id"], sent["attempt"]) == (job_id, 1)
    assert api.event(a_batch({"job_id": job_id, "attempt": 2})) == {"batchItemFailures": []}
    assert api.ok("job_answer", 200, "GET", f"/jobs/{job_id}")["job"]["status"] == "queued", "it was another attempt"
    assert api.event(a_batch(sent)) == {"batchItemFailures": []}
    (told,) = [json.loads(line) for line in log.getvalue().splitlines()][-1:]
    assert (told["job_id"], told["correlation_id"]) == (job_id, sent["correlation_id"])
    job = api.ok("job_answer", 200, "GET", f"/jobs/{job_id}")["job"]
    assert (job["status"], job["error"]["code"]) == ("failed", "TASK_LOST")


def test_only_the_messages_that_failed_come_again(api, monkeypatch, log):
    job_ids = [str(uuid.uuid4()) for _ in range(3)]
    refused = {job_ids[1]: InvoiceplugError("BUSY"), job_ids[2]: ConnectionError("Secret of ACME")}

    def changed(change):
        if change.job_id in refused:
            raise refused[change.job_id]

    monkeypatch.setattr(wiring, "events_cases", lambda: SimpleNamespace(task_changed=changed))
    answer = api.event(a_batch(*(a_change(job_id) for job_id in job_ids)))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m1"}, {"itemIdentifier": "m2"}]}
    assert "BUSY" in log.getvalue()
    assert "ACME" not in log.getvalue()


@pytest.mark.parametrize("body", ["", "{", "[]", "1", "{}", '{"detail-type": "ECS Task State Change", "detail": 1}'])
def test_a_message_that_is_not_understood_is_told_of_and_done_with(api, log, body):
    assert api.event(a_batch(body)) == {"batchItemFailures": []}
    assert "not understood" in log.getvalue()


def test_an_event_of_a_job_that_nobody_knows_is_done_with(api):
    assert api.event(a_batch(a_change(str(uuid.uuid4())))) == {"batchItemFailures": []}


@pytest.mark.parametrize("source", ["aws.scheduler", "aws.events"])
def test_the_schedule_sweeps_and_asks_apply_to_finish_what_it_began(api, asked, source):
    started(api)
    assert api.event(SCHEDULED | {"source": source})["errors"] == 0
    assert asked.get(timeout=PATIENCE_SECONDS) == ("apply", {"invoiceplug": "roll_forward"})

"""One id goes with a request: it is answered with, stands in every line, and stays with the job that was made."""

from __future__ import annotations

import json
import uuid

import pytest

from invoiceplug_cloud import settings, wiring

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def lines_of(log) -> list[dict]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_the_id_of_a_request_is_answered_with_and_logged(api, log):
    answer = api.call("GET", "/jobs", x_correlation_id="tab-17")
    assert answer.headers["x-correlation-id"] == "tab-17"
    assert [line["correlation_id"] for line in lines_of(log)] == ["tab-17"]


def test_a_refusal_carries_it_too_and_the_next_request_has_another(api, log):
    refused = api.call("GET", f"/jobs/{uuid.uuid4()}", x_correlation_id="tab-17")
    after = api.call("GET", "/healthz")
    assert (refused.status, refused.headers["x-correlation-id"]) == (404, "tab-17")
    assert uuid.UUID(after.headers["x-correlation-id"])
    ids = [line["correlation_id"] for line in lines_of(log)]
    assert ids == ["tab-17", "tab-17", after.headers["x-correlation-id"]]


@pytest.mark.parametrize("sent", ["", " ", "a b", "x" * 65, "-x", 'a"b', "a\nb", "ü", "{}", "a=b&X-Amz-Signature=1"])
def test_what_is_no_id_is_replaced(api, log, sent):
    answer = api.call("GET", "/healthz", x_correlation_id=sent)
    assert uuid.UUID(answer.headers["x-correlation-id"])
    assert "Signature" not in log.getvalue()


def test_a_job_keeps_the_id_of_the_request_that_made_it(api):
    body = b"%PDF " + uuid.uuid4().bytes
    request = {"job_id": str(uuid.uuid4()), "name": "bill.pdf", "size": len(body), "sha256": "0" * 64}
    for correlation_id in ("upload-1", "upload-2"):
        api.call("POST", "/jobs", request, x_correlation_id=correlation_id)
    stored = wiring.task_ports(settings.read(settings.TaskSettings)).jobs.get(request["job_id"])
    assert stored.correlation_id == "upload-1"


def test_the_job_is_shown_without_it(api):
    created = api.create(b"%PDF " + uuid.uuid4().bytes)
    assert "correlation_id" not in created["job"]

"""What one upload leaves in the logs of functions and task: one id in every line, figures, and nothing to be kept."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from typing import Any

import pytest
from api_client import ApiClient, sample, send
from waiting import wait_for, whole_lines

from invoiceplug_cloud.local.stack import LocalStack

INVOICE = "greatplains/2026-05-invoice.pdf"  # no other test applies it to this stack
KEY = "walk-" + "k" * 40
STAGES = {"upload", "wait", "read", "review"}


class Traced(ApiClient):
    """An operator whose requests carry one id, and a key that nobody asks for here."""

    def __init__(self, url: str, correlation_id: str) -> None:
        super().__init__(url)
        self.correlation_id = correlation_id

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
        more = {"x-correlation-id": self.correlation_id, "authorization": f"Bearer {KEY}"}
        return super().call(method, path, body, {**(headers or {}), **more})


@pytest.fixture(scope="module")
def walked(stack: LocalStack) -> tuple[str, str, list[str], list[str]]:
    """An invoice all the way: its id in logs, its job, the lines of all logs since, and what no line may hold."""
    already, correlation_id = len(whole_lines(stack.logs / "functions.log")), f"walk-{uuid.uuid4()}"
    api = Traced(stack.url, correlation_id)
    pdf = sample(INVOICE) + f"\n% {correlation_id}\n".encode()
    job_id = str(uuid.uuid4())
    request = {"job_id": job_id, "name": "May invoice.pdf", "size": len(pdf)}
    upload = api.call("POST", "/jobs", {**request, "sha256": hashlib.sha256(pdf).hexdigest()})["upload"]
    send("PUT", upload["url"], pdf, upload["headers"])
    api.call("POST", f"/jobs/{job_id}/start")
    assert api.wait(job_id)["status"] == "parsed"
    link = api.call("GET", f"/jobs/{job_id}/reading")["url"]
    api.put_item("LOGS", scale=4)
    review = api.review(job_id, ["LOGS"])
    plan = api.preview(job_id, review)["plan_sha256"]
    api.apply(job_id, review, plan, duplicate_reason="this test failed after it, and is tried again")
    secrets = [KEY, upload["url"].partition("?")[2], link.partition("?")[2], "X-Amz-", "Rechnung April"]
    words = [line["description"] for line in json.loads(sample(f"{INVOICE[:-4]}.expected.json"))["lines"]]
    return correlation_id, job_id, _lines(stack, already, job_id), [*secrets, *filter(None, words)]


def test_every_line_about_the_job_carries_its_id(walked: Any) -> None:
    correlation_id, job_id, lines, _ = walked
    about = [json.loads(line) for line in lines if job_id in line]
    assert {line.get("correlation_id") for line in about} == {correlation_id}
    said = {line.get("message") or line.get("outcome") for line in about}
    assert {"answered", "parsed", "task changed"} <= said  # the functions, the task, and what ECS told


def test_every_stage_of_the_job_is_measured(walked: Any) -> None:
    _, _, lines, _ = walked
    figures = [json.loads(line) for line in lines if '"_aws"' in line]
    assert {line["stage"] for line in figures if "StageSeconds" in line} >= STAGES
    assert {"JobsParsed", "Applied", "AppliedUnedited"} <= {name for line in figures for name in line}
    assert {line["environment"] for line in figures} == {"local"}


def test_no_line_holds_a_word_of_the_document_a_link_or_the_key(walked: Any) -> None:
    _, _, lines, secrets = walked
    text = "\n".join(lines)
    assert len(secrets) > 5 and len(lines) > 10
    assert [secret for secret in secrets if re.search(rf"\b{re.escape(secret)}", text)] == []


def _lines(stack: LocalStack, already: int, job_id: str) -> list[str]:
    """What functions and task have written since, once the functions have heard that the task has stopped."""

    def told() -> list[str]:
        lines = whole_lines(stack.logs / "functions.log")[already:]
        return lines if any(job_id in line and "task changed" in line for line in lines) else []

    return [*wait_for(told, named="the word that the task has stopped"), *stack.task_log(job_id).splitlines()]

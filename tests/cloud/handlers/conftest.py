"""The three functions as API Gateway calls them, over the emulator and the local ECS endpoint."""

from __future__ import annotations

import hashlib
import io
import json
import queue
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from api_client import send
from aws_worlds import CREDENTIALS, Clients, make_storage
from readings import a_reading

from invoiceplug_cloud import settings, wiring
from invoiceplug_cloud.domain.schemas import check_body
from invoiceplug_cloud.handlers import apply, http, jobs, presign
from invoiceplug_cloud.local.ecs import Ecs, TaskDefinition
from invoiceplug_cloud.local.ecs_server import ecs_responder
from invoiceplug_cloud.local.gateway import Gateway
from invoiceplug_cloud.local.lambda_server import LambdaEndpoint
from invoiceplug_cloud.local.server import Request, Server, listen
from invoiceplug_cloud.local.task_store import TaskStore
from invoiceplug_cloud.usecases.run import RunJob

Json = dict[str, Any]
ROUTES = json.loads((files("invoiceplug_cloud") / "routes.json").read_text())
HANDLERS = {"presign": presign.handler, "jobs": jobs.handler, "apply": apply.handler}
VENDORS = [{"id": "nordkontor", "name": "Nordkontor GmbH", "plugin": "invoiceplug-nordkontor", "version": "1"}]
MAX_BYTES = 4096
MADE_ONCE = (wiring.admit, wiring.presign_cases, wiring.jobs_cases, wiring.apply_cases, wiring.events_cases)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client gets."""

    status: int
    headers: dict[str, str]
    body: Json


class Api:
    """A client of the functions: through the gateway's events, without a socket."""

    def __init__(self) -> None:
        self._gateway = Gateway(ROUTES, self._invoke, prefix="")

    def call(self, method: str, target: str, body: Any = None, **headers: str) -> Answer:
        """The answer; `body` is sent as it is when it is bytes, otherwise as JSON."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        sent = {"content-type": "application/json"} if data else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        response = self._gateway.respond(Request(method, target, sent, data))
        answer = Answer(response.status, dict(response.headers), json.loads(response.body))
        if answer.status >= 400 and "code" in answer.body:
            check_body("problem", answer.body)
            assert answer.headers["content-type"] == "application/problem+json"
        return answer

    def ok(self, definition: str, status: int, method: str, target: str, body: Any = None, **headers: str) -> Json:
        """The body of an answer that must have this status and be a valid `$defs/<definition>`."""
        answer = self.call(method, target, body, **headers)
        assert answer.status == status, answer.body
        check_body(definition, answer.body)
        return answer.body

    def refused(self, status: int, code: str, method: str, target: str, body: Any = None, **headers: str) -> Json:
        """The problem of an answer that must have this status and code."""
        answer = self.call(method, target, body, **headers)
        assert (answer.status, answer.body["code"]) == (status, code), answer.body
        return answer.body

    def create(self, body: bytes, job_id: str | None = None) -> Json:
        """The answer to a new job for these bytes."""
        request = {"job_id": job_id or str(uuid.uuid4()), "name": "bill.pdf", "size": len(body)}
        return self.ok("job_created", 201, "POST", "/jobs", {**request, "sha256": sha(body)})

    def uploaded(self, body: bytes) -> str:
        """A job whose file is there."""
        created = self.create(body)
        send("PUT", created["upload"]["url"], body, created["upload"]["headers"])
        return created["job"]["job_id"]

    def parsed(self, invoice: Json) -> str:
        """A job that was read as that invoice, by the task's own use case."""
        job_id = self.uploaded(b"%PDF " + uuid.uuid4().bytes)
        self.ok("job_answer", 202, "POST", f"/jobs/{job_id}/start")
        ports = wiring.task_ports(settings.read(settings.TaskSettings))
        task = RunJob(
            ports.objects,
            ports.jobs,
            ports.slots,
            lambda data: a_reading(invoice, sha(data)),
            lambda: datetime.now(UTC),
        )
        assert task(job_id, 1)["outcome"] == "parsed"
        return job_id

    def reviewed(self, invoice: Json, lines: Json) -> tuple[str, str]:
        """A job with a saved review of these decisions, and the review's hash."""
        job_id = self.parsed(invoice)
        draft = self.ok("draft", 200, "GET", f"/jobs/{job_id}/draft")
        decisions = draft["review"] | {"lines": draft["review"]["lines"] | lines}
        saved = self.ok("review_saved", 200, "PUT", f"/jobs/{job_id}/review", decisions, if_match='"0"')
        return job_id, saved["review_sha256"]

    def event(self, body: Json) -> Json:
        """What the function jobs answers to what is no request."""
        answer: Json = self._invoke("jobs", body)
        return answer

    def _invoke(self, function: str, event: Json) -> Any:
        context = SimpleNamespace(aws_request_id=str(uuid.uuid4()), function_name=function)
        return HANDLERS[function](event, context)


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@pytest.fixture(scope="session")
def ecs_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The local ECS endpoint with a task that does nothing."""
    folder = tmp_path_factory.mktemp("ecs")
    definition = TaskDefinition("reader", "task", [sys.executable, "-c", "pass"])
    ecs = Ecs(
        TaskStore(folder / "tasks.sqlite"), definition, {}, folder / "logs", cluster="c", region="us-east-1", places=1
    )
    server = Server(listen(0), ecs_responder(ecs))
    yield server.url
    server.close()
    ecs.close()


@pytest.fixture(scope="session")
def asked() -> queue.Queue[tuple[str, Json]]:
    """The functions that were invoked without waiting, and with which event."""
    return queue.Queue()


@pytest.fixture(scope="session")
def lambda_url(asked: queue.Queue[tuple[str, Json]]) -> Iterator[str]:
    """The local Lambda endpoint, which only notes what it is asked for."""
    endpoint = LambdaEndpoint(["apply"], lambda *_: None, lambda function, event: asked.put((function, event)))
    server = Server(listen(0), endpoint.respond)
    yield server.url
    server.close()
    endpoint.close()


@pytest.fixture
def api(
    emulated: Clients,
    emulator_url: str,
    ecs_url: str,
    lambda_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Api]:
    """The functions over fresh tables and a fresh bucket, by their environment alone."""
    storage = make_storage(emulated)
    vendors = tmp_path / "vendors.json"
    vendors.write_text(json.dumps(VENDORS))
    environment = {
        "AWS_ENDPOINT_URL": emulator_url,
        "AWS_ENDPOINT_URL_ECS": ecs_url,
        "AWS_ENDPOINT_URL_LAMBDA": lambda_url,
        "AWS_DEFAULT_REGION": CREDENTIALS["region_name"],
        "AWS_ACCESS_KEY_ID": CREDENTIALS["aws_access_key_id"],
        "AWS_SECRET_ACCESS_KEY": CREDENTIALS["aws_secret_access_key"],
        "JOBS_TABLE": f"{storage}-jobs",
        "INVENTORY_TABLE": f"{storage}-inventory",
        "LEDGER_TABLE": f"{storage}-apply-ledger",
        "DOCUMENTS_BUCKET": storage,
        "ECS_CLUSTER": "c",
        "TASK_DEFINITION": "reader",
        "TASK_CONTAINER": "task",
        "TASK_SUBNETS": "subnet-1",
        "VENDORS_FILE": str(vendors),
        "MAX_UPLOAD_BYTES": str(MAX_BYTES),
        "APPLY_FUNCTION": "apply",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    forget_environment()
    yield Api()
    forget_environment()


def forget_environment() -> None:
    """A process reads its environment once; here several live in one after another."""
    for made_once in MADE_ONCE:
        made_once.cache_clear()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the functions log, line by line as it reaches CloudWatch."""
    written = io.StringIO()
    handler = http._log.registered_handler
    before = handler.setStream(written)
    yield written
    handler.setStream(before)

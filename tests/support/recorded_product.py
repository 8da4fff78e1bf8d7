"""The product as Terraform deploys it, over AWS in memory: every function and the task in its planned environment."""

from __future__ import annotations

import contextlib
import hashlib
import json
import uuid
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from fake_aws.cloud import FakeCloud
from fake_aws.service import Call
from fake_aws.ssm import FakeSsm
from needed_rights import Right, needed
from readings import a_reading
from terraform_plan import Plan

from invoiceplug_cloud import settings, wiring
from invoiceplug_cloud.domain.tables import TABLES
from invoiceplug_cloud.gateways import clients
from invoiceplug_cloud.gateways.line import SqsLine
from invoiceplug_cloud.handlers import apply, jobs, presign
from invoiceplug_cloud.local.bootstrap import table_request
from invoiceplug_cloud.local.environment import only
from invoiceplug_cloud.local.gateway import Gateway
from invoiceplug_cloud.local.server import Request
from invoiceplug_cloud.usecases.run import RunJob

Json = dict[str, Any]
VENDORS = [{"id": "nordkontor", "name": "Nordkontor GmbH", "plugin": "invoiceplug-nordkontor", "version": "1"}]
ROUTES = json.loads((files("invoiceplug_cloud") / "routes.json").read_text())
HANDLERS = {"presign": presign.handler, "jobs": jobs.handler, "apply": apply.handler}
NOBODY = "nobody"
MADE_ONCE = (
    wiring.admit, wiring.presign_cases, wiring.jobs_cases, wiring.apply_cases, wiring.events_cases, clients.client,
)  # fmt: skip
OPERATOR = {"authorization": "Bearer an operator's key"}


class LostError(Exception):
    """The process is gone: AWS has done what it was asked, and nobody heard the answer."""


class RecordedProduct:
    """Calls it as page, queue and schedule do; `rights` are those that each role has needed so far."""

    def __init__(self, plan: Plan, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.cloud = FakeCloud()
        self.rights: dict[str, set[Right]] = {}
        self._plan, self._role, self._dies_after = plan, NOBODY, ""
        self._vendors = folder / "vendors.json"
        self._vendors.write_text(json.dumps(VENDORS))
        self._gateway = Gateway(ROUTES, self.invoke, prefix="")
        self._make_storage()
        self.cloud.hook = self._note
        patch.setattr(clients, "session", lambda: SimpleNamespace(client=self._client))
        patch.setattr(wiring, "now", self.now)

    def call(self, method: str, target: str, body: Any = None, **headers: str) -> Json:
        """The body of the answer to a request of the page, whatever its status."""
        data = b"" if body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        sent = {"content-type": "application/json", **OPERATOR, **named}
        answer: Json = json.loads(self._gateway.respond(Request(method, target, sent, data)).body)
        return answer

    def invoke(self, function: str, event: Json) -> Any:
        """What a function answers, in its own environment and by its own role."""
        context = SimpleNamespace(aws_request_id=str(uuid.uuid4()), function_name=function)
        wiring.admit.cache_clear()  # every function is a process of its own, which reads the key by its own role
        with self._as(function):
            return HANDLERS[function](event, context)

    def create(self, body: bytes) -> Json:
        """A new job for these bytes, and its upload."""
        request = {"job_id": str(uuid.uuid4()), "name": "bill.pdf", "size": len(body)}
        return self.call("POST", "/jobs", {**request, "sha256": hashlib.sha256(body).hexdigest()})

    def upload(self, upload: Json, body: bytes) -> int:
        """What the page does with the link that presign has signed: whoever signs must be allowed to."""
        with self._as("presign"):
            return self.cloud.s3.upload(upload["url"], upload["headers"], body)

    def follow(self, link: Json) -> bytes:
        """What the page does with a link that jobs has signed."""
        parts = urlsplit(link["url"])
        bucket, _, key = unquote(parts.path.lstrip("/")).partition("/")
        with self._as("jobs"):
            found = self.cloud.s3.get_object(Bucket=bucket, Key=key, VersionId=parse_qs(parts.query)["VersionId"][0])
        body: bytes = found["Body"].read()
        return body

    def started(self) -> str:
        """A job whose task was asked for."""
        body = b"%PDF " + uuid.uuid4().bytes
        created = self.create(body)
        self.upload(created["upload"], body)
        job_id = str(created["job"]["job_id"])
        assert self.call("POST", f"/jobs/{job_id}/start")["job"]["status"] == "queued"
        return job_id

    def read(self, job_id: str, invoice: Json | Exception, attempt: int = 1) -> Json:
        """What the task does, which reads the file as that invoice or fails so."""

        def reading(data: bytes) -> Json:
            if isinstance(invoice, Exception):
                raise invoice
            return a_reading(invoice, hashlib.sha256(data).hexdigest())

        with self._as("task"):
            ports = wiring.task_ports(settings.read(settings.TaskSettings))
            answer: Json = RunJob(ports.objects, ports.jobs, ports.slots, reading, self.now)(job_id, attempt)
        return answer

    def reviewed(self, invoice: Json, lines: Json) -> tuple[str, Json]:
        """A job with a saved review, and what its preview and its apply are sent."""
        job_id = self.started()
        assert self.read(job_id, invoice)["outcome"] == "parsed"
        review = self.call("GET", f"/jobs/{job_id}/draft")["review"]
        review["lines"] |= lines
        saved = self.call("PUT", f"/jobs/{job_id}/review", review, if_match='"0"')
        body = {"review_sha256": saved["review_sha256"]}
        plan = self.call("POST", f"/jobs/{job_id}/preview", body)
        return job_id, {**body, "plan_sha256": plan["plan_sha256"], "apply_id": str(uuid.uuid4())}

    def die_after(self, operation: str) -> None:
        """Whoever makes that call next does not live to see the answer."""
        self._dies_after = operation

    def work(self) -> Json:
        """What the worker does with the queue: it takes a message, keeps it hidden, and is done with it."""
        with self._as("task"):
            line = SqsLine(clients.patient_sqs(), settings.read(settings.WorkerSettings).queue_url)
            delivery = line.receive(wait_seconds=0, hidden_seconds=60)
            assert delivery is not None
            line.hide(delivery.receipt, 60)
            line.done(delivery.receipt)
            message: Json = delivery.body
        return message

    def now(self) -> datetime:
        """The time of day, in memory too."""
        return self.cloud.clock.now()

    @contextlib.contextmanager
    def _as(self, role: str) -> Iterator[None]:
        before, self._role = self._role, role
        given = self._plan.environment(role)
        try:
            with only(given | ({"VENDORS_FILE": str(self._vendors)} if "VENDORS_FILE" in given else {})):
                yield
        finally:
            self._role = before

    def _note(self, call: Call, effect: Any) -> Any:
        self.rights.setdefault(self._role, set()).update(needed(call))
        answer = effect()
        if call.operation == self._dies_after:
            self._dies_after = ""
            raise LostError
        return answer

    def _client(self, service: str, **_: Any) -> Any:
        return self._ssm if service == "ssm" else self.cloud.client(service)

    def _make_storage(self) -> None:
        for name, table in TABLES.items():
            self.cloud.dynamodb.make_table(table_request(f"invoiceplug-test-{name}", table))
        self.cloud.s3.make_bucket(self._plan.environment("task")["DOCUMENTS_BUCKET"])
        environment = self._plan.environment("jobs")
        if "DISPATCH_QUEUE_URL" in environment:
            self.cloud.sqs.make_queue(environment["DISPATCH_QUEUE_URL"].rsplit("/", 1)[-1])
        self._ssm = FakeSsm(self.cloud, {environment["OPERATOR_KEY_PARAMETER"]: OPERATOR["authorization"][7:]})
        function = environment["APPLY_FUNCTION"]
        self.cloud.functions.functions[function] = lambda event: self.invoke("apply", event)


@contextlib.contextmanager
def recorded_product(plan: Plan, folder: Path) -> Iterator[RecordedProduct]:
    """The product in this process, which reads its environment once and is made to forget it."""
    with pytest.MonkeyPatch.context() as patch:
        for made_once in MADE_ONCE:
            made_once.cache_clear()
        yield RecordedProduct(plan, folder, patch)
        for made_once in MADE_ONCE:
            made_once.cache_clear()

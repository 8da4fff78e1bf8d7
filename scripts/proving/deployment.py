"""A deployed environment as Terraform's outputs describe it, and an operator who uses it over HTTP."""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import boto3

Json = dict[str, Any]
TIMEOUT_SECONDS = 40  # longer than CloudFront waits for the API


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        """The body as an object; empty when it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def told(self) -> str:
        """Status and code in one phrase, for a report."""
        return f"{self.status} {self.json.get('code', '')}".strip()


@dataclass
class Deployment:
    """What the checks work with. `outputs` are those of infra/outputs.tf, name to value."""

    outputs: Json
    job_id: str = field(default="", init=False)
    """The job that was read, once one was."""

    @property
    def address(self) -> str:
        """Where page and API are, without a slash at the end."""
        return str(self.outputs["address"]).rstrip("/")

    @property
    def on_aws(self) -> bool:
        """Whether this is the real one: an emulator on this machine has no HTTPS."""
        return self.address.startswith("https://")

    @cached_property
    def session(self) -> Any:
        """The session that all clients come from: region by Terraform, the rest by the SDK's own settings."""
        return boto3.session.Session(region_name=self.outputs["region"])

    def client(self, service: str) -> Any:
        """A client of that service."""
        return self.session.client(service)

    @cached_property
    def key(self) -> str:
        """The operator's key; empty when the environment asks for none."""
        name = self.outputs["operator_key_parameter"]
        if not name:
            return ""
        found = self.client("ssm").get_parameter(Name=name, WithDecryption=True)
        return str(found["Parameter"]["Value"])

    def page(self, path: str) -> Answer:
        """A GET of the page's origin."""
        return send("GET", self.address + path)

    def ask(self, method: str, path: str, body: Any = None, *, key: str | None = None, **headers: str) -> Answer:
        """A request of the API with the operator's key, or with another one (empty for none)."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        used = self.key if key is None else key
        if used:
            sent["authorization"] = f"Bearer {used}"
        data = None
        if body is not None:
            data, sent["content-type"] = json.dumps(body).encode(), "application/json"
        return send(method, f"{self.address}/api{path}", data, sent)

    def told(self, method: str, path: str, body: Any = None, **headers: str) -> Json:
        """The same, where a refusal ends the check. Raises RefusedError."""
        answer = self.ask(method, path, body, **headers)
        if answer.status >= 300:
            raise RefusedError(f"{method} {path}: {answer.told}")
        return answer.json

    def create(self, body: bytes) -> tuple[str, Json]:
        """A new job for this file: its id, and its upload (url, headers)."""
        job_id = str(uuid.uuid4())
        request = {"job_id": job_id, "name": "smoke.pdf", "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        return job_id, dict(self.told("POST", "/jobs", request)["upload"])


class RefusedError(Exception):
    """The API answered with a problem where none was expected."""


def send(method: str, url: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
    """The answer, whatever its status. Raises OSError when there is none."""
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            return Answer(answer.status, _lower(answer.headers), answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, _lower(refused.headers), refused.read())


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}

"""An upload is what was announced, once, or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from botocore.exceptions import ClientError
from proving.deployment import Answer, Deployment, Json, send
from proving.outcome import Outcome, check, only_on_aws

OTHER_ORIGIN = "https://elsewhere.example"


def uploads(deployment: Deployment) -> Iterator[Outcome]:
    """Every wrong PUT is refused by S3 itself, the right one is taken, and a second one is not."""
    body = b"%PDF-1.7 smoke " + uuid.uuid4().bytes
    job_id, upload = deployment.create(body)
    early = deployment.ask("POST", f"/jobs/{job_id}/start")
    is_missing = early.json.get("code") == "UPLOAD_MISSING"
    yield check(
        is_missing, f"a file that has not come is missing, not forbidden ({early.told})", "s3:ListBucket of jobs"
    )

    wrong = {
        "another length": (body + b"!", upload["headers"]),
        "another content": (bytes(reversed(body)), upload["headers"]),
        "no If-None-Match": (body, _without(upload["headers"], "if-none-match")),
    }
    for name, (sent, headers) in wrong.items():
        answer = _put(upload, sent, headers)
        yield check(400 <= answer.status < 500, f"an upload with {name} is refused ({answer.status})")
    yield check(_put(upload, body).status == 200, "the upload that was announced is taken")
    again = _put(upload, body)
    yield check(again.status == 412, f"a second upload is refused ({again.status})")
    deployment.told("POST", f"/jobs/{job_id}/discard")
    yield from _bucket(deployment, upload)


def _bucket(deployment: Deployment, upload: Json) -> Iterator[Outcome]:
    if not deployment.on_aws:
        yield only_on_aws("the bucket answers the page's origin and no other (CORS)")
        yield only_on_aws("the bucket's policy lets nobody write over an object")
        return
    asked = {"access-control-request-method": "PUT", "access-control-request-headers": "if-none-match"}
    for origin, allowed in ((deployment.address, True), (OTHER_ORIGIN, False)):
        answer = send("OPTIONS", upload["url"], None, {"origin": origin, **asked})
        found = answer.headers.get("access-control-allow-origin") == origin
        yield check(found == allowed, f"CORS: {origin} is {'answered' if allowed else 'refused'} ({answer.status})")
    yield check(_may_not_write_over(deployment), "the bucket's policy lets nobody write over an object")


def _may_not_write_over(deployment: Deployment) -> bool:
    bucket = deployment.outputs["documents_bucket"]
    try:
        deployment.client("s3").put_object(Bucket=bucket, Key="errors/smoke/never-written", Body=b"")
    except ClientError as refused:
        return refused.response["Error"]["Code"] == "AccessDenied"
    return False


def _put(upload: Json, body: bytes, headers: dict[str, str] | None = None) -> Answer:
    return send("PUT", upload["url"], body, upload["headers"] if headers is None else headers)


def _without(headers: dict[str, str], name: str) -> dict[str, str]:
    return {each: value for each, value in headers.items() if each.lower() != name}

"""One invoice from its upload to the stock and back again, on an item of its own."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from proving.deployment import Deployment, Json, send
from proving.outcome import Outcome, check

from invoiceplug_cloud.domain import keys

SAMPLE = Path(__file__).resolve().parents[2] / "tests/fixtures/nordkontor/2026-04-rechnung.pdf"
ITEM = "SMOKE-TEST"
READ_SECONDS = 300  # a Fargate task takes about a minute to start
POLL_SECONDS = 1.0
OVER = ("parsed", "failed", "discarded")


def invoice(deployment: Deployment) -> Iterator[Outcome]:
    """Read as expected, applied once however often it is sent, and taken back."""
    job = _read(deployment)
    yield check(job["status"] == "parsed", f"the sample is read ({job['status']}, job {job['job_id']})", _why(job))
    if job["status"] != "parsed":
        return
    deployment.job_id = job_id = job["job_id"]
    link = deployment.told("GET", f"/jobs/{job_id}/reading")
    expected = json.loads(SAMPLE.with_suffix(".expected.json").read_text())
    yield check(send("GET", link["url"]).json.get("invoice") == expected, "every value of it is as expected")

    deployment.told("PUT", f"/inventory/{ITEM}", {"name": "Smoke test", "unit": "EA", "scale": 4})
    before = _on_hand(deployment)
    request = _previewed(deployment, job_id)
    receipt = deployment.told("POST", f"/jobs/{job_id}/apply", request)
    again = deployment.told("POST", f"/jobs/{job_id}/apply", request)
    yield check(again == {**receipt, "already_applied": True}, "the same apply again gets the same receipt")
    rows = _ledger_rows(deployment, job_id)
    yield check(rows == 1, f"the ledger has one row for it ({rows})")
    received = sum(Decimal(line["qty_shipped"]) for line in expected["lines"] if line["kind"] == "item")
    yield check(_on_hand(deployment) == before + received, f"the stock has changed once (by {received})")

    deployment.told("POST", f"/jobs/{job_id}/reverse", {"reverse_id": str(uuid.uuid4()), "reason": "smoke test"})
    yield check(_on_hand(deployment) == before, "it is taken back, and the stock is as before")


def _read(deployment: Deployment) -> Json:
    # What comes after the end of a PDF is not printed: another file, and the same invoice.
    body = SAMPLE.read_bytes() + f"\n% smoke {uuid.uuid4()}\n".encode()
    job_id, upload = deployment.create(body)
    put = send("PUT", upload["url"], body, upload["headers"])
    if put.status != 200:
        return {"job_id": job_id, "status": f"upload refused with {put.status}"}
    deployment.told("POST", f"/jobs/{job_id}/start")
    end = time.monotonic() + READ_SECONDS
    while True:
        job: Json = deployment.told("GET", f"/jobs/{job_id}")["job"]
        if job["status"] in OVER or time.monotonic() > end:
            return job
        time.sleep(POLL_SECONDS)


def _why(job: Json) -> str:
    error = job.get("error") or {}
    return (
        f"{error['code']}: {error.get('detail', '')}" if error else "what says the task's log? docs/how-to/runbook.md"
    )


def _previewed(deployment: Deployment, job_id: str) -> Json:
    """The apply request of a review that maps every line to the test item."""
    draft = deployment.told("GET", f"/jobs/{job_id}/draft")
    review = draft["review"]
    for line in draft["invoice"]["lines"]:
        if line["kind"] == "item":
            review["lines"][line["line_id"]] = {"item": ITEM, "factor": "1", "quantity_source": "shipped"}
    saved = deployment.told("PUT", f"/jobs/{job_id}/review", review, if_match=f'"{draft["version"]}"')
    plan = deployment.told("POST", f"/jobs/{job_id}/preview", {"review_sha256": saved["review_sha256"]})
    request = {name: plan[name] for name in ("review_sha256", "plan_sha256")} | {"apply_id": str(uuid.uuid4())}
    return request | ({"duplicate_reason": "smoke test"} if plan.get("duplicate") else {})


def _on_hand(deployment: Deployment) -> Decimal:
    return Decimal(deployment.told("GET", f"/inventory/{ITEM}")["item"]["on_hand"])


def _ledger_rows(deployment: Deployment, job_id: str) -> int:
    found = deployment.client("dynamodb").query(
        TableName=deployment.outputs["tables"]["ledger"],
        KeyConditionExpression="job_id = :job",
        ExpressionAttributeValues={":job": {"S": keys.job_partition(job_id)}},
        ConsistentRead=True,
    )
    return int(found["Count"])

"""The function jobs: everything about a job but its upload and its apply; what changes without a request, too."""

from __future__ import annotations

import re
from typing import Any

from aws_lambda_powertools.event_handler import Response

from invoiceplug_cloud import wiring
from invoiceplug_cloud.domain.schemas import check_body
from invoiceplug_cloud.handlers import events, http, problems
from invoiceplug_cloud.handlers.problems import HttpError
from invoiceplug_cloud.usecases.stats import DAYS

app = http.make_app()


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answers one request, or what `events` answers to a batch of SQS or the schedule."""
    if "routeKey" not in event:  # every request of the HTTP API names its route, and nothing else does
        return events.handle(event)
    return http.handle(app, event, context)


@app.post("/jobs/<id>/start")
def start(id: str) -> Response[str]:
    """202: the task was asked for; the job tells the rest."""
    return http.answer(wiring.jobs_cases().start(http.check_job_id(id)), http.ACCEPTED)


@app.post("/jobs/<id>/retry")
def retry(id: str) -> Response[str]:
    """202: another attempt was asked for."""
    return http.answer(wiring.jobs_cases().retry(http.check_job_id(id)), http.ACCEPTED)


@app.post("/jobs/<id>/read-again")
def read_again(id: str) -> Response[str]:
    """202: a parsed or failed job is read anew, as the invoice of the vendor that the body names, if it names one."""
    job_id, body = http.check_job_id(id), http.read_body(app, "read_again")
    return http.answer(wiring.jobs_cases().read_again(job_id, **body), http.ACCEPTED)


@app.post("/jobs/<id>/discard")
def discard(id: str) -> Response[str]:
    """The discarded job; sent again, the same."""
    return http.answer(wiring.jobs_cases().discard(http.check_job_id(id)))


@app.get("/jobs")
def list_jobs() -> Response[str]:
    """A page of jobs, newest first; `?status=parsed,failed`, `?vendor=`, `?from=`, `?to=`, `?q=` and the page's."""
    statuses, vendor = http.query(app, "status"), http.query(app, "vendor")
    if vendor:
        check_body("vendor_id", vendor)
    page = wiring.jobs_cases().list(
        tuple(statuses.split(",")) if statuses else (),
        vendor=vendor,
        since=http.query(app, "from"),
        until=http.query(app, "to"),
        text=http.query(app, "q") or "",
        limit=http.limit(app, 50),
        after=http.query(app, "after"),
    )
    return http.answer(page)


@app.get("/jobs/<id>")
def get_job(id: str) -> Response[str]:
    """One job."""
    return http.answer(wiring.jobs_cases().get(http.check_job_id(id)))


@app.get("/jobs/<id>/events")
def history(id: str) -> Response[str]:
    """What happened to it."""
    return http.answer(wiring.jobs_cases().events(http.check_job_id(id)))


@app.get("/jobs/<id>/reading")
def reading(id: str) -> Response[str]:
    """A link to the reading."""
    return http.answer(wiring.jobs_cases().links.reading(http.check_job_id(id)))


@app.get("/jobs/<id>/source")
def source(id: str) -> Response[str]:
    """A link to the PDF."""
    return http.answer(wiring.jobs_cases().links.source(http.check_job_id(id)))


@app.get("/jobs/<id>/draft")
def draft(id: str) -> Response[str]:
    """What a review begins with; the ETag is the version to send back as If-Match."""
    found = wiring.jobs_cases().draft(http.check_job_id(id))
    return http.answer(found, etag=f'"{found["version"]}"')


@app.put("/jobs/<id>/review")
def save_review(id: str) -> Response[str]:
    """The saved review; the ETag is its version."""
    job_id, base_version = http.check_job_id(id), http.if_match(app)
    decisions = http.read_body(app, "review_input", most=http.MAX_REVIEW_BYTES)
    saved = wiring.jobs_cases().save_review(job_id, base_version, decisions)
    return http.answer(saved, etag=f'"{saved["version"]}"')


@app.get("/jobs/<id>/reviews/<version>")
def get_review(id: str, version: str) -> Response[str]:
    """One saved version."""
    job_id = http.check_job_id(id)
    if not re.fullmatch(r"[1-9][0-9]{0,8}", version):
        raise HttpError(problems.NOT_FOUND, "There is no such version.")
    with http.named_by_path():
        found = wiring.jobs_cases().get_review(job_id, int(version))
    return http.answer(found, etag=f'"{version}"')


@app.get("/vendors")
def vendors() -> Response[str]:
    """Who is installed where tasks run, and how it went lately."""
    return http.answer(wiring.jobs_cases().vendors())


@app.get("/stats")
def stats() -> Response[str]:
    """The dashboard's figures; `?days=`."""
    return http.answer(wiring.jobs_cases().stats(http.number(app, "days", DAYS)))


@app.get("/healthz")
def healthz() -> Response[str]:
    """That the function runs; it asks nobody else."""
    return http.answer({"ok": True})

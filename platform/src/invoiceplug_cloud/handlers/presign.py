"""The function presign: new jobs, and the right to upload their files."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response

from invoiceplug_cloud import wiring
from invoiceplug_cloud.domain.times import time_text
from invoiceplug_cloud.handlers import http

app = http.make_app()


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answers one request."""
    return http.handle(app, event, context)


@app.post("/jobs")
def create_job() -> Response[str]:
    """201 with a new job, 200 with the one that the same request made before."""
    body = http.read_body(app, "create_job")
    began = time_text(wiring.now())
    created = wiring.presign_cases().create_job(**body, correlation_id=http.correlation_id(app))
    return http.answer(created, http.CREATED if created["job"]["created_at"] >= began else http.OK)


@app.post("/jobs/<id>/upload-url")
def upload_url(id: str) -> Response[str]:
    """A fresh PUT for a job whose file has not come yet."""
    return http.answer(wiring.presign_cases().upload_url(http.check_job_id(id)))

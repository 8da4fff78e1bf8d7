"""Errors as HTTP tells them: problem+json (RFC 9457), the status by the code's own entry."""

from __future__ import annotations

import traceback
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job_view import plain

UNAUTHORIZED, FORBIDDEN, NOT_FOUND, TOO_LARGE, UNSUPPORTED, PRECONDITION_REQUIRED = 401, 403, 404, 413, 415, 428
TYPE = "urn:invoiceplug:error:"
RETRY_SECONDS = 2
HOUSE_MENDS = ("MISSING_EXTRA", "SANDBOX_UNAVAILABLE")  # trying again changes nothing


class HttpError(Exception):
    """A refusal that is HTTP's own matter: a code, mostly REQUEST_INVALID, under another status than its own."""

    def __init__(self, status: int, detail: str, *, code: str = "REQUEST_INVALID", **facts: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.error = InvoiceplugError(code, detail, **facts)


def problem(error: InvoiceplugError, request_id: str, status: int | None = None) -> dict[str, Any]:
    """The HTTP body `problem`. `retryable` says that the same request may succeed later."""
    status = status or error.known.http
    facts = {"facts": plain(error.facts)} if error.facts else {}
    return {
        "type": f"{TYPE}{error.code}",
        "title": error.known.title,
        "status": status,
        "detail": error.detail,
        "instance": request_id,
        "code": error.code,
        "hint": error.known.hint,
        "retryable": status >= 500 and error.code not in HOUSE_MENDS,
        **facts,
    }


def headers(status: int, error: InvoiceplugError) -> dict[str, str]:
    """The headers that go with a status; an error may know when it is worth to ask again."""
    if status == UNAUTHORIZED:
        return {"www-authenticate": "Bearer"}
    return {"retry-after": str(error.facts.get("retry_after", RETRY_SECONDS))} if status == 503 else {}


def where(error: BaseException) -> list[str]:
    """What a log may say of an unknown error: its kind and where it happened. Its text may quote a document."""
    frames = traceback.extract_tb(error.__traceback__)
    return [type(error).__name__, *(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:])]

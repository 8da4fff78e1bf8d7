"""What comes of one file: its reading, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from invoiceplug.errors import InvoiceplugError

Outcome = tuple[dict[str, Any], InvoiceplugError | None]


def outcome(file: str, read_file: Callable[[str], dict[str, Any]]) -> Outcome:
    """{file, reading}, or {file, error} and the error."""
    try:
        return {"file": file, "reading": read_file(file)}, None
    except InvoiceplugError as error:
        said = {"code": error.code, "message": error.detail, "hint": error.known.hint}
        return {"file": file, "error": said}, error

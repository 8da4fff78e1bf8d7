"""One id from the page to the task: what a request brings, or is given here, stands in every line about it."""

from __future__ import annotations

import re
import uuid
from typing import Any

HEADER = "x-correlation-id"

# A uuid, or a short word of the caller's own; nothing that could be mistaken for more than an id in a log.
_USABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def identified(event: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The request as if it had always had a usable id, and the id."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    sent = headers.get(HEADER, "")
    correlation_id = sent if _USABLE.fullmatch(sent) else str(uuid.uuid4())
    return {**event, "headers": {**headers, HEADER: correlation_id}}, correlation_id

"""Answers that a Lambda can send: large ones compressed, those that are still too large told as such.

A Lambda's answer ends at 6 MB of JSON, with the body as text in it; over that the caller sees a bare 500. The draft of
a 3,000-line invoice has 2 to 3.5 MB; one of 10,000 lines has 10 MB, and a tenth of that compressed.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Mapping
from typing import Any

from invoiceplug.errors import InvoiceplugError

LARGE = 1_000_000  # characters
MOST = 6_000_000  # of 6 * 1024 * 1024 + 100 bytes


def fitted(answer: dict[str, Any], event: Mapping[str, Any]) -> dict[str, Any]:
    """The answer, compressed when it is large and the caller takes gzip; LIMIT_OUTPUT when it is too large to send."""
    if len(answer.get("body") or "") <= LARGE:
        return answer
    if _takes_gzip(event):
        answer = _compressed(answer)
    size = len(json.dumps(answer))
    if size > MOST:
        detail = f"The answer has {size} bytes; at most {MOST} can be sent. Ask for it with Accept-Encoding: gzip."
        raise InvoiceplugError("LIMIT_OUTPUT", detail, size=size, limit=MOST)
    return answer


def _compressed(answer: dict[str, Any]) -> dict[str, Any]:
    packed = gzip.compress(answer["body"].encode(), compresslevel=5, mtime=0)
    headers = {**answer.get("headers", {}), "content-encoding": "gzip", "vary": "accept-encoding"}
    return answer | {"body": base64.b64encode(packed).decode(), "isBase64Encoded": True, "headers": headers}


def _takes_gzip(event: Mapping[str, Any]) -> bool:
    sent = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    offered = re.findall(r"(?:^|,)\s*gzip\s*(?:;\s*q=([0-9.]+))?\s*(?=,|$)", sent.get("accept-encoding", "").lower())
    return any(weight.strip("0.") or not weight for weight in offered)

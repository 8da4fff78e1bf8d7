"""What the supervisor asks of its child: one line of JSON, then the PDF's bytes."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import BinaryIO

from invoiceplug.limits import Limits


@dataclass(frozen=True, slots=True)
class Request:
    """How the PDF is to be read: see `guarded_read`, of which these are the arguments."""

    vendor: str | None = None
    plugins_dir: str | None = None
    instead: bool = False
    embedded: bool = True
    fallback: bool = False
    password: str | None = None
    best_effort: bool = False


def request_bytes(request: Request, limits: Limits, data: bytes) -> bytes:
    """The request, the limits and the PDF as the child reads them."""
    asked = {"request": dataclasses.asdict(request), "limits": dataclasses.asdict(limits)}
    return json.dumps(asked).encode() + b"\n" + data


def read_request(stream: BinaryIO) -> tuple[Request, Limits]:
    """The first line of the stream; what follows is the PDF."""
    asked = json.loads(stream.readline())
    return Request(**asked["request"]), Limits(**asked["limits"])

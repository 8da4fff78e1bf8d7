"""What an environment's variable files ask for, as far as preflight looks at it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

IMAGE = re.compile(r"(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com/([^@]+)@(sha256:[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Image:
    """An image in a registry of AWS, by its digest."""

    account: str
    region: str
    repository: str
    digest: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """The environment, its places, its key, how many tasks may live, the images by name (None: not one of ECR's)."""

    environment: str
    region: str
    operator_key_parameter: str
    is_open: bool
    live_tasks: int
    images: dict[str, Image | None]


def read_wanted(files: Iterable[Path]) -> Wanted:
    """The files in Terraform's order: what a later one says counts.

    Reads the plain `name = value` lines that ours are made of, not all of Terraform's language.
    """
    text = "\n".join(re.sub(r"#.*", "", file.read_text()) for file in files)
    queued = _value(text, "dispatch") == "queue"
    return Wanted(
        environment=_value(text, "environment"),
        region=_value(text, "region"),
        operator_key_parameter=_value(text, "operator_key_parameter"),
        is_open=_value(text, "open_api") == "true",
        live_tasks=int(_value(text, "workers" if queued else "live_tasks") or 0),
        images={name: _image(_value(text, name)) for name in ("functions", "task")},
    )


def _value(text: str, name: str) -> str:
    """The last value of that name, without quotes; empty when nobody gives one."""
    found = re.findall(rf'(?:^|[{{,])\s*{name}\s*=\s*("[^"]*"|[\w.]+)', text, re.MULTILINE)
    return str(found[-1]).strip('"') if found else ""


def _image(reference: str) -> Image | None:
    found = IMAGE.fullmatch(reference)
    return Image(*found.groups()) if found else None

"""What the author says of one sample, in NAME.yaml beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from invoiceplug.errors import CODES, InvoiceplugError
from invoiceplug.template.yaml_source import YamlSource, shown_path


@dataclass(frozen=True, slots=True)
class Beside:
    """`xfail`: why it is known to fail; `allow`: codes of error findings that the paper itself deserves; `error`: the
    code with which this file is rightly refused; `notes`: for people."""

    xfail: str | None = None
    notes: str = ""
    allow: tuple[str, ...] = ()
    error: str | None = None


def read_beside(path: Path) -> Beside:
    """The file's content, or nothing said when there is no file; REQUEST_INVALID names the line that is wrong."""
    if not path.exists():
        return Beside()
    source = YamlSource(path.read_text("utf-8"), shown_path(path))
    data = {} if source.data is None else source.data
    if problems := list(_problems(data, source)):
        raise InvoiceplugError("REQUEST_INVALID", "\n".join(problems), at=problems[0].split(": ", 1)[0])
    allow = data.get("allow", ())
    error = data.get("error")
    return Beside(
        str(data["xfail"]) if "xfail" in data else None,
        str(data.get("notes", "")),
        (str(allow),) if isinstance(allow, str) else tuple(map(str, allow)),
        None if error is None else str(error),
    )


def _problems(data: Any, source: YamlSource) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"{source.file}:1: it must hold xfail, allow, error or notes."
        return
    for key, value in data.items():
        at = source.at(key)
        if key not in ("xfail", "notes", "allow", "error"):
            yield f"{at}: `{key}` is none of xfail, allow, error and notes."
        elif key == "xfail" and not (isinstance(value, str) and value.strip()):
            yield f"{at}: an xfail needs its reason."
        elif key == "error" and value not in CODES:
            yield f"{at}: `{value}` is no error code."
        elif key == "allow" and not isinstance(value, str | list):
            yield f"{at}: allow is a code of findings, or a list of them."

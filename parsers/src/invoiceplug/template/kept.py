"""What of a valid template is kept beside it, as Python keeps compiled modules: `__pycache__/NAME.json`.

Parsing YAML, checking it against the schema and compiling every regex to see whether it can be takes 20 ms a template.
What is kept says that this very text was found valid by this version, under this schema: its data, the line of
everything in it, and what is known of its regexes. It is plain JSON, lies where only those may write who may write the
template, and is never needed: where it cannot be written, or says something else, the template is read anew.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from invoiceplug.hashing import sha256_hex
from invoiceplug.record import Record
from invoiceplug.version import __version__

_SCHEMA = f"{os.path.dirname(os.path.dirname(__file__))}/schema/template.v1.json"  # noqa: PTH120


class Kept(Record):
    """A valid template's data, the lines of its parts as `YamlSource.lines` gives them, its regexes.

    `regexes` are the members of what is `Known` of each, by its text.
    """

    data: dict[str, Any]
    lines: Any
    regexes: dict[str, list[Any]]


def kept(path: Path, text: str) -> Kept | None:
    """What is kept of the template with this text; None when it has to be read anew."""
    try:
        found = json.loads(_home(path).read_bytes())
        return Kept(found["data"], found["lines"], found["regexes"]) if found["of"] == _name(text) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(path: Path, text: str, whole: Kept) -> None:
    """Keeps it where that can be done, for the next process."""
    home = _home(path)
    own = home.with_name(f"{home.name}.{os.getpid()}")  # never half a file
    found = {"of": _name(text), "data": whole.data, "lines": whole.lines, "regexes": whole.regexes}
    try:
        home.parent.mkdir(exist_ok=True)
        own.write_text(json.dumps(found), encoding="utf-8")
        own.replace(home)
    except OSError:  # a folder that is only read, in a container
        with suppress(OSError):
            own.unlink()


def is_plain(data: Any) -> bool:
    """Whether JSON gives the data back as it is, to the letter: no key is a number, no number is written oddly."""
    if isinstance(data, dict):
        return all(isinstance(key, str) and is_plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(is_plain, data))
    return data is None or (isinstance(data, str | int | float) and str(data) == str(json.loads(json.dumps(data))))


def _home(path: Path) -> Path:
    """Where Python keeps what it compiles of this folder."""
    kept_in, _ = os.path.split(cache_from_source(path))
    return Path(kept_in, f"{path.name}.json")


def _name(text: str) -> str:
    """What the text is known by: other with each version, and with each schema while one is worked on."""
    schema = os.stat(_SCHEMA)  # noqa: PTH116  a Path takes longer to make than the file to ask
    return sha256_hex(f"{__version__} {schema.st_size} {schema.st_mtime_ns}\0{text}".encode())

"""The entry points of installed distributions, from the files that say so.

`importlib.metadata` says the same of them, and takes a fifth of a short command's time to import and to be asked.
Distributions in archives, which it also finds, are not looked into.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module

from invoiceplug.record import Record

_INFO = (".dist-info", ".egg-info")
_VALUE = r"([\w.]+)\s*(?::\s*([\w.]+))?\s*(?:\[.*\])?"


class EntryPoint(Record):
    """What a distribution of that version offers under a name: a module, or (behind a colon) something in it."""

    name: str
    value: str
    version: str

    @property
    def module(self) -> str:
        return self._parts()[0]

    def load(self) -> object:
        """What it names, imported."""
        module, inside = self._parts()
        found: object = import_module(module)
        for name in inside:
            found = getattr(found, name)
        return found

    def _parts(self) -> tuple[str, list[str]]:
        found = re.fullmatch(_VALUE, self.value)
        if found is None:
            raise ValueError(f"{self.value!r} names no module")
        return found[1], found[2].split(".") if found[2] else []


def entry_points(group: str) -> Iterator[EntryPoint]:
    """Those of a group, of each distribution that comes first on the path under its name."""
    seen: set[str] = set()
    for info, name in _infos():
        if name in seen:
            continue
        seen.add(name)
        said = _content(f"{info}/entry_points.txt")
        if f"[{group}]".encode() in said:
            metadata = (_content(f"{info}/METADATA") or _content(f"{info}/PKG-INFO")).decode()
            version = re.search(r"^Version:\s*(\S+)", metadata, re.M)
            yield from _points(said.decode(), group, version[1] if version else "")


def _infos() -> Iterator[tuple[str, str]]:
    """The folders that describe a distribution, each with its name as all spellings of it have it."""
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as found:
            infos = [(each.path, each.name.rpartition(".")[0]) for each in found if each.name.endswith(_INFO)]
            yield from [(path, re.sub(r"[-_.]+", "_", name.partition("-")[0]).lower()) for path, name in infos]


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  a Path takes longer to make than the file to open
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return b""


def _points(text: str, group: str, version: str) -> Iterator[EntryPoint]:
    inside = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            inside = line == f"[{group}]"
        elif inside and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            yield EntryPoint(name.strip(), value.strip(), version)

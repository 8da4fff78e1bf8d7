"""A YAML file as plain data that remembers on which line everything stands.

The YAML library is imported when a file is parsed: most templates are kept in another form (see `kept`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from invoiceplug.errors import InvoiceplugError

Steps = Iterable[str | int]


class Source:
    """A file's data that knows where everything in it stands; `lines` are those that `YamlSource.lines` gave."""

    def __init__(self, file: str, data: Any, lines: Any) -> None:
        self.file = file
        self.data = data
        self._lines = lines

    def at(self, *steps: str | int) -> str:
        """`file:line` of the key or list item that the steps lead to, or of the last part that is there."""
        line, inside = 0, self._lines
        for step in steps:
            if step not in (inside if isinstance(inside, dict) else range(len(inside or ()))):
                break
            line, inside = inside[step]
        return f"{self.file}:{line + 1}"


class YamlSource(Source):
    """A parsed YAML 1.2 file."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(file, _parse(text, file), None)

    def at(self, *steps: str | int) -> str:
        """As above, from what the parser remembers."""
        line, node = 0, self.data
        for step in steps:
            if isinstance(node, dict) and step in node:
                line = node.lc.key(step)[0]  # type: ignore[attr-defined]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                line = node.lc.item(step)[0]  # type: ignore[attr-defined]
            else:
                break
            node = node[step]
        return f"{self.file}:{line + 1}"

    def lines(self) -> Any:
        """For each key and list item its line (from 0) and the same for what is in it; None for anything else."""
        return _lines(self.data)


def _lines(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: [node.lc.key(key)[0], _lines(value)] for key, value in node.items()}  # type: ignore[attr-defined]
    if isinstance(node, list):
        return [[node.lc.item(index)[0], _lines(value)] for index, value in enumerate(node)]  # type: ignore[attr-defined]
    return None


def shown_path(path: Path) -> str:
    """The path as a person would type it: from the current folder where it lies in it, else its last two parts."""
    absolute, here = os.path.realpath(path), os.path.join(os.path.realpath(os.curdir), "")  # noqa: PTH118  asked of each vendor
    return absolute.removeprefix(here) if absolute.startswith(here) else "/".join(Path(absolute).parts[-2:])


def _parse(text: str, file: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{file}:{mark.line + 1 if mark else 1}"
        problem = (error.problem or "not valid YAML").partition(" with value")[0]
        raise InvoiceplugError("TEMPLATE_INVALID", f"{at}: {problem}.", at=at) from None
    except YAMLError as error:
        raise InvoiceplugError("TEMPLATE_INVALID", f"{file}:1: {error}", at=f"{file}:1") from None

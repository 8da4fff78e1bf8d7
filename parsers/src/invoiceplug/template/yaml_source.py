"""A YAML file as plain data that remembers on which line everything stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from invoiceplug.errors import InvoiceplugError

Steps = Iterable[str | int]


class YamlSource:
    """A parsed YAML 1.2 file: `data`, and `at(path)` for where a part of it stands."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.data: Any = _parse(text, file)

    def at(self, *steps: str | int) -> str:
        """`file:line` of the key or list item that the steps lead to, or of the last part that is there."""
        line, node = 0, self.data
        for step in steps:
            if isinstance(node, CommentedMap) and step in node:
                line = node.lc.key(step)[0]
            elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
                line = node.lc.item(step)[0]
            else:
                break
            node = node[step]
        return f"{self.file}:{line + 1}"


def shown_path(path: Path) -> str:
    """The path as a person would type it: from the current folder where it lies in it, else its last two parts."""
    absolute = path.resolve()
    try:
        return str(absolute.relative_to(Path.cwd().resolve()))
    except ValueError:
        return "/".join(absolute.parts[-2:])


def _parse(text: str, file: str) -> Any:
    try:
        return YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{file}:{mark.line + 1 if mark else 1}"
        problem = (error.problem or "not valid YAML").partition(" with value")[0]
        raise InvoiceplugError("TEMPLATE_INVALID", f"{at}: {problem}.", at=at) from None
    except YAMLError as error:
        raise InvoiceplugError("TEMPLATE_INVALID", f"{file}:1: {error}", at=f"{file}:1") from None

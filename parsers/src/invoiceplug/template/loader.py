"""A vendor's YAML file -> Template, or TEMPLATE_INVALID with every problem and its `file:line`."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from invoiceplug.errors import InvoiceplugError
from invoiceplug.template.build import Builder
from invoiceplug.template.model import Template
from invoiceplug.template.problems import schema_problems
from invoiceplug.template.yaml_source import YamlSource, shown_path


def load_template(path: Path) -> Template:
    """The template in a file; TEMPLATE_INVALID says each problem as `file:line: sentence`."""
    file = shown_path(path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvoiceplugError("TEMPLATE_INVALID", f"{file}:1: cannot be read: {error}.", at=f"{file}:1") from None
    return replace(parse_template(text, file), path=path)


@lru_cache(maxsize=64)
def parse_template(text: str, file: str = "vendor.yaml") -> Template:
    """The template in a text; `file` is how messages call it."""
    source = YamlSource(text, file)
    _refuse(schema_problems(source))
    builder = Builder(source)
    template = builder.template()
    _refuse(builder.problems)
    return template


def _refuse(problems: list[str]) -> None:
    if problems:
        at = problems[0].split(": ", 1)[0]
        raise InvoiceplugError("TEMPLATE_INVALID", "\n".join(problems), at=at, problems=problems)

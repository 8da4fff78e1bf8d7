"""A vendor's YAML file -> Template, or TEMPLATE_INVALID with every problem and its `file:line`."""

from __future__ import annotations

from dataclasses import astuple
from functools import lru_cache
from pathlib import Path

from invoiceplug.errors import InvoiceplugError
from invoiceplug.record import replaced
from invoiceplug.template.build import Builder
from invoiceplug.template.extractor import TemplateExtractor
from invoiceplug.template.kept import Kept, is_plain, keep, kept
from invoiceplug.template.model import Template
from invoiceplug.template.yaml_source import Source, YamlSource, shown_path


def load_extractor(path: Path) -> TemplateExtractor:
    """The vendor whose template is in a file; see `load_template`.

    Of a template that was found valid before only the marks are made at first: most vendors of a house did not write
    the invoice at hand.
    """
    file, text = shown_path(path), _text(path)
    whole = kept(path, text)
    if whole is None:
        made, template = _parsed(text, file)
        _keep(path, text, made)
        return TemplateExtractor(replaced(template, path=path))
    builder = Builder(Source(file, whole.data, whole.lines), whole.regexes)
    return TemplateExtractor(builder.head(path, lambda: replaced(_built(builder), path=path)))


def load_template(path: Path) -> Template:
    """The template in a file; TEMPLATE_INVALID says each problem as `file:line: sentence`."""
    return replaced(parse_template(_text(path), shown_path(path)), path=path)


@lru_cache(maxsize=64)
def parse_template(text: str, file: str = "vendor.yaml") -> Template:
    """The template in a text; `file` is how messages call it."""
    return _parsed(text, file)[1]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        file = shown_path(path)
        raise InvoiceplugError("TEMPLATE_INVALID", f"{file}:1: cannot be read: {error}.", at=f"{file}:1") from None


def _parsed(text: str, file: str) -> tuple[Builder, Template]:
    from invoiceplug.template.problems import schema_problems

    source = YamlSource(text, file)
    _refuse(schema_problems(source))
    builder = Builder(source)
    return builder, _built(builder)


def _built(builder: Builder) -> Template:
    template = builder.template()
    _refuse(builder.problems)
    return template


def _keep(path: Path, text: str, builder: Builder) -> None:
    source = builder.source
    if isinstance(source, YamlSource) and is_plain(source.data):
        regexes = {text: list(astuple(known)) for text, known in builder.regexes.items()}
        keep(path, text, Kept(source.data, source.lines(), regexes))


def _refuse(problems: list[str]) -> None:
    if problems:
        at = problems[0].split(": ", 1)[0]
        raise InvoiceplugError("TEMPLATE_INVALID", "\n".join(problems), at=at, problems=problems)

"""One line of the invoice, gathered from its row's cells and the text lines under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from invoiceplug.document import Word
from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice import Field, Line, LineKind, Source
from invoiceplug.template.model import Column, ContinuationValue
from invoiceplug.template.names import EXTRA, line_name
from invoiceplug.template.pattern import Pattern
from invoiceplug.template.table import Cells, Span
from invoiceplug.template.text import TextLine, search, source_of
from invoiceplug.template.values import read_field
from invoiceplug.toolkit.values import Locale, find_unit


class Item:
    """A line while it is being read: `add` takes the text lines under its row, `line` gives what came of it."""

    def __init__(self, kind: LineKind, locale: Locale) -> None:
        self.kind = kind
        self.locale = locale
        self.values: dict[str, Field[Any]] = {}
        self.texts: list[Source] = []

    def read_cells(self, line: TextLine, cells: Cells, spans: Sequence[Span]) -> None:
        """Takes the values in the row's own cells; VALUE_UNREADABLE when one of them is none."""
        for span in spans:
            words = cells.get(span.column.name)
            if words:
                self._read_cell(TextLine(line.page, words), span.column)

    def add_text(self, words: Sequence[Word]) -> None:
        """Takes words of a description."""
        if words:
            self.texts.append(source_of(tuple(words)))

    def add(self, line: TextLine, rules: Sequence[ContinuationValue]) -> None:
        """Takes a text line under the row: its values by the rules, and the rest of it into the description."""
        words: tuple[Word, ...] = line.words
        for rule in rules:
            found = search(rule.regex, line)
            if found:
                match, part = found
                self._groups(rule.regex, match, part)
                if not rule.keep:
                    gone = part.words_of_span(*match.span())
                    words = tuple(word for word in words if word not in gone)
        self.add_text(words)

    def line(self) -> Line:
        """The finished line."""
        values = dict(self.values)
        if self.texts:
            values["description"] = Field(" ".join(source.text for source in self.texts), tuple(self.texts))
        raw = values.get("uom_raw")
        code = find_unit(raw.value, self.locale) if raw else None
        if raw and code:
            values["uom"] = Field(code, raw.sources)
        extra = {name.removeprefix(EXTRA): value for name, value in values.items() if name.startswith(EXTRA)}
        plain: dict[str, Any] = {name: value for name, value in values.items() if not name.startswith(EXTRA)}
        return Line(kind=self.kind, extra=extra, **plain)

    def _read_cell(self, cell: TextLine, column: Column) -> None:
        if column.regex is None:
            self._put(column.name, cell.text, cell.source(), column.at)
            return
        found = search(column.regex, cell)
        if not found:
            raise _no_match(cell, column)
        match, part = found
        self._groups(column.regex, match, part)
        group = "value" if "value" in column.regex.groups else 0
        if (group or not column.regex.groups) and match[group]:
            self._put(column.name, match[group], part.source_of_span(*match.span(group)), column.at)

    def _groups(self, pattern: Pattern, match: Any, line: TextLine) -> None:
        for group, text in match.groupdict().items():
            name = line_name(group)
            if name and text:
                self._put(name, text, line.source_of_span(*match.span(group)), pattern.at)

    def _put(self, name: str, text: str, source: Source, at: str) -> None:
        if name == "description":
            self.texts.append(source)
        elif name not in self.values:
            self.values[name] = read_field(name, text, (source,), at, self.locale)


def note(line: TextLine) -> Line:
    """A text line as a line of kind `note`."""
    return Line(kind="note", description=Field(line.text, (line.source(),)))


def _no_match(cell: TextLine, column: Column) -> InvoiceplugError:
    page = cell.page.number
    detail = f'{column.at}: {column.name} on page {page}: the regex does not match "{cell.text}".'
    return InvoiceplugError("VALUE_UNREADABLE", detail, at=column.at, field=column.name, page=page, text=cell.text)

"""One line of the invoice, gathered from its row's cells and the text lines beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from invoiceplug.document import Word, row_text
from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice import Field, Line, LineKind, Source
from invoiceplug.template.lines.columns import Cells
from invoiceplug.template.lines.discounts import allowances
from invoiceplug.template.model import Column, Layout, ReadRule
from invoiceplug.template.names import EXTRA, LINE_NUMBERS, UNUSED, line_name
from invoiceplug.template.pattern import Pattern
from invoiceplug.template.text import TextLine, search
from invoiceplug.template.values import read_field
from invoiceplug.toolkit.fields import sources_of
from invoiceplug.toolkit.values import Locale, find_unit

Values = dict[str, Field[Any]]
TEXTS_THAT_GO_ON = ("description", "pack_text", "vendor_sku", "buyer_sku", "mpn", "line_number")
_BESIDE = (EXTRA, "discount_")  # values that are no members of a line


class Item:
    """A line while it is being read: cells and text lines go in, `line` gives what came of them."""

    def __init__(self, kind: LineKind, locale: Locale, reads: Sequence[ReadRule] = ()) -> None:
        self.kind = kind
        self.locale = locale
        self.reads = reads
        self.values: Values = {}
        self.texts: list[Source] = []
        self.serials: list[Field[str]] = []
        self.required: tuple[Column, ...] = ()
        self.row: TextLine | None = None

    def read_cells(self, line: TextLine, cells: Cells, layout: Layout) -> None:
        """Takes the values in the row's own cells; VALUE_UNREADABLE when one of them is none."""
        self.row = line
        for column, cell in layout.cells:
            if column.constant is not None:
                self.values[column.name] = read_field(column.name, column.constant, (), column.at, self.locale)
                continue
            words = cells.get(cell, ())
            if words and self.reads and column.name == "description":
                words = self._read(TextLine(line.page, words), self.reads)
            if words and column.is_plain:
                self._put(column.name, words[0].text if len(words) == 1 else row_text(words), words, column.at)
            elif words:
                self._read_cell(TextLine(line.page, words), column)

    def read_groups(self, pattern: Pattern, line: TextLine) -> None:
        """Takes the named groups of a row's regex."""
        found = search(pattern, line)
        if found:
            self._groups(pattern, *found)

    def add(self, line: TextLine, cells: Cells, layout: Layout | None, rules: Sequence[ReadRule]) -> None:
        """Takes a text line beside the row: its values by the rules, its cells, and the rest into the description."""
        words = self._read(line, (*rules, *self.reads))
        for column in layout.columns if layout else ():
            own = tuple(word for word in cells.get(column.name, ()) if word in words)
            if own and column.name != "description" and not column.name.startswith(UNUSED):
                self._go_on(TextLine(line.page, own), column)
                words = tuple(word for word in words if word not in own)
        self._describe(words)

    def accepts(self, name: str) -> bool:
        """Whether a further text line may still say something about the value."""
        return name not in self.values or name in TEXTS_THAT_GO_ON or name.startswith((EXTRA, UNUSED))

    def lacks(self, name: str) -> bool:
        """Whether nothing was read as the value."""
        texts = {"description": self.texts, "serials": self.serials}
        return name not in self.values and not texts.get(name)

    def line(self) -> Line:
        """The finished line."""
        values = dict(self.values)
        if self.texts:
            values["description"] = Field(" ".join([source.text for source in self.texts]), tuple(self.texts))
        raw = values.get("uom_raw")
        code = find_unit(raw.value, self.locale) if raw else None
        if raw and code:
            values["uom"] = Field(code, raw.sources)
        for name in ("price_uom", "weight_uom"):
            said = values.get(name)
            if said and (known := find_unit(said.value, self.locale)):
                values[name] = Field(known, said.sources)
        others = [name for name in values if name.startswith(_BESIDE)]
        if not others:  # as on most lines
            return Line(kind=self.kind, extra={}, allowances=(), serials=tuple(self.serials), **values)
        extra = {name.removeprefix(EXTRA): values.pop(name) for name in others if name.startswith(EXTRA)}
        taken = allowances(values)
        plain = {name: value for name, value in values.items() if name not in others}
        return Line(kind=self.kind, extra=extra, allowances=taken, serials=tuple(self.serials), **plain)

    def _read_cell(self, cell: TextLine, column: Column) -> None:
        text = cell.text
        if text in column.values:
            self._put(column.name, column.values[text], cell.words, column.at)
        elif column.source and column.values:
            return  # only what the table of values knows says something here
        elif column.regex is None:
            self._put(column.name, text, cell.words, column.at)
        else:
            self._read_by_regex(cell, column, column.regex)

    def _read_by_regex(self, cell: TextLine, column: Column, regex: Pattern) -> None:
        found = search(regex, cell)
        if not found:
            if column.optional or column.source:
                return
            raise _no_match(cell, column)
        match, part = found
        if column.name in LINE_NUMBERS and (over := _number_beside(cell, part.words_of_span(*match.span()))):
            raise _no_match(cell, column, over)
        self._groups(regex, match, part)
        group = "value" if "value" in regex.groups else 0
        if (group or not regex.groups) and match[group]:
            text = column.values.get(match[group], match[group])
            self._put(column.name, text, part.words_of_span(*match.span(group)), column.at)

    def _go_on(self, cell: TextLine, column: Column) -> None:
        before = self.values.pop(column.name, None)
        self._read_cell(cell, column)
        after = self.values.get(column.name)
        if before and after:
            self.values[column.name] = Field(f"{before.value} {after.value}", (*before.sources, *after.sources))
        elif before:
            self.values[column.name] = before

    def _read(self, line: TextLine, rules: Sequence[ReadRule]) -> tuple[Word, ...]:
        """Takes the values that the rules find in the words; those that may stay in the description."""
        words = line.words
        for rule in rules:
            found = search(rule.regex, line)
            if found:
                match, part = found
                self._groups(rule.regex, match, part)
                gone = () if rule.keep else part.words_of_span(*match.span())
                words = tuple(word for word in words if word not in gone)
        return words

    def _groups(self, pattern: Pattern, match: Any, line: TextLine) -> None:
        for group in pattern.groups:
            name = line_name(group)
            if name == "serials":
                for start, end in match.spans(group):
                    self._serial(line.words_of_span(start, end), line.text[start:end])
            elif name and match[group]:
                self._put(name, match[group], line.words_of_span(*match.span(group)), pattern.at)

    def _put(self, name: str, text: str, words: Sequence[Word], at: str) -> None:
        if name == "description":
            self._describe(words)
        elif name == "serials":
            for word in words:
                self._serial((word,), word.text.strip(",;"))
        elif name not in self.values:
            self.values[name] = read_field(name, text, sources_of(words), at, self.locale)

    def _serial(self, words: Sequence[Word], text: str) -> None:
        if text:
            self.serials.append(Field(text, sources_of(words)))

    def _describe(self, words: Sequence[Word]) -> None:
        """Takes words of the description, one source a printed row."""
        self.texts += sources_of(words)


def note_line(line: TextLine) -> Line:
    """A text line as a line of kind `note`."""
    return Line(kind="note", description=Field(line.text, sources_of(line.words)))


def _number_beside(cell: TextLine, matched: Sequence[Word]) -> str:
    """The first number in the cell that the regex left over: which of the two is meant is not for it to say."""
    left = (word.text for word in cell.words if word not in matched)
    return next((text for text in left if any(ch.isdigit() for ch in text) and not any(map(str.isalpha, text))), "")


def _no_match(cell: TextLine, column: Column, why: str = "") -> InvoiceplugError:
    page = cell.page.number
    said = f'leaves "{why}" over in' if why else "does not match"
    detail = f'{column.at}: {column.name} on page {page}: the regex {said} "{cell.text}".'
    return InvoiceplugError("VALUE_UNREADABLE", detail, at=column.at, field=column.name, page=page, text=cell.text)

"""The line table read: every text line in it becomes a row, part of one, something left out, or is unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import cast

from invoiceplug.document import row_text
from invoiceplug.invoice import Charge, Field, Line, LineKind
from invoiceplug.reading import Finding, Unread
from invoiceplug.record import Record
from invoiceplug.template.lines.beside import Beside, Waiting
from invoiceplug.template.lines.build import READ
from invoiceplug.template.lines.columns import Row, text_of
from invoiceplug.template.lines.drift import layout_findings
from invoiceplug.template.lines.item import Item, note_line
from invoiceplug.template.lines.missing_cells import lacking, required_columns
from invoiceplug.template.lines.region import Region, Segment, find_region
from invoiceplug.template.lines.rows import way_of
from invoiceplug.template.model import Column, Layout, RowKind, RowRule, Template
from invoiceplug.template.summary import read_charge
from invoiceplug.template.text import TextLine
from invoiceplug.template.values import is_number
from invoiceplug.trace import Kind, Outcome, Step, listened, note

LEFT_OUT = frozenset(["carried_forward", "subtotal", "section", "ignore"])


class Table(Record, frozen=False):
    """What the line table held, and the text lines after it."""

    lines: list[Line] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    after: list[list[TextLine]] = field(default_factory=list)
    started: bool = False
    ended: bool = False


def read_table(pages: Sequence[list[TextLine]], template: Template) -> Table:
    """The table on all pages, from its first header to its end mark."""
    way = way_of(template.lines, template.locale)
    region = find_region(pages, template.lines, way.header)
    reader = _Reader(template)
    for segment, rows in zip(region.segments, way.rows(region.segments), strict=True):
        reader.segment(segment, rows)
        segment.lines = []  # with their words, which are more than what was read of them
    return reader.result(region)


class _Reader:
    def __init__(self, template: Template) -> None:
        self.template = template
        self.rules = template.lines
        self.table = Table()
        self.open: Item | None = None  # the row that text lines may still join; all before it are lines already
        self.layout: Layout = self.rules.layouts[0]
        self.required: tuple[Column, ...] = ()  # those of its columns that no item lacks
        self.section: dict[str, Field[str]] = {}  # what the heading above says about every line under it
        self.lacking: list[Finding] = []
        self.told = _Told(self.rules.at, self.table.unread)
        self.beside = Beside(self.rules, self.told.unread, self.told.joined)

    def segment(self, segment: Segment, rows: list[Row]) -> None:
        """Takes the rows of one part of the table."""
        self.layout = segment.header.layout if segment.header else self.layout
        self.required = required_columns(segment.header, self.layout)
        self.beside.layout = self.layout if self.layout.columns else None
        self.beside.turn_page()
        for row in rows:
            if not segment.lost:
                self._take(row)
            elif self._is_lost(row):
                self.told.unread(row.line, "it looks like a row, but no table header stands above it on this page")

    def result(self, region: Region) -> Table:
        """The finished table."""
        self.beside.close()
        self._finish(None)
        table = self.table
        table.started, table.ended, table.after = bool(region.segments), region.ended, region.after
        for line in region.second:
            self.told.unread(line, "a second table begins after the end of the first")
        table.findings += [*layout_findings(region, self.rules), *self.lacking]
        return table

    def _take(self, row: Row) -> None:
        """Makes one text line a row, a continuation, a charge, something left out, or unread."""
        rule = self._rule(row)
        kind: RowKind = rule.kind if rule else "item"
        if rule and kind in LEFT_OUT:
            self._leave_out(row.line, rule)
        elif rule and kind == "note":
            self.beside.close()
            self._finish(None)
            self.table.lines.append(note_line(row.line))
            self.told.say("row", "ok", row.line, "a note", rule.at)
        elif self._is_row(row, rule) and not row.strays and not row.doubt:
            self._row(row, cast(LineKind, kind), rule)
        elif self.beside.may_take(row):
            self.beside.take(row)
        elif charge := read_charge(row.line, self.template.charges, self.template.locale):
            self.table.charges.append(charge)
            self.told.say("charge", "ok", row.line, f"a charge: {charge.kind}")
        else:
            self.told.unread(row.line, self._why(row))

    def _is_lost(self, row: Row) -> bool:
        """Whether a text line under no header is a row all the same: more than one cell, and nothing to leave out."""
        rule = self._rule(row)
        left_out = rule is not None and rule.kind in LEFT_OUT
        return not left_out and len(row.cells) > 1 and self._is_row(row, rule)

    def _rule(self, row: Row) -> RowRule | None:
        for rule in self.rules.rows:
            words = row.cells.get(rule.column, ()) if rule.column else row.line.words
            if words and rule.regex.search(row_text(words)):
                return rule
        return None

    def _leave_out(self, line: TextLine, rule: RowRule) -> None:
        """After a carried-forward row the description above may go on; after a heading or a subtotal it is over."""
        if rule.kind in ("section", "subtotal"):
            self.beside.close()
        if rule.kind == "section":
            heading = Item("note", self.template.locale)
            heading.read_groups(rule.regex, line)
            self.section = heading.values
        self.beside.skip(line, carried=rule.kind == "carried_forward")
        outcome: Outcome = "ok" if rule.kind == "section" else "dropped"
        self.told.say("row", outcome, line, f"left out: {rule.kind}", rule.at)

    def _is_row(self, row: Row, rule: RowRule | None = None) -> bool:
        if self.rules.way == "regex":
            return rule is not None and rule.kind in READ
        for name in self.layout.needs:
            if name not in row.cells or not self._is_number(name, text_of(row.cells, name)):
                return False
        return True

    def _is_number(self, name: str, text: str) -> bool:
        """Whether the cell of a needed column holds its value: what its regex finds in it, or all of it."""
        column = self.layout.by_name[name]
        if column.regex:
            found = column.regex.search(text)
            if not found:
                return False
            text = found["value"] if "value" in column.regex.groups else found[0]
        return text in column.values or is_number(name, text or "", self.template.locale)

    def _row(self, row: Row, kind: LineKind, rule: RowRule | None) -> None:
        item = Item(kind, self.template.locale, self.rules.read)
        item.read_cells(row.line, row.cells, self.layout)
        item.required = self.required if kind == "item" else ()
        if rule:
            item.read_groups(rule.regex, row.line)
        for name, value in self.section.items():
            item.values.setdefault(name, value)
        self.beside.row(item, row)
        self._finish(item)
        number = str(len(self.table.lines) + 1)
        self.told.say("row", "ok", row.line, kind, rule.at if rule else self.layout.at, number)

    def _finish(self, following: Item | None) -> None:
        """Makes a line of the row that was open: nothing joins it once another one follows, or none can."""
        if self.open is not None:
            self.lacking += lacking(self.open, len(self.table.lines))
            self.table.lines.append(self.open.line())
        self.open = following

    def _why(self, row: Row) -> str:
        if row.doubt:
            return row.doubt
        if self.rules.way == "regex":
            return "no regex of `rows` fits it"
        if row.strays:
            return f'"{row_text(row.strays)}" stands under no column; a column may be given its edges (x)'
        missing = [name for name in self.layout.needs if name not in row.cells]
        if set(row.cells) == {"description"}:
            return self.beside.why_not()
        if missing:
            return f"nothing stands under {' and '.join(missing)}"
        return f"what stands under {' or '.join(self.layout.needs)} is no number"


class _Told:
    """Says what became of each text line, and keeps those that became nothing.

    On its own, so that the table's reader and what is beside it do not hold each other: nobody looks for such garbage
    while a reading lasts, and all words of the document would stay until somebody does.
    """

    def __init__(self, at: str, unread: list[Unread]) -> None:
        self.at = at
        self.kept = unread

    def unread(self, line: TextLine, why: str) -> None:
        self.kept.append(Unread(line.source(), why))
        self.say("row", "unread", line, why, self.at)

    def joined(self, waiting: Waiting, where: str) -> None:
        self.say("continuation", "ok", waiting.line, f"belongs to the row {where}", self.at)

    def say(
        self, kind: Kind, outcome: Outcome, line: TextLine, why: str, rule: str | None = None, name: str = ""
    ) -> None:
        if listened():
            note(Step(kind, outcome, line.text, why, rule, line.page.number, line.box, name))

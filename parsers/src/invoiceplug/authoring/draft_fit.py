"""How well a drafted table reads what is wanted: the template's own engine runs over the samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from invoiceplug.authoring.draft_locale import GuessedLocale
from invoiceplug.authoring.draft_places import same_number, words_at
from invoiceplug.authoring.draft_table import GuessedLines, Paper
from invoiceplug.authoring.draft_wanted import MAKE_A_LINE, Wanted
from invoiceplug.authoring.draft_yaml import lines_yaml, locale_yaml
from invoiceplug.document import Word
from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice import Field, Line
from invoiceplug.template.lines.table import Table, read_table
from invoiceplug.template.loader import parse_template
from invoiceplug.template.model import Template

NUMBERS, CODES, TEXT, EXTRA, LEFT = 10.0, 3.0, 6.0, 8.0, 1.0  # what a part of a line is worth, and what costs
WORST = -1000.0
ENOUGH = 0.97  # of what can be had: a last stray word is not worth trying dearer ways for
_FRAME = """vendor: {{id: draft, name: Draft}}
version: 0.1.0
match: {{any: [draft]}}
locale:
{locale}
fields:
  invoice_number: {{constant: "1"}}
  invoice_date: {{constant: "1"}}
lines:
{lines}
totals:
  grand: {{constant: "1"}}
"""


class Fit:
    """The merit of drafts on the samples; what was tried once is remembered."""

    def __init__(self, papers: Sequence[Paper], locale: GuessedLocale) -> None:
        self.papers = papers
        self.locale = locale
        self._known: dict[tuple[GuessedLines, int], float] = {}
        self.most = ENOUGH * (NUMBERS + CODES + TEXT) * sum(len(paper.wanted.lines) for paper in papers)

    def merit(self, lines: GuessedLines) -> float:
        """The higher, the more of the wanted lines are read as they are wanted, and the less else."""
        return sum(self._merit(lines, at) for at in range(len(self.papers)))

    def is_whole(self, lines: GuessedLines, paper: Paper) -> bool:
        """Whether all numbers of the sample are read, and no line too many."""
        read = self._read(lines, paper)
        if read is None or len(read.lines) != len(paper.wanted.lines):
            return False
        return all(_numbers(wanted, line) for wanted, line in zip(paper.wanted.lines, read.lines, strict=True))

    def _merit(self, lines: GuessedLines, at: int) -> float:
        key = (lines, at)
        if key not in self._known:
            self._known[key] = self._measured(lines, self.papers[at])
        return self._known[key]

    def _measured(self, lines: GuessedLines, paper: Paper) -> float:
        read = self._read(lines, paper)
        if read is None:
            return WORST
        got = list(read.lines)
        merit = -LEFT * len(read.unread) - EXTRA * max(0, len(got) - len(paper.wanted.lines))
        merit -= EXTRA * sum(line.description is None for line in got)  # without one no line is read
        for wanted in paper.wanted.lines:
            line = next((each for each in got if _numbers(wanted, each)), None)
            if line is not None:
                got.remove(line)
                merit += NUMBERS + CODES * _codes(wanted, line) + TEXT * _likeness(wanted, line, paper)
        return merit

    def _read(self, lines: GuessedLines, paper: Paper) -> Table | None:
        try:
            return read_table(list(paper.pages), self._template(lines))
        except InvoiceplugError:
            return None

    def _template(self, lines: GuessedLines) -> Template:
        text = _FRAME.format(locale=locale_yaml(self.locale), lines=lines_yaml(lines, self.locale.language))
        return replace(parse_template(text, "draft"), path=None)


def _numbers(wanted: dict[str, Wanted], line: Line) -> bool:
    """Whether quantity, unit price and total are those that are wanted."""
    return all(
        isinstance(read := getattr(line, name), Field) and same_number(read.value, wanted[name].value)
        for name in MAKE_A_LINE
        if name in wanted
    )


def _codes(wanted: dict[str, Wanted], line: Line) -> float:
    """The share of article number and unit that is read."""
    names = [name for name in ("vendor_sku", "uom_raw", "tax_rate", "price_qty") if name in wanted]
    same = [getattr(line, name) is not None and _same(getattr(line, name).value, wanted[name].value) for name in names]
    return sum(same) / len(same) if same else 1.0


def _same(read: object, wanted: str) -> bool:
    return str(read) == wanted or same_number(read, wanted)


def _likeness(wanted: dict[str, Wanted], line: Line, paper: Paper) -> float:
    """How much of what is printed for the line is read as some text of it, and nothing else."""
    said = {word for value in wanted.values() for word in value.words}
    read = _words(line, paper)
    return len(said & read) / len(said | read) if said | read else 0.0


def _words(line: Line, paper: Paper) -> set[Word]:
    found: set[Word] = set()
    for name in Line.__dataclass_fields__:
        value = getattr(line, name)
        if isinstance(value, Field):
            found |= set(words_at(paper.document, value.sources))
    for allowance in line.allowances:
        for part in (allowance.amount, allowance.percent):
            found |= set(words_at(paper.document, part.sources)) if part else set()
    for extra in line.extra.values():
        found |= set(words_at(paper.document, extra.sources))
    return found

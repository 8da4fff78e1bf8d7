"""The part `lines` of a drafted template, and a sample whose lines it is to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from invoiceplug.authoring.draft_columns import GuessedColumn
from invoiceplug.authoring.draft_ends import GuessedEnds
from invoiceplug.authoring.draft_reads import GuessedRead
from invoiceplug.authoring.draft_wanted import MAKE_A_LINE, Wanted, WantedSet
from invoiceplug.document import Document
from invoiceplug.template.text import TextLine
from invoiceplug.toolkit.locale import Locale

Row = dict[str, Wanted]


@dataclass(frozen=True, slots=True)
class GuessedLines:
    """The part `lines` of a template; `others` are the columns of further versions of the table."""

    columns: tuple[GuessedColumn, ...]
    needs: tuple[str, ...]
    ends: GuessedEnds
    way: str = "header"
    description: str = "below"
    gap: float | None = None
    beside: tuple[str, ...] = ("description",)  # columns that text lines beside a row may go on with
    first_page: bool = False
    reads: tuple[GuessedRead, ...] = ()
    others: tuple[tuple[tuple[GuessedColumn, ...], tuple[str, ...]], ...] = ()

    @classmethod
    def by_labels(cls, columns: Sequence[tuple[str, str]], end: str | None) -> GuessedLines | None:
        """What only a header row with known words shows; None without one."""
        names = [name for name, _ in columns]
        if not names:
            return None
        needs = [name for name in ("qty_shipped", "line_total") if name in names] or names[-1:]
        made = tuple(GuessedColumn(name, header) for name, header in columns)
        return cls(made, tuple(needs), GuessedEnds((end,) if end else ()))


@dataclass(frozen=True, slots=True)
class Paper:
    """A sample whose lines are wanted, with its text lines page by page."""

    document: Document
    pages: Sequence[list[TextLine]]
    wanted: WantedSet
    locale: Locale

    def heads(self) -> tuple[list[Row], list[TextLine]]:
        """The wanted lines that are placed, and the text line of each: where its numbers stand."""
        rows, heads = [], []
        for row in self.wanted.lines:
            line = self._head(row)
            if line is not None:
                rows.append(row)
                heads.append(line)
        return rows, heads

    def _head(self, row: Row) -> TextLine | None:
        words = [word for name in MAKE_A_LINE if name in row for word in row[name].words]
        lines = [line for page in self.pages for line in page if set(words) & set(line.words)]
        return max(lines, key=lambda line: len(set(words) & set(line.words)), default=None)

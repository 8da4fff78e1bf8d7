"""Text lines above and below a row that belong to it: which of them, and to which row."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from invoiceplug.record import Record
from invoiceplug.template.lines.columns import Cells, Row
from invoiceplug.template.lines.item import Item
from invoiceplug.template.model import Layout, Lines
from invoiceplug.template.text import TextLine

MAX_GAP = 1.5  # heights of a text line's own text by which it may stand off, unless the template says otherwise
_HAIR = 0.1  # points that do not count
_CLEARLY = 1.25  # by this factor the widest gap must exceed the next one to part two rows' text


class Waiting(Record):
    """A text line that belongs to the row above or to the one below."""

    line: TextLine
    cells: Cells


class Beside:
    """Gathers text lines and gives each to its row; what belongs to none is unread."""

    def __init__(
        self, rules: Lines, unread: Callable[[TextLine, str], None], joined: Callable[[Waiting, str], None]
    ) -> None:
        self.rules = rules
        self.layout: Layout | None = None
        self.unread = unread
        self.joined = joined
        self.current: Item | None = None  # takes the text lines under its row
        self.above: TextLine | None = None  # the line the next one is measured from; None at the top of a page
        self.waiting: list[Waiting] = []
        self.carried = False  # the page's sum was carried forward: what follows on it belongs to no row

    def may_take(self, row: Row) -> bool:
        """Whether the text line may be part of a row above or below it."""
        if self.carried:
            return False
        if self.rules.description == "below" and (self.current is None or not self._near(self.above, row.line)):
            return False
        if any(rule.regex.search(row.line.text) for rule in self.rules.continuation.read):
            return True
        if self.rules.continuation.anywhere:
            return True
        if not row.cells or row.strays or row.doubt or not set(row.cells) <= set(self.rules.continuation.columns):
            return False
        item = self.current if self.rules.description == "below" else None
        return item is None or all(item.accepts(name) for name in row.cells)

    def take(self, row: Row) -> None:
        """Takes a text line that may be part of a row."""
        waiting = Waiting(row.line, row.cells)
        if self.rules.description == "below":
            self._give(waiting, self.current, "above")
            self.above = row.line
        else:
            self.waiting.append(waiting)

    def row(self, item: Item, row: Row) -> None:
        """A row begins: what waited belongs to it or to the one before."""
        before, after = self._parted(row.line)
        self._close(before)
        own, item.texts = item.texts, []  # the row's own text goes on with what stands above it
        for each in after:
            self._give(each, item, "below")
        item.texts += own
        self.current, self.above, self.waiting, self.carried = item, row.line, [], False

    def skip(self, line: TextLine, *, carried: bool) -> None:
        """A text line in between was left out; after a carried-forward row nothing is measured.

        At the top of a page the description above may go on after it; at the bottom only a page's footer follows.
        """
        self.carried = carried and self.above is not None
        self.above = None if carried else line

    def turn_page(self) -> None:
        """A page or a table begins: gaps are not measured over it."""
        if self.rules.description == "both":
            self._close(self.waiting)
            self.waiting = []
        self.above, self.carried = None, False

    def close(self) -> None:
        """What is above is over: nothing that follows belongs to it."""
        self._close(self.waiting)
        self.waiting = []
        self.current = None

    def why_not(self) -> str:
        """Why a text line that could be a description is none."""
        if self.carried:
            return "it stands under the sum that is carried forward; `page_end` may name it"
        return "it is too far under the row above" if self.current else "there is no row above it"

    def _parted(self, line: TextLine) -> tuple[list[Waiting], list[Waiting]]:
        """What waited, parted into that of the row above and that of the row that begins with this line."""
        if self.rules.description == "above":
            return self._chain(line)
        lines = [each.line for each in self.waiting]
        if not lines or self.current is None or self.above is None:
            return self._chain(line)
        ends = [self.above, *lines, line]
        gaps = [_gap(first, second) for first, second in pairwise(ends)]
        order = sorted(range(len(gaps)), key=lambda index: gaps[index], reverse=True)
        cut = len(lines) // 2
        if gaps[order[0]] > gaps[order[1]] * _CLEARLY + _HAIR:
            cut = order[0]
        elif len(lines) % 2:
            self.unread(lines[cut], "it stands as far from the row above as from the row below")
            return self.waiting[:cut], self.waiting[cut + 1 :]
        return self.waiting[:cut], self.waiting[cut:]

    def _chain(self, line: TextLine) -> tuple[list[Waiting], list[Waiting]]:
        """From the row upwards as far as the text lines follow each other closely."""
        start, below = len(self.waiting), line
        while start and self._near(self.waiting[start - 1].line, below):
            start -= 1
            below = self.waiting[start].line
        return self.waiting[:start], self.waiting[start:]

    def _close(self, waiting: list[Waiting]) -> None:
        """Gives what waited to the row above where the description may go on under it; else it is unread."""
        for each in waiting:
            if self.rules.description == "both" and self.current and self._near(self.above, each.line):
                self._give(each, self.current, "above")
                self.above = each.line
            else:
                near = "it is too far from the rows above and below"
                self.unread(each.line, near if self.current else "there is no row near it")

    def _give(self, waiting: Waiting, item: Item | None, where: str) -> None:
        assert item is not None  # may_take asked
        if any(not item.accepts(name) for name in waiting.cells) and not self.rules.continuation.anywhere:
            self.unread(waiting.line, "the row it belongs to has these values already")
            return
        own = {name: words for name, words in waiting.cells.items() if name in self.rules.continuation.columns}
        item.add(waiting.line, own, self.layout, self.rules.continuation.read)
        self.joined(waiting, where)

    def _near(self, above: TextLine | None, line: TextLine) -> bool:
        """Whether the line stands close under the one above; over a page break everything does."""
        if above is None or above.page.number != line.page.number:
            return True
        limit = self.rules.continuation.max_gap or MAX_GAP
        return _gap(above, line) <= limit * max(line.height, above.height)


def _gap(above: TextLine, line: TextLine) -> float:
    """The white between two text lines, in points."""
    if above.page.number != line.page.number:
        return 0.0
    return (line.box.y0 - above.box.y1) * line.page.height

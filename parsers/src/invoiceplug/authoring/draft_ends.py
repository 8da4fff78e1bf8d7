"""Where the line table ends: texts under it that never stand within it, on the last page and on those before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from invoiceplug.authoring.draft_wanted import WantedSet
from invoiceplug.document import Word, row_text
from invoiceplug.template.text import WIDE_GAP, TextLine, folded, holds

MOST_WORDS = 5
FOOT = 0.88  # of the page's height: below it stands what is printed on every page


@dataclass(frozen=True, slots=True)
class GuessedEnds:
    """Texts before which the table is over, and before which it stops on a page.

    `boxes` name the first of the boxes for the totals: it stops there on each page, and is over on the last.
    """

    end: tuple[str, ...]
    page_end: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The text lines of a sample: page by page, the first ones of its line items, and everything of its items."""

    pages: Sequence[list[TextLine]]
    heads: Sequence[TextLine]
    wanted: WantedSet


def ends_of(tables: Sequence[Table], labels: Sequence[str]) -> GuessedEnds:
    """The marks of all samples; `labels` are those of the totals, which end it best."""
    within = [line.folded for table in tables for line in _within(table)]
    first = [text for table in tables for text in _after_last(table, boxes=False)]
    end = [text for text in dict.fromkeys((*first, *labels)) if not _stands(text, within)]
    boxes = [text for table in tables for text in _after_last(table, boxes=True) if not _stands(text, within)]
    on_pages = [text for table in tables for text in _under_pages(table)]
    foot = [text for table in tables for text in _foot(table)]
    every = dict.fromkeys((*boxes, *on_pages, *foot))
    page_end = [text for text in every if not _stands(text, within) and text not in end]
    return GuessedEnds(tuple(end), tuple(page_end), tuple(dict.fromkeys(boxes)))


def _stands(text: str, lines: Sequence[str]) -> bool:
    return any(folded(text) in line and holds(line, text) for line in lines)


def _within(table: Table) -> Iterator[TextLine]:
    """The text lines from each page's first item to its last one, and what belongs to the last one."""
    own = _own_words(table)
    for page in table.pages:
        at = [n for n, line in enumerate(page) if line in table.heads or own & set(line.words)]
        if at:
            yield from page[min(at) : max(at) + 1]


def _own_words(table: Table) -> set[Word]:
    return {word for line in table.wanted.lines for value in line.values() for word in value.words}


def _after_last(table: Table, *, boxes: bool) -> Iterator[str]:
    """What the text line under the whole table begins with, if it names boxes, or if it does not.

    A form with boxes for the totals is printed on every page, empty but on the last: there it ends no table.
    """
    last = table.heads[-1]
    page = next(page for page in table.pages if last in page)
    for line, text in _label_under(page, table):
        if _names_boxes(line) == boxes:
            yield text


def _names_boxes(line: TextLine) -> bool:
    """Whether it is a row of labels with nothing behind them."""
    return any(gap > WIDE_GAP for gap in line.gaps) and not any(char.isdigit() for char in line.text)


def _under_pages(table: Table) -> Iterator[str]:
    """The same under each page's items but the last one's."""
    last = table.heads[-1].page.number
    for page in table.pages:
        if page and page[0].page.number < last and any(head in page for head in table.heads):
            yield from (text for _, text in _label_under(page, table))


def _label_under(page: list[TextLine], table: Table) -> Iterator[tuple[TextLine, str]]:
    own = _own_words(table)
    bottom = max(n for n, line in enumerate(page) if line in table.heads or own & set(line.words))
    for line in page[bottom + 1 : bottom + 2]:
        yield from ((line, text) for text in _said(line))


def _foot(table: Table) -> Iterator[str]:
    """The beginning of what is printed at the foot of the first page."""
    foot = [line for line in table.pages[0] if line.box.y0 > FOOT and line not in table.heads]
    for line in foot[:1]:
        yield from _said(line)


def _said(line: TextLine) -> Iterator[str]:
    """The words that the line begins with, up to the first number; nothing where they are no text."""
    first = line.words[: next((at for at, gap in enumerate(line.gaps, start=1) if gap > WIDE_GAP), None)]
    words = takewhile(lambda word: not any(map(str.isdigit, word.text)), first[:MOST_WORDS])
    text = row_text(tuple(words)).rstrip(": ")
    if sum(map(str.isalpha, text)) > 3:
        yield text

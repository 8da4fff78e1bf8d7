"""The rows of each line: its figures' rows, and the text above, between and below them that goes with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from invoiceplug.document import Word
from invoiceplug.fallback.assign import Item
from invoiceplug.fallback.cards import A_CARD
from invoiceplug.fallback.figures import Figure
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.heads import Name
from invoiceplug.fallback.model import Kind
from invoiceplug.fallback.regions import ends_table, is_carried
from invoiceplug.fallback.solution import Solution
from invoiceplug.toolkit.locale import Locale
from invoiceplug.toolkit.units import find_unit

NEAR = 1.7  # heights of the text, over the usual step: rows this close go on with the line
NUMBERED: frozenset[Kind] = frozenset(("line_number", "vendor_sku"))
OVER = 0.5  # of words must stand over a column to stand in it
MOST_MORE = 40  # rows of text that one line may go on


@dataclass(frozen=True)
class Block:
    """An item and its rows from top to bottom."""

    item: Item
    rows: tuple[Row, ...]


def figures_of_item(item: Item) -> list[Figure]:
    """The figures that the item was read from."""
    some = (item.total, item.quantity, item.price, item.basis, item.other, *item.discounts)
    return [figure for figure in some if figure]


def blocks_of(rows: Sequence[Row], solution: Solution, beside: Collection[int] = ()) -> list[Block]:
    """One block an item, in the same order; a row belongs to one of them at most, and none of those `beside` to any."""
    items = solution.items
    spans = [_span(rows, item) for item in items]
    own = [list(range(first, last + 1)) for first, last in spans]
    above = not solution.table.cards and _text_above(rows, items, spans)
    taken = {*beside, *solution.aside, *solution.like_lines, *(at for block in own for at in block)}
    taken |= {item.row.at for item in solution.extra} | _led(rows, solution)
    for index, (before, after) in enumerate(pairwise(spans)):
        between = _free(rows, before[1] + 1, after[0], taken, solution)
        split = 0 if above else _split(rows, before[1], after[0], between)
        own[index] += between[:split]
        own[index + 1] = [*between[split:], *own[index + 1]]
    first, last = spans[0][0], spans[-1][1]
    if above or solution.table.cards:
        own[0] = [
            *_close(rows, first, _free(rows, first - MOST_MORE, first, taken, solution)[::-1])[::-1],
            *own[0],
        ]
    if not above:
        own[-1] += _close(rows, last, _free(rows, last + 1, last + MOST_MORE, taken, solution))
    return [Block(item, tuple(rows[at] for at in block)) for item, block in zip(items, own, strict=True)]


def _span(rows: Sequence[Row], item: Item) -> tuple[int, int]:
    """The first and last row of the item's figures."""
    words = {figure.words[0] for figure in figures_of_item(item)}
    near = range(max(0, item.row.at - A_CARD), min(len(rows), item.row.at + A_CARD + 1))
    ats = [at for at in near if rows[at].page is item.row.page and words & set(rows[at].words)]
    return min(ats), max(ats)


def _text_above(rows: Sequence[Row], items: Sequence[Item], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the lines' own rows hold no text, so that what stands above them describes them."""
    without = sum(not _has_text(rows[first : last + 1], item) for item, (first, last) in zip(items, spans, strict=True))
    return without * 2 > len(items)


def _has_text(rows: Sequence[Row], item: Item) -> bool:
    used = {word for figure in figures_of_item(item) for word in (*figure.words, *figure.beside, *figure.unit_words)}
    words = [word.text for row in rows for word in row.words if word not in used]
    return any(sum(ch.isalpha() for ch in text) >= 3 and not find_unit(text, Locale()) for text in words)


def _free(rows: Sequence[Row], start: int, stop: int, taken: set[int], solution: Solution) -> list[int]:
    """The rows from start to before stop that may go on with a line, up to the first that may not."""
    found = []
    for at in range(max(0, start), min(stop, len(rows))):
        row = rows[at]
        if at not in solution.table.under and row.page is not solution.items[0].row.page:
            continue
        if at in solution.table.under and _says_amount(row, solution):
            continue
        if at not in taken and not is_carried(row) and not ends_table(row) and not _is_head(at, solution):
            found.append(at)
    return found


def _led(rows: Sequence[Row], solution: Solution) -> set[int]:
    """The rows under the header that begin as the lines do, with a number of a position or an article: none of them
    goes on with another line. Empty where the lines themselves have no such numbers."""
    every = solution.table.head.names if solution.table.head else ()
    names = [name for name in every if name.kinds & NUMBERED and "description" not in name.kinds]
    usual = sum(_is_led(item.row, names) for item in solution.items)
    if usual * 2 <= len(solution.items):
        return set()
    return {at for at in solution.table.under if _is_led(rows[at], names)}


def _is_led(row: Row, names: Sequence[Name]) -> bool:
    """Whether a word with digits stands at one of the names, and a text behind it."""
    runs = text_words(row, set())
    for name in names:
        for at, run in enumerate(runs):
            x0, x1 = run[0].box.x0 * row.page.width, run[-1].box.x1 * row.page.width
            here = min(x1, name.x1) > max(x0, name.x0) and any(ch.isdigit() for word in run for ch in word.text)
            if here and any(word.text.isalpha() for other in runs[at + 1 :] for word in other):
                return True
    return False


def _says_amount(row: Row, solution: Solution) -> bool:
    """Whether words stand where the totals do, apart from what they say it of: "Delivery   free"."""
    column, runs = solution.assignment.total, text_words(row, set())
    edges = (runs[-1][0].box.x0 * row.page.width, runs[-1][-1].box.x1 * row.page.width)
    over = min(edges[1], column.x1) - max(edges[0], column.x0) > OVER * (edges[1] - edges[0])
    return len(runs) > 1 and over and any(word.text.isalpha() for word in runs[-1])


def _is_head(at: int, solution: Solution) -> bool:
    head = solution.table.head
    return bool(head and head.first <= at <= head.last)


def _split(rows: Sequence[Row], before: int, after: int, between: Sequence[int]) -> int:
    """How many of the rows between two lines go on with the upper one: those above the widest step."""
    if rows[before].page is not rows[after].page:
        return sum(rows[at].page is rows[before].page for at in between)
    chain = [before, *between, after]
    steps = [(round(rows[b].y - rows[a].y, 1), n) for n, (a, b) in enumerate(pairwise(chain))]
    return max(steps)[1]


def _close(rows: Sequence[Row], start: int, following: Sequence[int]) -> list[int]:
    """Those of the rows that follow without a wide step, on the same page."""
    found: list[int] = []
    at = start
    for other in following:
        step = abs(rows[other].y - rows[at].y)
        if rows[other].page is not rows[at].page or step > NEAR * max(rows[other].height, rows[at].height):
            break
        found.append(other)
        at = other
    return found


def text_words(row: Row, used: set[Word]) -> list[tuple[Word, ...]]:
    """The row's words that are not used, cut at wide gaps and at what is used."""
    runs: list[list[Word]] = []
    before: Word | None = None
    for word in row.words:
        if word in used:
            before = None
            continue
        wide = before is None or (word.box.x0 - before.box.x1) * row.page.width > row.height
        if wide:
            runs.append([])
        runs[-1].append(word)
        before = word
    return [tuple(run) for run in runs]

"""Finds words by what stands beside or above them. All functions give the words themselves, so sources are exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from invoiceplug.document import Document, Page, Word, row_box, without_colon
from invoiceplug.geometry import Box, contains, overlap_x

Words = tuple[Word, ...]

GAP = 1.5  # word heights: a wider gap parts two values of one row


def find_label(page: Page, label: str, *, case_sensitive: bool = False) -> list[Words]:
    """Every place on the page where the label's words stand side by side in one row, from top to bottom.

    A colon behind a printed word does not matter: "Invoice no" finds "Invoice no:". Where some of them begin their row
    or stand behind a gap, those in the middle of a sentence ("… chilled goods on receipt") are not meant.
    """
    return [row[start:end] for row, start, end in _labels(page, label, case_sensitive=case_sensitive)]


def _labels(page: Page, label: str, *, case_sensitive: bool) -> list[tuple[Words, int, int]]:
    """The rows that `find_label` finds, each with the first word of the label and the one behind its last."""
    tokens = [_plain(token, case_sensitive) for token in label.split()]
    if not tokens:
        raise ValueError("a label needs at least one word")
    first = tokens[0].casefold()
    if any(token.casefold() not in page.folded for token in tokens):
        return []
    found, apart = [], []
    for at, folded in enumerate(page.folded_rows):
        if first not in folded:
            continue
        row = page.row(at)
        printed = [_plain(word.text, case_sensitive) for word in row]
        if tokens[0] not in printed:
            continue
        for start in range(len(row) - len(tokens) + 1):
            if printed[start : start + len(tokens)] == tokens:
                found.append((row, start, start + len(tokens)))
                if start == 0 or not _near(page, row[start - 1], row[start], GAP):
                    apart.append(found[-1])
    return apart or found


def value_right_of(
    where: Page | Document, label: str, *, gap: float = GAP, case_sensitive: bool = False
) -> Words | None:
    """The words right of the label in its row, up to a gap wider than `gap` word heights; None when there are none.

    Of several labels the first with a value beside it counts.
    """
    every = (values_right_of(page, label, gap=gap, case_sensitive=case_sensitive) for page in _pages(where))
    return next((value for values in every for value in values), None)


def value_below(
    where: Page | Document, label: str, *, gap: float = GAP, rows: int = 1, case_sensitive: bool = False
) -> Words | None:
    """The words under the label in the next `rows` rows that have any there; None when there are none.

    A word is under the label when the two share some width; the words beside it, up to a gap, belong to it.
    """
    every = (values_below(page, label, gap=gap, rows=rows, case_sensitive=case_sensitive) for page in _pages(where))
    return next((value for values in every for value in values), None)


def values_right_of(page: Page, label: str, *, gap: float = GAP, case_sensitive: bool = False) -> Iterator[Words]:
    """The words right of the label, wherever it stands on the page with words beside it."""
    for row, _, behind in _labels(page, label, case_sensitive=case_sensitive):
        if value := _run(page, row[behind:], gap):
            yield value


def values_below(
    page: Page, label: str, *, gap: float = GAP, rows: int = 1, case_sensitive: bool = False
) -> Iterator[Words]:
    """The words under the label, wherever it stands on the page with words under it."""
    for found in find_label(page, label, case_sensitive=case_sensitive):
        runs = [run for row in rows_below(page, found) if (run := _run_under(page, row, found, gap))]
        if runs:
            yield tuple(word for run in runs[:rows] for word in run)


def values_between(page: Page, first: str, second: str, *, case_sensitive: bool = False) -> Iterator[Words]:
    """The words behind the first label and before the next second one, row by row, wherever both are on the page."""
    ends = find_label(page, second, case_sensitive=case_sensitive)
    order = [word for row in page.lines() for word in row]
    place = {word: at for at, word in enumerate(order)}
    for found in find_label(page, first, case_sensitive=case_sensitive):
        start = place[found[-1]] + 1
        stop = min((place[end[0]] for end in ends if place[end[0]] >= start), default=start)
        if stop > start:
            yield tuple(order[start:stop])


def words_in(page: Page, region: tuple[float, float, float, float]) -> Words:
    """The words whose middle lies in the region, row by row.

    It is left, top, right, bottom in points of the displayed page, or in fractions of it when none is over 1.
    """
    size = (page.width, page.height) * 2 if max(region) > 1 else (1.0,) * 4
    x0, y0, x1, y1 = (value / whole for value, whole in zip(region, size, strict=True))
    return tuple(word for row in page.lines() for word in row if contains(Box(x0, y0, x1, y1), word.box.middle))


def rows_below(page: Page, words: Sequence[Word]) -> list[Words]:
    """The page's rows that stand wholly under the words."""
    floor = row_box(words).y1
    return [row for row in page.lines() if row_box(row).middle[1] > floor and words[0] not in row]


def rows_under(page: Page, heading: str, *, until: Iterable[str] = (), case_sensitive: bool = False) -> list[Words]:
    """The rows from under the heading to above the first row that holds one of the `until` labels, or the page's end.

    [] when the heading is not on the page.
    """
    headings = find_label(page, heading, case_sensitive=case_sensitive)
    if not headings:
        return []
    ends = [found for label in until for found in find_label(page, label, case_sensitive=case_sensitive)]
    rows = []
    for row in rows_below(page, headings[0]):
        if any(found[0] in row for found in ends):
            break
        rows.append(row)
    return rows


def split_by_gaps(page: Page, row: Sequence[Word], *, gap: float = GAP) -> list[Words]:
    """The row cut wherever the gap is wider than `gap` word heights."""
    runs: list[Words] = []
    rest = tuple(row)
    while rest:
        run = _run(page, rest, gap)
        runs.append(run)
        rest = rest[len(run) :]
    return runs


def _pages(where: Page | Document) -> tuple[Page, ...]:
    return where.pages if isinstance(where, Document) else (where,)


def _plain(text: str, case_sensitive: bool) -> str:
    bare = without_colon(text)
    return bare if case_sensitive else bare.casefold()


def _run(page: Page, words: Sequence[Word], gap: float) -> Words:
    """The first word and those that follow it without a wide gap."""
    run = list(words[:1])
    for word in words[1:]:
        if not _near(page, run[-1], word, gap):
            break
        run.append(word)
    return tuple(run)


def _run_under(page: Page, row: Words, label: Words, gap: float) -> Words:
    above = row_box(label)
    runs = split_by_gaps(page, row, gap=gap)
    return (
        max(runs, key=lambda run: overlap_x(above, row_box(run)))
        if any(overlap_x(above, row_box(run)) > 0 for run in runs)
        else ()
    )


def _near(page: Page, left: Word, right: Word, gap: float) -> bool:
    apart = (right.box.x0 - left.box.x1) * page.width
    return apart <= gap * min(left.box.height, right.box.height) * page.height

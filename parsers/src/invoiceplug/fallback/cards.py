"""Lines told label by label, each figure behind what it is called: "Menge 3", "Preis 2,50", "Gesamtpreis 7,50"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from invoiceplug.document import Word
from invoiceplug.fallback.columns import Column
from invoiceplug.fallback.figures import Figure
from invoiceplug.fallback.grid import A_BREAK, Row
from invoiceplug.fallback.heads import Name
from invoiceplug.fallback.model import Kind
from invoiceplug.fallback.vocabulary import column_phrases, plain

ROLES: tuple[Kind, ...] = ("quantity", "unit_price", "line_total")
A_CARD = 12  # rows from a line's first figure to its last
MOST_FIGURES = 4  # of such a row
LONGEST_REST = 2  # words of a label behind what is known: "Preis pro Einheit (netto)"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its row, and what its label may mean."""

    row: Row
    figure: Figure
    kinds: frozenset[str]


def card_columns(rows: Sequence[Row]) -> list[Column]:
    """Quantities, unit prices and totals of the lines told so, each in its total's row; none where there are none."""
    found = list(_cards([told for row in rows for told in _told(row)]))
    if not found:
        return []
    return [
        _column([(card["line_total"].row, replace(card[role].figure, apart=True)) for card in found], role)
        for role in ROLES
    ]


def told_quantities(rows: Sequence[Row], under: Collection[int]) -> list[Column]:
    """The quantities told so in rows under a header that names none; none where there are none."""
    found = [told for row in rows if row.at in under for told in _told(row) if "quantity" in told.kinds]
    if not found:
        return []
    figures = [(told.row, replace(told.figure, apart=True)) for told in found]
    return [_column(figures, "quantity")]


def labelled(row: Row) -> list[tuple[frozenset[str], tuple[Word, ...]]]:
    """The row's texts, each with what its label means: nothing where none of them is a label; labels are left out."""
    runs = list(_runs(row))
    found: list[tuple[frozenset[str], tuple[Word, ...]]] = []
    meant: frozenset[str] = frozenset()
    for at, run in enumerate(runs):
        kinds = _meaning(run) if at + 1 < len(runs) else frozenset()
        if not kinds:
            found.append((meant, run))
        meant = kinds
    return found


def _column(figures: list[tuple[Row, Figure]], role: Kind) -> Column:
    column = Column(figures, min(f.x0 for _, f in figures), max(f.x1 for _, f in figures))
    column.name = Name((), column.x0, column.x1, frozenset((role,)))
    return column


def _cards(every: Sequence[Told]) -> Iterator[dict[Kind, Told]]:
    """The lines: the three figures in any order, before one of them comes again."""
    card: dict[Kind, Told] = {}
    for told in every:
        roles = [role for role in ROLES if role in told.kinds]
        new = [role for role in roles if role not in card]
        if not new or any(told.row.at - other.row.at > A_CARD for other in card.values()):
            card, new = {}, roles
        card[new[0]] = told
        if len(card) == len(ROLES):
            yield card
            card = {}


def _told(row: Row) -> Iterator[Told]:
    """The row's figures that stand alone behind a label that says one of the three."""
    if not 0 < len(row.figures) <= MOST_FIGURES:
        return
    for label, value in pairwise(_runs(row)):
        figure = next((each for each in row.figures if each.words[0] in value), None)
        if not figure or figure.percent or not {*figure.words, *figure.beside, *figure.unit_words} >= {*value}:
            continue
        if kinds := _meaning(label) & frozenset(ROLES):
            yield Told(row, figure, kinds)


def _meaning(label: Sequence[Word]) -> frozenset[str]:
    """What the label means that begins with a known name, and is little more."""
    words = plain(" ".join(word.text for word in label))
    return (
        next(
            (meant for rest in range(LONGEST_REST + 1) if (meant := column_phrases().get(words[: len(words) - rest]))),
            frozenset(),
        )
        if words
        else frozenset()
    )


def _runs(row: Row) -> Iterator[tuple[Word, ...]]:
    """The row's words, cut at wide gaps, behind a colon, and between a label and its figure."""
    begin = {min((*each.words, *each.beside), key=lambda word: word.box.x0) for each in row.figures}
    start = 0
    for at in range(1, len(row.words)):
        before, word = row.words[at - 1], row.words[at]
        wide = (word.box.x0 - before.box.x1) * row.page.width > A_BREAK * row.height
        if wide or before.text.endswith(":") or (word in begin and _meaning(row.words[start:at])):
            yield row.words[start:at]
            start = at
    yield row.words[start:]

"""What each amount of a table is: a line's, one that belongs to no line, a total's, or a tax's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from invoiceplug.document import Page
from invoiceplug.fallback.arithmetic import Terms, holds
from invoiceplug.fallback.assign import Assignment, Item, items_of, settled, terms_of, value_of
from invoiceplug.fallback.breakdown import only_taxes, says_tax
from invoiceplug.fallback.grid import Row
from invoiceplug.fallback.regions import Table, is_carried, is_total, names_total
from invoiceplug.fallback.vocabulary import charge_phrases, leading

CLOSE = 8  # rows
NO_PARTS = "an amount without a quantity and a price"
LIKE_A_TOTAL = "called like a total, though its figures multiply out as those of a line do"
ONLY_TAXES = "a tax and what it is of"
NOT_CARRIED = "called an amount carried over, though the lines above come to another"
NO_SUM = "called a total, though the lines above come to another"


@dataclass
class Amounts:
    """The lines with their numbers, the amounts among them that belong to none, and rows that are something else.

    `right` says which lines multiply out. `aside` is row -> why it is no line; "" where that is plain, so that nobody
    needs to look at it.
    """

    items: list[Item] = field(default_factory=list)
    terms: list[Terms | None] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    extra: list[Item] = field(default_factory=list)
    aside: dict[int, str] = field(default_factory=dict)


def amounts_of(table: Table, given: Assignment, decimal: str) -> Amounts:
    """The figures of the column of totals, each under what it is."""
    items = items_of(given)
    numbers = [terms_of(item, decimal) for item in items]
    wholes = [bool(terms and holds(terms)) for terms in numbers]
    near = _near(items, wholes)
    found, running = Amounts(), _Running()
    for item, terms, whole in zip(items, numbers, wholes, strict=True):
        value = value_of(item.total, decimal)
        if value is None:
            continue
        item, why = settled(item, decimal), _no_line(table, item, terms if whole else None, value, running, decimal)
        if why is None and (whole or _is_line(table, item, terms, near)):
            found.items.append(item)
            found.terms.append(terms)
            found.right.append(whole)
            running.add(item.row, value)
        elif (why is None or _is_charge(item.row, why)) and item.total.apart:
            found.extra.append(item)
            running.with_others += value if item.row.at in table.under else 0
        elif why is not None:
            found.aside[item.row.at] = why
    return _among(table, found)


def _near(items: Sequence[Item], wholes: Sequence[bool]) -> set[int]:
    """The rows with all figures of a line that stand close to one that multiplies out, on the same page."""
    sure = [item.row for item, whole in zip(items, wholes, strict=True) if whole]
    ats = [row.at for row in sure]
    found = set()
    for row in (item.row for item in items if _in_one_row(item) and _describes(item.row)):
        index = bisect_right(ats, row.at)
        found |= {row.at for other in sure[max(0, index - 1) : index + 1] if _close(row, other)}
    return found


def _describes(row: Row) -> bool:
    """Whether the row has a text, and not that of a total."""
    return any(word.isalpha() for label in row.labels for word in label) and not names_total(row)


def _close(row: Row, other: Row) -> bool:
    return row.page is other.page and abs(row.at - other.at) <= CLOSE


def _among(table: Table, found: Amounts) -> Amounts:
    """The same without amounts beyond the lines: they stand under no header, and not between two lines of one page.

    A total that is no sum of lines needs a look only where lines go on below it.
    """
    ats = [item.row.at for item in found.items]
    after = {at: bisect_right(ats, at) for at in (*(item.row.at for item in found.extra), *found.aside)}

    def between(item: Item) -> bool:
        index = after[item.row.at]
        return 0 < index < len(ats) and found.items[index - 1].row.page is found.items[index].row.page

    def goes_on(at: int) -> bool:
        index = after[at]
        return index < len(ats) and table.under.issuperset(range(at + 1, ats[index]))

    found.extra = [item for item in found.extra if item.row.at in table.under or between(item)]
    found.aside = {at: why if why != NO_SUM or goes_on(at) else "" for at, why in found.aside.items()}
    return found


def _is_line(table: Table, item: Item, numbers: Terms | None, near: Collection[int]) -> bool:
    """Whether figures that do not multiply out are a line's: they stand under the header with a part beside the
    amount, or are all there near a line that does."""
    under = item.row.at in table.under
    in_part = under and bool(item.quantity or item.price) and not names_total(item.row)
    return in_part or bool(numbers and (under or item.row.at in near))


def _no_line(
    table: Table, item: Item, numbers: Terms | None, value: Decimal, running: _Running, decimal: str
) -> str | None:
    """Why the row is no line though an amount stands in it; None where it may be one.

    What is called like a total is one when the lines above come to it. A product may be called so as well: then its
    figures multiply out, to something else. `numbers` are those that do.
    """
    if not numbers and only_taxes(item.row, decimal):
        told = says_tax(item.row)
        if told or item.quantity or item.price:
            return "" if told else ONLY_TAXES
    carried, total = is_carried(item.row), is_total(item.row)
    if table.cards or not (carried or total):
        return None
    of_lines = running.comes_to(value)
    if numbers and _in_one_row(item):
        return LIKE_A_TOTAL if of_lines or (total and numbers.trivial) else None
    return "" if of_lines else NOT_CARRIED if carried else NO_SUM


def _in_one_row(item: Item) -> bool:
    parts = [figure for figure in (item.quantity, item.price) if figure]
    return len(parts) > 1 and all(figure.words[0] in item.row.words for figure in parts)


def _is_charge(row: Row, why: str) -> bool:
    """Whether what seemed to be carried over is what a charge is called: "Transport"."""
    return why == NOT_CARRIED and any(leading(label, charge_phrases()) for label in row.labels)


@dataclass
class _Running:
    """What the lines come to so far: all, those of the page, those since the last total; and with what is beside."""

    all: Decimal = Decimal(0)
    with_others: Decimal = Decimal(0)
    of_page: Decimal = Decimal(0)
    since: Decimal = Decimal(0)
    page: Page | None = None

    def add(self, row: Row, amount: Decimal) -> None:
        if row.page is not self.page:
            self.page, self.of_page = row.page, Decimal(0)
        self.all += amount
        self.with_others += amount
        self.of_page += amount
        self.since += amount

    def comes_to(self, amount: Decimal) -> bool:
        """Whether the amount is one of the sums; then what follows is summed anew."""
        found = amount in (self.all, self.with_others, self.of_page, self.since)
        if found:
            self.since = Decimal(0)
        return found

"""A vendor template as the engine sees it: checked, compiled, and every rule with the `file:line` it stands at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Literal

from invoiceplug.document import squeezed
from invoiceplug.extractor import Vendor
from invoiceplug.invoice import ChargeKind
from invoiceplug.record import Record
from invoiceplug.template.names import LINE_NUMBERS, UNUSED
from invoiceplug.template.pattern import Pattern
from invoiceplug.toolkit.find import GAP
from invoiceplug.toolkit.values import Locale

Pages = Literal["first", "last", "all"] | int  # a page by its number, 1-based
Occurrence = Literal["first", "last", "only", "all"]
Align = Literal["left", "right", "center"]
Way = Literal["header", "ruled", "camelot_stream", "camelot_lattice", "regex"]
RowKind = Literal["item", "charge", "deposit", "note", "carried_forward", "subtotal", "section", "ignore"]


class Mark(Record, slots=False):
    """Something by which a document or a text line is recognised: a text, or a regex (of a tax id too).

    `metadata` names the entry of the PDF's metadata in which it is looked for, instead of on its pages.
    """

    at: str
    text: str | None = None
    regex: Pattern | None = None
    tax_id: str | None = None
    pages: Pages = "first"
    metadata: str | None = None

    @cached_property
    def word(self) -> str:
        """The longest word, or part of one, that is surely on a page where the mark is; case-folded, "" for none."""
        said = "" if self.tax_id else self.regex.literal if self.regex else self.text or ""
        return max(said.casefold().split(), key=len, default="")

    @cached_property
    def characters(self) -> str:
        """Letters and digits of the tax id, or of the text, as `Page.squeezed` has them; "" for none."""
        if self.tax_id:
            return "".join(filter(str.isalnum, self.tax_id)).casefold()
        return "" if self.regex else squeezed((self.text or "").casefold())


class Marks(Record):
    """How a document is recognised: all of, any of, none of these marks."""

    all: tuple[Mark, ...] = ()
    any: tuple[Mark, ...] = ()
    none: tuple[Mark, ...] = ()


class Rule(Record):
    """How one value is found: one of right_of, below, between, region, regex (alone) and constant.

    `region` (points, or fractions of the page where none is over 1) also narrows where the others look. `occurrence`
    is None where the first one counts and another page is expected to say the same. `anywhere`: a total that may
    stand before the end of the table.
    """

    at: str
    right_of: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    region: tuple[float, float, float, float] | None = None
    regex: Pattern | None = None
    constant: str | None = None
    pages: Pages = "all"
    required: bool = False
    occurrence: Occurrence | None = None
    gap: float = GAP
    rows: int = 1
    anywhere: bool = False

    @property
    def sought(self) -> str:
        """What the rule looks for, in words."""
        return " ".join(self._ways())

    def _ways(self) -> Iterator[str]:
        beside = [f'right of "{label}"' for label in self.right_of] + [f'below "{label}"' for label in self.below]
        if beside:
            yield " or ".join(beside)
        if self.between:
            yield f'between "{self.between[0]}" and "{self.between[1]}"'
        if self.region:
            yield f"in the region {list(self.region)}"
        if self.regex:
            yield f"by the regex {self.regex.text}"
        if self.constant is not None:
            yield "a constant"


def joined(text: str) -> str:
    """A label without case, spaces and a closing colon, as labels are compared."""
    return "".join(text.casefold().split()).rstrip(":")


class Column(Record, slots=False):
    """A column of the line table, found by its header or by `x` (points), or a value without one of its own.

    `align` is None where the cells of all rows tell. `constant` stands in every line; `source` names the column
    whose cell is read once more; `values` says what a printed text stands for.
    """

    name: str
    at: str
    headers: tuple[str, ...] = ()
    align: Align | None = None
    x: tuple[float, float] | None = None
    regex: Pattern | None = None
    optional: bool = False
    values: dict[str, str] = field(default_factory=dict)
    source: str | None = None
    constant: str | None = None
    required: bool = False

    @cached_property
    def is_plain(self) -> bool:
        """Whether its cell is the value, with nothing to look for or to look up."""
        return self.regex is None and not self.values

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Its headers as they are compared."""
        return tuple(map(joined, self.headers))

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """The first word of each header, as it is compared."""
        return tuple(joined(header.split()[0]) for header in self.headers)


class Layout(Record, slots=False):
    """One version of the table: its columns from left to right, what makes a row, and its header row's words."""

    at: str
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    name: str | None = None
    words: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Its columns by the name of what they hold; of two of one name the first."""
        return {column.name: column for column in reversed(self.columns)}

    @cached_property
    def cells(self) -> tuple[tuple[Column, str], ...]:
        """The columns that are read into a line, each with the name of the one in whose cell it stands."""
        read = [each for each in self.columns if each.constant is not None or not each.name.startswith(UNUSED)]
        return tuple((each, each.source or each.name) for each in read)

    @cached_property
    def figures(self) -> int:
        """How many of the words of a row hold a digit, at the least: one in each cell that must be a number."""
        return len({name for name in self.needs if name in LINE_NUMBERS and not self.by_name[name].values})

    @cached_property
    def needed(self) -> tuple[Column, ...]:
        """The columns whose header is always printed."""
        return tuple(column for column in self.columns if column.headers and not column.optional)


class RowRule(Record):
    """What kind of row a text line is, by a regex on the line or on one column's cell; its groups are values."""

    at: str
    kind: RowKind
    regex: Pattern
    column: str | None = None


class ReadRule(Record):
    """Values read from a description or a line under it; `keep` leaves the text in the description too."""

    regex: Pattern
    keep: bool = True


class Continuation(Record):
    """Which text lines beside a row belong to it, and how far away (in heights of their text) they may stand."""

    max_gap: float | None = None
    columns: tuple[str, ...] = ("description",)
    anywhere: bool = False
    read: tuple[ReadRule, ...] = ()


class Lines(Record):
    """The line table: how it is found, its layouts (the first one is today's), where it begins and ends."""

    at: str
    layouts: tuple[Layout, ...]
    end: tuple[Mark, ...]
    way: Way = "header"
    start: tuple[Mark, ...] = ()
    page_start: tuple[Mark, ...] = ()
    page_end: tuple[Mark, ...] = ()
    header_on: Literal["every_page", "first_page"] = "every_page"
    several: bool = False
    rows: tuple[RowRule, ...] = ()
    description: Literal["below", "above", "both"] = "below"
    continuation: Continuation = Continuation()
    read: tuple[ReadRule, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all layouts, today's first."""
        return tuple(column for layout in self.layouts for column in layout.columns)


class ChargeRule(Record):
    """An amount of the whole document beside its lines."""

    at: str
    kind: ChargeKind
    regex: Pattern
    negate: bool = False


class Head(Record):
    """What of a template is needed before it is known to be the one: the rest is made by `whole`."""

    vendor: Vendor
    version: str
    match: Marks
    path: Path | None
    whole: Callable[[], Template]


class Template(Record):
    """One vendor's template; `file` is its name as shown to people, `path` the file where there is one."""

    file: str
    vendor: Vendor
    version: str
    match: Marks
    locale: Locale
    credit_note: tuple[Mark, ...]
    fields: dict[str, Rule]
    lines: Lines
    charges: tuple[ChargeRule, ...]
    taxes: tuple[Pattern, ...]
    totals: dict[str, Rule]
    price_includes_tax: bool | tuple[Mark, ...] | None = None
    not_an_invoice: tuple[Mark, ...] = ()
    path: Path | None = None

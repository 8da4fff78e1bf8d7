"""What the reader of last resort suggests: lines, totals, the table's header, and what arithmetic proves of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from invoiceplug.document import Word
from invoiceplug.geometry import Box
from invoiceplug.invoice import Charge, Field, Line, Tax
from invoiceplug.reading import Unread
from invoiceplug.toolkit.locale import Locale

Kind = Literal[
    "line_number",
    "vendor_sku",
    "description",
    "date",
    "quantity",
    "weight",
    "unit",
    "unit_price",
    "price_qty",
    "discount",
    "tax_rate",
    "tax_amount",
    "line_total",
    "line_gross",
]


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """A column of the line table: what it holds, its header's words (none where nobody printed any), its values' edges.

    `x0` and `x1` are fractions of the page, over all values and the header's words; `kind` is None where nothing says.
    """

    kind: Kind | None
    words: tuple[Word, ...]
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Header:
    """The first header of the line table: its page, its words row by row, the columns from left to right.

    Without a printed header `words` is empty and `box` is None, and the columns are those that numbers line up in.
    """

    page: int
    words: tuple[Word, ...]
    box: Box | None
    columns: tuple[HeaderColumn, ...]


@dataclass(frozen=True, slots=True)
class SuggestedLine:
    """One line, and the equation that proves its quantity, unit price and total; None where nothing proves them.

    `words` are those of the whole block that it was read from, continuation rows included.
    """

    line: Line
    proof: str | None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line table found in a document nobody has described, with the totals around it.

    `totals` are by their names in invoice.v1; `proofs` is JSON Pointer -> equation, for lines and totals;
    `ambiguous` says that two assignments of the columns both add up to different values, so no line is proved.
    """

    lines: tuple[SuggestedLine, ...]
    locale: Locale
    header: Header
    totals: dict[str, Field[Decimal]] = field(default_factory=dict)
    charges: tuple[Charge, ...] = ()
    taxes: tuple[Tax, ...] = ()
    unread: tuple[Unread, ...] = ()
    proofs: dict[str, str] = field(default_factory=dict)
    ambiguous: bool = False

"""A vendor template as the engine sees it: checked, compiled, and every rule with the `file:line` it stands at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from invoiceplug.extractor import Vendor
from invoiceplug.invoice import ChargeKind
from invoiceplug.template.pattern import Pattern
from invoiceplug.toolkit.find import GAP
from invoiceplug.toolkit.values import Locale

Pages = Literal["first", "last", "all"] | int  # a page by its number, 1-based
Occurrence = Literal["first", "last", "only", "all"]
Align = Literal["left", "right", "center"]
RowKind = Literal["item", "charge", "deposit", "note", "carried_forward", "subtotal", "section", "ignore"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something by which a document or a text line is recognised: a text, or a regex (of a tax id too).

    `metadata` names the entry of the PDF's metadata in which it is looked for, instead of on its pages.
    """

    at: str
    text: str | None = None
    regex: Pattern | None = None
    tax_id: str | None = None
    pages: Pages = "first"
    metadata: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """How a document is recognised: all of, any of, none of these marks."""

    all: tuple[Mark, ...] = ()
    any: tuple[Mark, ...] = ()
    none: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """How one value is found: one of right_of, below, between, region, regex (alone) and constant.

    `region` (points, or fractions of the page where none is over 1) also narrows where the others look. `occurrence`
    is None where the first one counts and another page is expected to say the same.
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

    @property
    def sought(self) -> str:
        """What the rule looks for, in words."""
        return " ".join(self._ways())

    def _ways(self) -> Iterator[str]:
        for way, labels in (("right of", self.right_of), ("below", self.below)):
            if labels:
                yield f"{way} " + " or ".join(f'"{label}"' for label in labels)
        if self.between:
            yield f'between "{self.between[0]}" and "{self.between[1]}"'
        if self.region:
            yield f"in the region {list(self.region)}"
        if self.regex:
            yield f"by the regex {self.regex.text}"
        if self.constant is not None:
            yield "a constant"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the line table; `x` is in points where the template gives it."""

    name: str
    at: str
    headers: tuple[str, ...]
    align: Align
    x: tuple[float, float] | None = None
    regex: Pattern | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class RowRule:
    """What kind of row a text line is, by a regex on the line or on one column's cell."""

    at: str
    kind: RowKind
    regex: Pattern
    column: str | None = None


@dataclass(frozen=True, slots=True)
class ContinuationValue:
    """Values read from a line under a description; `keep` leaves the text in the description too."""

    regex: Pattern
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """The line table: columns from left to right, what makes a row, and where it ends."""

    at: str
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    end: tuple[Mark, ...]
    page_end: tuple[Mark, ...] = ()
    rows: tuple[RowRule, ...] = ()
    max_gap: float = 1.5
    continuation: tuple[ContinuationValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ChargeRule:
    """An amount of the whole document beside its lines."""

    at: str
    kind: ChargeKind
    regex: Pattern
    negate: bool = False


@dataclass(frozen=True, slots=True)
class Template:
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

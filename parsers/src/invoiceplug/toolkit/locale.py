"""How one vendor prints numbers and dates: stated once, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from invoiceplug.record import Record

NegativeStyle = Literal["-1", "1-", "(1)", "1 CR"]
NEGATIVE_STYLES: tuple[NegativeStyle, ...] = ("-1", "1-", "(1)", "1 CR")

SPACES = " \u00a0\u2009\u202f"  # what the grouping mark " " stands for: plain, no-break, thin and narrow no-break
APOSTROPHES = "'\u2019"  # what the grouping mark "'" stands for


class Locale(Record):
    """The marks of numbers, the formats of dates, the currency, and which negative styles the vendor uses.

    `grouping` is "" when the vendor prints none. `date_formats` are made of %d %m %Y %y %b %B and the characters
    between them; %b and %B are month names of `language`. `units` adds to the table of units: printed -> code.
    `symbols` are what the vendor prints for its currency beside the code and the usual symbol.
    """

    decimal: Literal[".", ","] = "."
    grouping: Literal["", ",", ".", " ", "'"] = ""
    date_formats: tuple[str, ...] = ()
    currency: str = ""
    negative: tuple[NegativeStyle, ...] = ("-1",)
    language: str = "en"
    units: Mapping[str, str] = field(default_factory=dict)
    symbols: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.decimal not in (".", ","):
            raise ValueError(f"the decimal mark must be '.' or ',', not {self.decimal!r}")
        if self.grouping not in ("", ",", ".", " ", "'") or self.grouping == self.decimal:
            raise ValueError(f"{self.grouping!r} cannot group under the decimal mark {self.decimal!r}")
        if unknown := [style for style in self.negative if style not in NEGATIVE_STYLES]:
            raise ValueError(f"the negative style {unknown[0]!r} is none of {', '.join(NEGATIVE_STYLES)}")


def grouping_marks(grouping: str) -> str:
    """The characters that may stand between groups of three digits, where a locale says `grouping`."""
    return {" ": SPACES, "'": APOSTROPHES}.get(grouping, grouping)

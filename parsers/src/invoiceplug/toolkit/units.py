"""Printed units of measure to codes of UNECE Recommendation 20 (packages: Rec 21 with an X before them)."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.locale import Locale


def read_unit(text: str, locale: Locale) -> str:
    """The code of a printed unit ("Stk." is H87); VALUE_UNREADABLE when neither locale nor table knows it."""
    if code := find_unit(text, locale):
        return code
    raise InvoiceplugError("VALUE_UNREADABLE", f"{text!r} is no unit of measure that is known here.", text=text)


def find_unit(text: str, locale: Locale) -> str | None:
    """The code of a printed unit, or None; the locale's own units come first, and a code stands for itself."""
    own = {_plain(printed): code for printed, code in locale.units.items()}
    return own.get(_plain(text)) or unit_table().get(_plain(text))


@cache
def unit_table() -> dict[str, str]:
    """Printed form (case folded, without full stops) -> code; a printed form never means two units."""
    table: dict[str, list[str]] = json.loads(Path(__file__).with_name("units.json").read_bytes())
    codes = {_plain(code): code for code in table}
    return codes | {_plain(printed): code for code, forms in table.items() for printed in forms}


@lru_cache(maxsize=1024)  # the locale's own units are compared with those of every line
def _plain(text: str) -> str:
    return " ".join(text.replace(".", "").casefold().split())

"""Regexes for cells that hold more than their value: a unit behind the number, a percent sign, two values in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from invoiceplug.authoring.draft_places import is_read_as
from invoiceplug.errors import InvoiceplugError
from invoiceplug.template.names import LINE_NUMBERS
from invoiceplug.template.values import reader_of
from invoiceplug.toolkit.locale import Locale

_NUMBER = r"[-−]?\d[\d.,' ]*-?"
_PERCENT = r"\d{1,2}(?:[.,]\d{1,2})?"
_FIRST_NUMBER = re.compile(_NUMBER.replace(" ", ""))


WITH_UNIT = rf"^(?<value>{_FIRST_NUMBER.pattern})(?: ?(?<uom_raw>[^\s\d]\S*))?$"
BEHIND_UNIT = rf"^(?:(?<uom_raw>[^\s\d]\S*?) ?)?(?<value>{_FIRST_NUMBER.pattern})$"


def part_regex(name: str, texts: Sequence[str], locale: Locale) -> str | None:
    """None where every cell is the value as it stands; else a regex for its first number."""
    if name == "discount_percent" and any("+" in text for text in texts):
        return rf"^(?<value>{_PERCENT}) ?%?(?: ?\+ ?(?<discount_percent_2>{_PERCENT}) ?%?)?$"
    if name not in LINE_NUMBERS or not texts or all(_reads(name, text, locale) for text in texts):
        return None
    found = [_FIRST_NUMBER.search(text) for text in texts]
    if not all(found):
        return None
    if name == "weight" and all(re.fullmatch(rf"{_FIRST_NUMBER.pattern} ?[^\W\d]+", text) for text in texts):
        return rf"(?<value>{_FIRST_NUMBER.pattern}) ?(?<weight_uom>[^\W\d]+)"
    return rf"(?<value>{_FIRST_NUMBER.pattern})"


def combined_regex(names: Sequence[str], printed: Sequence[str], values: Sequence[dict[str, str]]) -> str | None:
    """A regex for several values in one cell, in the order of most lines; a line may lack any but the first.

    None where the cells do not hold several.
    """
    loose = _combined(names, printed, values, loose=True)
    if loose and all(regex.fullmatch(loose, text) for text in printed if text):
        return f"{loose}$"
    return _combined(names, printed, values, loose=False)


def _combined(
    names: Sequence[str], printed: Sequence[str], values: Sequence[dict[str, str]], *, loose: bool
) -> str | None:
    order = max((_order(names, text, found) for text, found in zip(printed, values, strict=True)), key=len)
    parts: list[str] = []
    at = 0
    example, found = next(
        (text, found) for text, found in zip(printed, values, strict=True) if _order(names, text, found) == order
    )
    first = names[0]
    for name in order:
        start = example.find(found[name], at)
        group = f"(?<{'value' if name == first else name}>{_shape(name)})"
        between = r"\s*".join(re.escape(each) for each in example[at:start].split())
        part = (rf"\s*{between}\s*" if parts and between else r"\s*" if parts else "") + group
        sometimes = loose or any(text and name not in own for text, own in zip(printed, values, strict=True))
        parts.append(f"(?:{part})?" if sometimes and name != first else part)
        at = start + len(found[name])
    return f"^{''.join(parts)}" if len(parts) > 1 else None


def _order(names: Sequence[str], text: str, found: dict[str, str]) -> list[str]:
    """The values from left to right, those that stand within another one left out."""
    placed = sorted((text.find(found[name]), name) for name in names if name in found and found[name] in text)
    order, reached = [], 0
    for at, name in placed:
        if at >= reached:
            order.append(name)
            reached = at + len(found[name])
    return order


def _shape(name: str) -> str:
    return _FIRST_NUMBER.pattern if name in LINE_NUMBERS else r"[^\s\d]\S*"


def own_text(name: str, text: str, value: str, locale: Locale) -> str:
    """The part of the printed words that is the value: of "200Stk" the quantity is "200", and the unit "Stk"."""
    if is_read_as(name, text, value, locale):
        return text
    parts = [found[0] for found in _FIRST_NUMBER.finditer(text)] if name in LINE_NUMBERS else [value]
    return next((part for part in parts if part in text and is_read_as(name, part, value, locale)), text)


def _reads(name: str, text: str, locale: Locale) -> bool:
    try:
        reader_of(name)(text, locale)
    except InvoiceplugError:
        return False
    return True

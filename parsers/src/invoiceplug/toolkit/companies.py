"""What firms are known by on paper: tax ids of several countries, and names that end like a company's."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = r"(?:[ .\-/]?\d)"
_TAX_IDS = (
    *(rf"ATU{_DIGITS}{{8}}", rf"BE{_DIGITS}{{10}}", rf"CHE{_DIGITS}{{9}}", rf"DE{_DIGITS}{{9}}"),
    *(rf"ES ?[A-Z0-9]{_DIGITS}{{7}}[A-Z0-9]", rf"FR ?[A-Z0-9]{{2}}{_DIGITS}{{9}}", rf"GB{_DIGITS}{{9}}"),
    *(rf"IT{_DIGITS}{{11}}", rf"NL{_DIGITS}{{9}}B{_DIGITS}{{2}}", rf"PT{_DIGITS}{{9}}", rf"LU{_DIGITS}{{8}}"),
)
_TAX_ID = re.compile(rf"(?<![A-Z0-9])(?:{'|'.join(_TAX_IDS)})(?![A-Z0-9])")
_US_TAX_ID = re.compile(r"(?i)\b(?:Federal (?:Tax )?ID|EIN|FEIN)\b\D{0,6}(\d{2}-\d{7})\b")
_COMPANY = re.compile(
    r"(?:\b(?:GmbH|GMBH|AG|KG|OHG|UG|Ltd|LTD|Limited|LIMITED|PLC|LLC|Inc|INC|Corp|CORP|Co|SARL|SAS|B\.?V|N\.?V|Oy|AB|ApS)\b\.?"
    r"|\bS\.?(?:A|L|r\.?l|p\.?A)\.?(?=\s|$))"
)


def tax_ids_in(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Each tax id in the text, without the marks within it, and where it stands (in group 1 of a US one)."""
    for found in _TAX_ID.finditer(text):
        yield re.sub(r"[^A-Z0-9]", "", found[0]), found
    for found in _US_TAX_ID.finditer(text):
        yield found[1], found


def company_end(text: str) -> int:
    """Where the first name in the text that ends like a company's ends; 0 when there is none."""
    found = _COMPANY.search(text)
    return found.end() if found else 0

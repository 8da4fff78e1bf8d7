"""What on a page nobody else prints: tax ids, accounts, the domain of an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from invoiceplug.document import Page, row_text

_DIGITS = r"(?:[ .\-/]?\d)"
_TAX_IDS = (
    *(rf"ATU{_DIGITS}{{8}}", rf"BE{_DIGITS}{{10}}", rf"CHE{_DIGITS}{{9}}", rf"DE{_DIGITS}{{9}}"),
    *(rf"ES ?[A-Z0-9]{_DIGITS}{{7}}[A-Z0-9]", rf"FR ?[A-Z0-9]{{2}}{_DIGITS}{{9}}", rf"GB{_DIGITS}{{9}}"),
    *(rf"IT{_DIGITS}{{11}}", rf"NL{_DIGITS}{{9}}B{_DIGITS}{{2}}", rf"PT{_DIGITS}{{9}}", rf"LU{_DIGITS}{{8}}"),
)
_TAX_ID = re.compile(rf"(?<![A-Z0-9])(?:{'|'.join(_TAX_IDS)})(?![A-Z0-9])")
_US_TAX_ID = re.compile(r"(?i)\b(?:Federal (?:Tax )?ID|EIN|FEIN)\b\D{0,6}(\d{2}-\d{7})\b")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_MAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
_COMPANY = re.compile(
    r"(?:\b(?:GmbH|AG|KG|OHG|UG|Ltd|Limited|PLC|LLC|Inc|Corp|Co|SARL|SAS|B\.?V|N\.?V|Oy|AB|ApS)\b\.?"
    r"|\bS\.?(?:A|L|r\.?l|p\.?A)\.?(?=\s|$))"
)


@dataclass(frozen=True, slots=True)
class GuessedMark:
    """A mark as the template writes it: its kind, its text, what it is, and the words as they are printed."""

    kind: Literal["tax_id", "text"]
    text: str
    what: str
    printed: str = ""


def marks_on(page: Page) -> list[GuessedMark]:
    """Marks of the page, the surest first; a buyer's tax id may be among them."""
    rows = [row_text(row) for row in page.lines()]
    return list(dict.fromkeys(mark for find in (_tax_ids, _accounts, _domains) for row in rows for mark in find(row)))


def company_on(page: Page) -> str | None:
    """The first text that ends like the name of a company."""
    for row in page.lines():
        text = row_text(row)
        if found := _COMPANY.search(text):
            return text[: found.end()].strip(" ·,-") or None
    return None


def _tax_ids(row: str) -> Iterator[GuessedMark]:
    for found in _TAX_ID.finditer(row):
        yield GuessedMark("tax_id", re.sub(r"[^A-Z0-9]", "", found[0]), "tax id", found[0])
    for found in _US_TAX_ID.finditer(row):
        yield GuessedMark("tax_id", found[1], "tax id", found[1])


def _accounts(row: str) -> Iterator[GuessedMark]:
    for found in _IBAN.finditer(row):
        if _is_iban(found[0]):
            yield GuessedMark("text", found[0], "IBAN", found[0])


def _domains(row: str) -> Iterator[GuessedMark]:
    for found in _MAIL.finditer(row):
        yield GuessedMark("text", found[1], "e-mail domain", found[0])


def _is_iban(text: str) -> bool:
    """Whether its check digits are right (ISO 7064, mod 97-10)."""
    bare = text.replace(" ", "")
    return 15 <= len(bare) <= 34 and int("".join(str(int(ch, 36)) for ch in bare[4:] + bare[:4])) % 97 == 1

"""What on a page nobody else prints: tax ids, accounts, the domain of an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from invoiceplug.document import Page, row_text
from invoiceplug.toolkit.companies import company_end, tax_ids_in

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_MAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)


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
        if end := company_end(text):
            return text[:end].strip(" ·,-") or None
    return None


def _tax_ids(row: str) -> Iterator[GuessedMark]:
    for text, found in tax_ids_in(row):
        yield GuessedMark("tax_id", text, "tax id", found[1] if found.re.groups else found[0])


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

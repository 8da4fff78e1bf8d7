"""What on a page nobody else prints: tax ids, accounts, the domain of an e-mail address; those of the seller."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from invoiceplug.authoring.printed import letters_and_digits
from invoiceplug.document import Document, Page, Word, row_text
from invoiceplug.invoice import Party
from invoiceplug.template.text import WIDE_GAP
from invoiceplug.toolkit.companies import company_end, tax_ids_in
from invoiceplug.toolkit.find import split_by_gaps

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_MAIL = re.compile(r"(?:[\w.+-]+@|\bwww\.)((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
PARTING = ("·", "|", "•", "-", "–", "/")  # between the parts of an address on one row
SHORTEST, LONGEST = 4, 6  # letters of a domain that is a name, words of a name
_FREE_MAIL = ("gmail", "outlook", "hotmail", "gmx", "web", "yahoo", "icloud", "t-online", "orange", "libero")


@dataclass(frozen=True, slots=True)
class GuessedMark:
    """A mark as the template writes it: its kind, its text, what it is, the words as printed, and its pages."""

    kind: Literal["tax_id", "text"]
    text: str
    what: str
    printed: str = ""
    pages: str = "first"


def marks_on(page: Page) -> list[GuessedMark]:
    """Marks of the page, the surest first; a buyer's tax id may be among them."""
    rows = [row_text(row) for row in page.lines()]
    return list(dict.fromkeys(mark for find in (_tax_ids, _accounts, _domains) for row in rows for mark in find(row)))


def marks_of(documents: Sequence[Document], seller: Party | None) -> list[GuessedMark]:
    """The marks that are on all of the samples, those of the seller first; what is known as the buyer's is left out."""
    every = [mark for mark in marks_on(documents[0].pages[0]) if all(_is_on(mark, each) for each in documents[1:])]
    tax_id = seller.tax_id.value if seller and seller.tax_id else None
    if tax_id is not None:
        printed = next((mark.printed for mark in every if mark.text == tax_id), tax_id)
        own = GuessedMark("tax_id", tax_id, "tax id", printed)
        others = [mark for mark in every if mark.kind != "tax_id"]
        every = [*_placed(own, documents), *others]
    name = seller_name(documents[0].pages[0], seller)
    named = _placed(GuessedMark("text", name, "name", name), documents) if name else []
    return sorted([*every, *named], key=lambda mark: _order(mark, name or "", tax_id))


def _order(mark: GuessedMark, name: str, tax_id: str | None) -> int:
    """The seller's own tax id, its domain, its name; then what may be anybody's."""
    if mark.kind == "tax_id":
        return 0 if mark.text == tax_id else 3
    if mark.what == "e-mail domain":
        return 1 if _is_named(mark.text, name) else 5
    return 2 if mark.what == "name" else 4


def _is_named(domain: str, name: str) -> bool:
    """Whether the domain is made of the company's name."""
    bare = _bare(domain)
    return any(len(word) > 3 and word in bare for word in re.findall(r"[a-z0-9]+", _unaccented(name)))


def _placed(mark: GuessedMark, documents: Sequence[Document]) -> list[GuessedMark]:
    """The mark, where it stands on the first page of all samples, or else on any page of all."""
    if all(_is_on(mark, each) for each in documents):
        return [mark]
    if all(_is_on(mark, each, pages=len(each.pages)) for each in documents):
        return [GuessedMark(mark.kind, mark.text, mark.what, mark.printed, "all")]
    return []


def _is_on(mark: GuessedMark, document: Document, pages: int = 1) -> bool:
    wanted = letters_and_digits(mark.text)
    return any(wanted in letters_and_digits(row_text(row)) for page in document.pages[:pages] for row in page.lines())


def seller_name(page: Page, seller: Party | None) -> str | None:
    """The seller's name; where no e-mail or web address of the page is made of it, a text of which one is."""
    name = seller.name.value if seller and seller.name else None
    domains = [mark.text for row in page.lines() for mark in _domains(row_text(row))]
    if name and any(_is_named(domain, name) for domain in domains):
        return name
    texts = [row_text(piece).strip(" ·,-") for row in page.lines() for piece in _pieces(page, row)]
    return next((text for text in texts for domain in domains if _is_made_of(domain, text)), name)


def _pieces(page: Page, row: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The row cut at wide gaps, and at the marks between the parts of an address."""
    for piece in split_by_gaps(page, tuple(row), gap=WIDE_GAP):
        start = 0
        for at, word in enumerate([*piece, None]):
            if word is None or word.text in PARTING or word.text.endswith(","):
                end = at if word is None or word.text in PARTING else at + 1
                if start < end:
                    yield tuple(piece[start:end])
                start = at + 1


def _is_made_of(domain: str, text: str) -> bool:
    """Whether the text is a name that the domain begins with or is: "Clare Oats DAC" of clareoats.example."""
    bare, letters = _bare(domain), re.sub(r"[^a-z0-9]", "", _unaccented(text))
    shown = "@" in text or domain.casefold() in text.casefold()
    return len(bare) > SHORTEST and letters.startswith(bare) and len(text.split()) <= LONGEST and not shown


def _bare(domain: str) -> str:
    return re.sub(r"[^a-z0-9]", "", domain.casefold().split(".")[-2])


def _unaccented(text: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(ch))


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
        if found[1].split(".")[0].casefold() not in _FREE_MAIL:
            yield GuessedMark("text", found[1], "e-mail domain", found[0])


def _is_iban(text: str) -> bool:
    """Whether its check digits are right (ISO 7064, mod 97-10)."""
    bare = text.replace(" ", "")
    return 15 <= len(bare) <= 34 and int("".join(str(int(ch, 36)) for ch in bare[4:] + bare[:4])) % 97 == 1

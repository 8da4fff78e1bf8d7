"""Codes and descriptions that are not what they look like; honest ones of any script pass."""

from __future__ import annotations

import pytest

from invoiceplug import Box, Document, Field, Invoice, Line
from invoiceplug.document import Page, Word
from invoiceplug.invoice_json import clean_text
from invoiceplug.lies.spelling import spelling_findings

LATIN = "Rechnung über Schrauben und Muttern"


def document(text: str) -> Document:
    words = tuple(Word(word, 1, Box(0.1 * at, 0.1, 0.1 * at + 0.05, 0.12)) for at, word in enumerate(text.split()))
    return Document("0" * 64, 1, (Page(1, 595, 842, words),))


def suspects(line: Line, on: str = LATIN) -> list[tuple[str, str, str | None]]:
    found = spelling_findings(Invoice(lines=(line,)), document(on))
    return [(each.code, each.severity, each.path) for each in found]


@pytest.mark.parametrize(
    "code",
    [
        "АВ-12",  # Cyrillic, on an invoice without a Cyrillic word
        "SКU-12",  # one Cyrillic letter
        "ΑΒ-12",  # Greek
        "12\u200b34",
        "12\u202e34",
        "1٣2",
        "A\ue0001",
        "A\ufffd1",
        "A" + "\u0301" * 9,
    ],
)
def test_a_code_that_looks_like_another_one_is_suspect(code: str) -> None:
    assert suspects(Line(vendor_sku=Field(code))) == [("UNICODE_SUSPECT", "warning", "/lines/0/vendor_sku")]


@pytest.mark.parametrize(
    "code", ["A-1", "É12", "№ 12", "SKU\uff11\uff12", "10µF", "Ø10", "Ω-100", "A–1", "½-2", "Bär²"]
)
def test_a_code_that_says_what_it_shows_is_not(code: str) -> None:
    assert suspects(Line(vendor_sku=Field(code))) == []


@pytest.mark.parametrize(
    ("code", "page"), [("АВ-12", "Счёт за болты"), ("ΑΒ-12", "Τιμολόγιο για βίδες"), ("٣٤", "فاتورة")]
)
def test_a_vendor_may_write_codes_in_the_script_of_the_invoice(code: str, page: str) -> None:
    assert suspects(Line(vendor_sku=Field(code)), on=page) == []


@pytest.mark.parametrize("text", ["Hex\u200bbolt", "bolt \u202eM6", "Hex\u2066 bolt", "bоlt M6", "b" + "\u0300" * 1000])
def test_a_description_that_hides_something_is_suspect(text: str) -> None:
    assert suspects(Line(description=Field(text))) == [("UNICODE_SUSPECT", "warning", "/lines/0/description")]
    assert "\u200b" not in clean_text(text) and "\u202e" not in clean_text(text), "it is stored without them"


@pytest.mark.parametrize(
    "text",
    [
        "Öl, 5 µm",
        "Widerstand 10 Ω",
        "β-Carotin",
        "Болт М6",
        "שלום\u200f 5",
        "Tee\u00adkanne",
        "می\u200cخواهم",
        "👩\u200d🔧",
        "a\nb",
    ],
)
def test_an_honest_description_is_not(text: str) -> None:
    assert suspects(Line(description=Field(text))) == []


def test_a_description_that_is_cut_says_so() -> None:
    assert suspects(Line(description=Field("x" * 513))) == [("UNICODE_SUSPECT", "warning", "/lines/0/description")]
    assert suspects(Line(description=Field("x" * 512))) == []


def test_an_invoice_number_is_a_code_too() -> None:
    found = list(spelling_findings(Invoice(invoice_number=Field("ΑΒ-1")), document(LATIN)))
    assert [(each.code, each.path, each.line_ids) for each in found] == [("UNICODE_SUSPECT", "/invoice_number", ())]
    assert "U+0391 GREEK CAPITAL LETTER ALPHA" in found[0].message

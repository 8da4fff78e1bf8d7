"""A file that cannot be read is refused with its own code, and nothing else happens."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pikepdf
import pytest
from pdfs import changed, drawn

from invoiceplug.errors import InvoiceplugError
from invoiceplug.limits import Limits
from invoiceplug.toolkit.open import open_pdf
from invoiceplug.toolkit.pdfium import pdfium

PAGE = [(50, 100, "Invoice 4711")]
BAD = {
    "empty.pdf": "EMPTY_FILE",
    "not-a-pdf.pdf": "NOT_A_PDF",
    "encrypted.pdf": "ENCRYPTED_PDF",
    "scan.pdf": "SCANNED_NO_TEXT",
    "truncated.pdf": "DAMAGED_PDF",
}


def refusal(pdf: bytes, **limits: int) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as refused:
        open_pdf(pdf, limits=Limits(**limits))
    return refused.value


@pytest.mark.parametrize(("name", "code"), BAD.items())
def test_each_bad_sample_has_its_own_code(fixtures: Path, name: str, code: str) -> None:
    assert refusal((fixtures / "bad" / name).read_bytes()).code == code


def test_a_header_far_into_the_file_is_no_pdf() -> None:
    assert refusal(b" " * 1024 + drawn(PAGE)).code == "NOT_A_PDF"
    assert open_pdf(b"\xef\xbb\xbf\r\n" + drawn(PAGE)).text == "Invoice 4711"


def test_a_file_over_the_limit_is_not_even_opened() -> None:
    error = refusal(b"x" * 101, pdf_bytes=100)
    assert (error.code, error.facts) == ("FILE_TOO_LARGE", {"limit": "pdf_bytes", "most": 100, "found": 101})


def test_more_pages_than_the_limit_are_refused() -> None:
    error = refusal(drawn(PAGE, PAGE, PAGE), pages=2)
    assert (error.code, error.facts) == ("TOO_MANY_PAGES", {"limit": "pages", "most": 2, "found": 3})


def test_the_right_password_opens_and_a_wrong_one_does_not() -> None:
    locked = changed(drawn(PAGE), lambda opened: None, encryption=pikepdf.Encryption(user="käse", owner="o"))
    assert refusal(locked).code == "ENCRYPTED_PDF"
    assert open_pdf(locked, password="käse").text == "Invoice 4711"
    with pytest.raises(InvoiceplugError, match="ENCRYPTED_PDF"):
        open_pdf(locked, password="wrong")


def test_a_pdf_that_only_restricts_printing_opens() -> None:
    restricted = changed(drawn(PAGE), lambda opened: None, encryption=pikepdf.Encryption(user="", owner="o"))
    assert open_pdf(restricted).text == "Invoice 4711"


def test_no_pages() -> None:
    def empty(opened: pikepdf.Pdf) -> None:
        del opened.pages[0]

    assert refusal(changed(drawn(PAGE), empty)).code == "NO_PAGES"


def test_a_page_without_a_usable_size() -> None:
    def shrink(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.MediaBox = [0, 0, 0.5, 842]

    error = refusal(changed(drawn(PAGE), shrink))
    assert (error.code, error.facts) == ("BAD_PAGE_BOX", {"page": 1})


def test_a_page_larger_than_the_limit() -> None:
    error = refusal(drawn(PAGE, size=(400, 901)), page_side=900)
    assert (error.code, error.facts) == ("BAD_PAGE_BOX", {"limit": "page_side", "most": 900, "found": 901, "page": 1})
    assert error.detail == "Page 1 has 901 points on a side; the limit page_side is 900."


def test_a_page_with_more_characters_than_the_limit() -> None:
    error = refusal(drawn([], PAGE), page_characters=11)
    assert (error.code, error.facts["page"], error.facts["found"]) == ("LIMIT_OUTPUT", 2, 12)


def test_a_scan_names_its_pages() -> None:
    assert refusal(drawn([], [])).facts == {"pages": [1, 2]}


def test_a_picture_page_among_text_pages_is_no_scan() -> None:
    assert [len(page.words) for page in open_pdf(drawn([], PAGE)).pages] == [0, 2]


def test_without_the_engine_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)
    pdfium.cache_clear()  # another test may have loaded it
    error = refusal(drawn(PAGE))
    assert (error.code, error.facts) == ("MISSING_EXTRA", {"extra": "pdf"})
    assert "invoiceplug[pdf]" in error.detail


def test_threads_take_turns_and_all_read_the_same() -> None:
    pdf = drawn(*[[(50, y, f"row {y}") for y in range(50, 800, 10)]] * 3)
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(open_pdf(pdf).text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts) == 8
    assert len(set(texts)) == 1


def test_the_same_bytes_give_the_same_document() -> None:
    assert open_pdf(drawn(PAGE)) == open_pdf(drawn(PAGE))

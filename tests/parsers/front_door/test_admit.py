"""What comes through the front door: a clean copy that reads like the PDF, or the PDF's own error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import reload
from pathlib import Path

import pikepdf
import pytest
from pdfs import changed, drawn
from raw_pdfs import one_page, written

from invoiceplug import front_door
from invoiceplug.errors import InvoiceplugError
from invoiceplug.front_door.door import Admitted, admit, instead_of_nothing
from invoiceplug.limits import STANDARD
from invoiceplug.toolkit.open import open_pdf

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
VENDORS = sorted(path for path in FIXTURES.glob("*/*.pdf") if path.parent.name != "bad")
PAGE = [(50, 100, "Invoice 4711")]

Admit = Callable[..., Admitted]
Refused = Callable[..., InvoiceplugError]


@pytest.mark.parametrize("path", VENDORS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_copy_of_an_honest_pdf_reads_the_same_and_nothing_is_said(admitted: Admit, path: Path) -> None:
    data = path.read_bytes()
    through = admitted(data)
    original, copy = (open_pdf(each, textless=True) for each in (data, through.data))
    assert copy.pages == original.pages
    assert (copy.attachments, copy.metadata) == (original.attachments, original.metadata)
    assert (through.findings, through.repaired) == ((), False)


BAD = {
    "empty.pdf": "EMPTY_FILE",
    "not-a-pdf.pdf": "NOT_A_PDF",
    "encrypted.pdf": "ENCRYPTED_PDF",
}


@pytest.mark.parametrize(("name", "code"), BAD.items())
def test_each_bad_sample_has_its_own_code(refused: Refused, fixtures: Path, name: str, code: str) -> None:
    assert refused((fixtures / "bad" / name).read_bytes()).code == code


def test_the_same_pdf_gives_the_same_copy(admitted: Admit) -> None:
    assert admitted(drawn(PAGE)) == admitted(drawn(PAGE))


def test_a_password_opens_and_the_copy_needs_none(admitted: Admit, refused: Refused) -> None:
    locked = changed(drawn(PAGE), lambda opened: None, encryption=pikepdf.Encryption(user="käse", owner="o"))
    assert open_pdf(admitted(locked, password="käse").data).text == "Invoice 4711"
    assert refused(locked).code == "ENCRYPTED_PDF"
    assert refused(locked, password="wrong").code == "ENCRYPTED_PDF"


def test_a_pdf_that_only_restricts_printing_needs_no_password(admitted: Admit) -> None:
    restricted = changed(drawn(PAGE), lambda opened: None, encryption=pikepdf.Encryption(user="", owner="o"))
    assert open_pdf(admitted(restricted).data).text == "Invoice 4711"


def test_an_encryption_that_nobody_knows_is_damage_and_says_so(refused: Refused) -> None:
    error = refused(written(one_page(), trailer=b"/Encrypt<</Filter/Foo/V 1>>/ID[(a)(a)]"))
    assert error.code == "DAMAGED_PDF"
    assert "unsupported encryption filter" in error.detail


def test_a_pdf_without_pages(refused: Refused) -> None:
    assert refused(written(one_page() | {2: b"<</Type/Pages/Kids[]/Count 0>>"})).code == "NO_PAGES"


@pytest.mark.parametrize("pdf", [b"%PDF-1.7", b"%PDF-1.7\n" + b"(" * 500_000, b"%PDF-1.7\n1 0 obj\n" + b"[<<" * 9_999])
def test_what_is_no_document_is_damaged(refused: Refused, pdf: bytes) -> None:
    assert refused(pdf).code == "DAMAGED_PDF"


def test_pages_that_got_lost_are_damage_not_an_empty_document(refused: Refused) -> None:
    deep = b"/Deep " + b"[" * 9_999 + b"]" * 9_999
    assert refused(written(one_page(page=deep))).code == "DAMAGED_PDF"


def test_after_a_repair_nothing_there_means_damaged(admitted: Admit) -> None:
    repaired = admitted(written(one_page()).replace(b"startxref", b"startxxxx"))
    error = instead_of_nothing(InvoiceplugError("NO_LINE_ITEMS"), repaired)
    assert (error.code, error.facts) == ("DAMAGED_PDF", {"saved": "NO_LINE_ITEMS"})
    assert "No line items were found." in error.detail
    assert instead_of_nothing(InvoiceplugError("AMBIGUOUS_VENDOR"), repaired).code == "AMBIGUOUS_VENDOR"
    assert instead_of_nothing(InvoiceplugError("NO_LINE_ITEMS"), admitted(drawn(PAGE))).code == "NO_LINE_ITEMS"


def test_qpdf_is_left_with_the_limits_that_it_had(admitted: Admit) -> None:
    before = pikepdf.settings.get_qpdf_limits()
    admitted(drawn(PAGE))
    assert pikepdf.settings.get_qpdf_limits() == before


def test_without_qpdf_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "pikepdf", None)
        with pytest.raises(InvoiceplugError, match=r"MISSING_EXTRA.*invoiceplug\[pdf\]"):
            reload(front_door)
    reload(front_door)
    assert admit(drawn(PAGE), STANDARD).findings == ()

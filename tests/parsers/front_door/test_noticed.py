"""What is odd about a PDF that can be read: said as a warning, and only where it is so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pdfs import changed, drawn
from raw_pdfs import CONTENT, TEXT, one_page, stream, updated, written

from invoiceplug.errors import InvoiceplugError
from invoiceplug.front_door.door import Admitted
from invoiceplug.toolkit.open import open_pdf

PDF = written(one_page())
PAGE = [(50, 100, "Invoice 4711")]

Said = Callable[..., dict[str, str]]


def test_what_stands_before_the_header(said: Said) -> None:
    assert said(b"<html>\n" + PDF)["JUNK_BEFORE_HEADER"] == "7 bytes that belong to no PDF stand before it."
    assert said(b"\xef\xbb\xbf\r\n" + PDF) == {}


def test_what_follows_the_end_is_cut_off(said: Said, admitted: Callable[..., Admitted]) -> None:
    zipped = PDF + b"PK\3\4" + b"x" * 100_000
    assert said(zipped) == {"TRAILING_DATA": "100,005 bytes follow the end of the PDF."}
    assert len(admitted(zipped).data) < len(PDF) + 500
    assert said(PDF + b"\0" * 2_000) == {"TRAILING_DATA": "2,001 bytes follow the end of the PDF."}
    assert said(PDF + b"\r\n\0\0") == {}


BROKEN = {
    "without its end": PDF[: PDF.rindex(b"startxref")],
    "with a wrong place of the table": PDF.replace(b"startxref\n", b"startxref\n9999999"),
    "with the line ends of a mail gateway": PDF.replace(b"\n", b"\r\n"),
    "with a stream of a false length": PDF.replace(b"/Length 4", b"/Length 9"),
    "with a table that names itself before": PDF.replace(b"/Root", b"/Prev %d/Root" % PDF.rindex(b"xref\n0")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pdf_is_repaired_and_says_so(admitted: Callable[..., Admitted], name: str) -> None:
    through = admitted(BROKEN[name])
    assert through.repaired
    assert [each.code for each in through.findings] == ["REPAIRED"]
    assert "0x" not in through.findings[0].message
    assert "file is damaged" not in through.findings[0].message
    assert open_pdf(through.data).text == "Invoice 4711"


def test_content_that_breaks_off_is_damage_that_qpdf_does_not_see(said: Said) -> None:
    def cut(opened: pikepdf.Pdf) -> None:
        content = opened.pages[0].Contents
        content.write(content.read_raw_bytes()[:-40], filter=pikepdf.Name.FlateDecode)

    whole = changed(drawn(PAGE * 40), lambda opened: None, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    assert said(whole) == {}
    assert "the content of page 1 breaks off" in said(changed(whole, cut))["REPAIRED"]


def test_a_quantity_that_was_changed_afterwards(said: Said) -> None:
    shadowed = updated(PDF, CONTENT, stream(TEXT.replace(b"4711", b"4712")))
    assert "its first version shows other pages" in said(shadowed)["INCREMENTAL_UPDATES"]


def test_an_update_that_leaves_the_pages_alone_is_nobodys_business(said: Said) -> None:
    assert said(updated(PDF, 1, one_page(catalog=b"/Lang(de)")[1])) == {}


ACTIVE = {
    "JavaScript": b"/AcroForm<</Fields[]>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert)>>]>>>>",
    "Launch": b"/OpenAction<</S/Launch/F(calc.exe)>>",
    "SubmitForm": b"/AA<</WC<</S/SubmitForm/F(x)>>>>",
    "OpenAction (URI)": b"/OpenAction<</S/URI/URI(http)>>",
    "GoToR": b"/Outlines<</A<</S/GoToR/F(b.pdf)>>>>",
}


@pytest.mark.parametrize("kind", ACTIVE)
def test_what_could_act_is_named(said: Said, kind: str) -> None:
    assert kind in said(written(one_page(catalog=ACTIVE[kind])))["ACTIVE_CONTENT"]


def test_media_is_named_and_a_link_is_not(said: Said) -> None:
    link = b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http)>>>>"
    media = b"<</Subtype/RichMedia/Rect[0 0 9 9]>>"
    assert said(written(one_page(page=b"/Annots[" + link + b"]"))) == {}
    assert "RichMedia" in said(written(one_page(page=b"/Annots[" + media + b"]")))["ACTIVE_CONTENT"]
    assert said(written(one_page(catalog=b"/OpenAction[3 0 R/Fit]"))) == {}


def test_files_are_named_but_not_the_xml_that_may_be_an_e_invoice(said: Said) -> None:
    def attach(opened: pikepdf.Pdf) -> None:
        for name in ("factur-x.xml", "photo\n.png", *(f"{n}.txt" for n in range(6))):
            opened.attachments[name] = b"x"

    told = said(changed(drawn(PAGE), attach))["EMBEDDED_FILES"]
    assert told == "Attached to the PDF, and not opened: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more."


def test_a_form_that_is_only_drawn_by_its_own_program(refused: Callable[..., InvoiceplugError]) -> None:
    assert refused(written(one_page(catalog=b"/AcroForm<</XFA(x)/Fields[]>>"))).code == "XFA_ONLY"
    later = b"/NeedsRendering true/AcroForm<</XFA(x)/Fields[6 0 R]>>"
    assert refused(written(one_page(catalog=later) | {6: b"<</FT/Tx/T(a)>>"})).code == "XFA_ONLY"


def test_values_of_a_form_are_not_silently_left_out(said: Said) -> None:
    def form(field: bytes) -> dict[str, Any]:
        objects = one_page(catalog=b"/AcroForm<</Fields[6 0 R]>>", page=b"/Annots[6 0 R]")
        return said(written({**objects, 6: b"<</Subtype/Widget/FT/Tx/T(Total)/Rect[0 0 9 9]" + field + b">>"}))

    assert form(b"/V(12.00)") == {"HIDDEN_TEXT": "Form fields whose values no page shows: Total."}
    assert list(form(b"/V(12.00)/AP<</N 4 0 R>>")) == ["ENGINES_DISAGREE"]
    assert form(b"/V()") == {}

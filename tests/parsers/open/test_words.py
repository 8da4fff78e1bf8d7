"""Words come out as they are printed, whatever the engine makes of hyphens, ligatures and strange fonts."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import reportlab
from pdfs import changed, drawn
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.open import open_pdf


def texts(pdf: bytes) -> list[str]:
    return [word.text for word in open_pdf(pdf).pages[0].words]


def in_vera(*lines: str) -> bytes:
    """The lines in an embedded TrueType font with a ToUnicode map."""
    vera = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    pdfmetrics.registerFont(TTFont("Vera", str(vera)))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("Vera", 10)
    for index, line in enumerate(lines):
        canvas.drawString(60, 700 - 20 * index, line)
    canvas.save()
    return out.getvalue()


def without_maps(pdf: bytes) -> bytes:
    def strip(opened: pikepdf.Pdf) -> None:
        for each in opened.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
                del each["/ToUnicode"]

    return changed(pdf, strip)


def mapped_to(pdf: bytes, code: str, unicode: str) -> bytes:
    """The PDF with one code of its font's ToUnicode map sent elsewhere (UTF-16, hexadecimal)."""

    def remap(opened: pikepdf.Pdf) -> None:
        for each in opened.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
                before = each.ToUnicode.read_bytes()
                after = before.replace(b"endcmap", f"1 beginbfchar <{code}> <{unicode}> endbfchar endcmap".encode())
                each.ToUnicode = opened.make_stream(after)

    return changed(pdf, remap)


def test_a_hyphen_at_a_line_end_parts_two_words() -> None:
    document = open_pdf(drawn([(50, 100, "Schrauben-"), (50, 114, "dreher Set"), (300, 100, "A-1")]))
    words = {word.text: word for word in document.pages[0].words}
    assert set(words) == {"Schrauben-", "dreher", "Set", "A-1"}
    assert words["Schrauben-"].box.y1 < words["dreher"].box.y1
    assert words["Schrauben-"].box.width == pytest.approx(52 / 595, abs=0.005)


def test_a_drawn_soft_hyphen_is_a_hyphen() -> None:
    assert texts(drawn([(50, 100, "\u00ad5,00"), (50, 120, "x")])) == ["-5,00", "x"]


@pytest.mark.parametrize("unicode", ["0000", "FFFE"])
def test_what_is_no_character_is_no_hyphen(unicode: str) -> None:
    assert texts(mapped_to(in_vera("Ax-1"), f"{ord('x'):02X}", unicode)) == ["A\ufffd-1"]


def test_boxes_stay_right_behind_characters_that_have_no_unicode() -> None:
    plain = in_vera("aäöüa 4711", "next")
    nameless = without_maps(plain)
    places = {word.text: word.box for word in open_pdf(plain).pages[0].words}
    found = {word.text: word.box for word in open_pdf(nameless).pages[0].words}
    assert found["4711"] == pytest.approx(places["4711"], abs=1e-6)
    assert found["next"] == pytest.approx(places["next"], abs=1e-6)


def test_a_character_beyond_the_basic_plane_does_not_shift_the_boxes_behind_it() -> None:
    plain = in_vera("ab ä 4711 next")
    places = {word.text: word.box for word in open_pdf(plain).pages[0].words}
    found = {word.text: word.box for word in open_pdf(mapped_to(plain, "01", "D83DDE00")).pages[0].words}
    assert "\U0001f600" in found
    assert found["next"] == pytest.approx(places["next"], abs=1e-6)


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    found = texts(mapped_to(in_vera("ab ä 4711"), "01", "D83D"))
    assert "".join(found).encode("utf-8")
    assert found[-1] == "4711"


def test_metadata_and_page_sizes_are_kept() -> None:
    document = open_pdf(drawn([(50, 100, "x")], size=(612, 792)))
    assert document.metadata["Producer"].startswith("ReportLab")
    assert (document.pages[0].width, document.pages[0].height) == (612, 792)
    assert document.size > 0


def test_fonts_without_unicode_are_refused_and_the_pages_named() -> None:
    nameless = without_maps(in_vera(*["äöüßÄÖÜéèê"] * 5))
    with pytest.raises(InvoiceplugError, match="UNREADABLE_TEXT") as refused:
        open_pdf(nameless)
    assert refused.value.facts["pages"] == [1]


def test_a_digit_that_its_font_does_not_name_never_vanishes_from_a_number() -> None:
    plain = in_vera("123 4563 1\u00e4\u00f624")
    assert texts(plain)[2] == "1äö24"
    assert texts(without_maps(plain))[2] == "1\ufffd\ufffd24"


def test_a_few_characters_without_unicode_do_not_refuse_the_rest() -> None:
    assert "Rechnung" in texts(without_maps(in_vera("Rechnung Nr. 4711 über Größe 5")))

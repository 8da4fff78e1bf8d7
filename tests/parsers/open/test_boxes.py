"""Boxes lie where the ink is, on the page as it is displayed, whatever /Rotate and CropBox say."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdfs import changed, drawn
from PIL import Image, ImageDraw

from invoiceplug import Box, Document
from invoiceplug.toolkit.open import open_pdf

SCALE = 3
ROTATIONS = (0, 90, 180, 270)
CROP = (20, 30, 560, 800)
TEXTS = [(60, 80, "Invoice no: 4711"), (300, 200, "gypsum board"), (60, 700, "Total 12.50"), (480, 760, "page 1/1")]
TURNED = [f"rotate-{rotation}{crop}.pdf" for rotation in ROTATIONS for crop in ("", "-crop")]


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """The page in grey, as a viewer shows it."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return opened[page].render(scale=SCALE).to_pil().convert("L")
    finally:
        opened.close()


def pixels(box: Box, size: tuple[int, int], margin: int = 1) -> tuple[int, int, int, int]:
    wide, high = size
    return (
        int(box.x0 * wide) - margin,
        int(box.y0 * high) - margin,
        int(box.x1 * wide) + 1 + margin,
        int(box.y1 * high) + 1 + margin,
    )


def has_ink(image: Image.Image, box: Box) -> bool:
    darkest, lightest = image.crop(pixels(box, image.size, margin=0)).getextrema()
    return bool(lightest - darkest > 60)


@pytest.mark.parametrize("crop", [None, CROP])
@pytest.mark.parametrize("rotation", ROTATIONS)
def test_every_word_has_its_ink_and_all_ink_has_its_word(rotation: int, crop: tuple[int, ...] | None) -> None:
    def turn(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.Rotate = rotation
        if crop:
            opened.pages[0].obj.CropBox = pikepdf.Array(list(crop))

    pdf = changed(drawn(TEXTS), turn)
    page = open_pdf(pdf).pages[0]
    image = picture(pdf)
    assert [word.text for word in page.words] == " ".join(text for _, _, text in TEXTS).split()
    assert all(has_ink(image, word.box) for word in page.words)
    for word in page.words:
        ImageDraw.Draw(image).rectangle(pixels(word.box, image.size), fill=255)
    assert image.getextrema()[0] > 200, "ink outside of all words' boxes"


def test_page_boxes_and_rotation_are_inherited_from_the_page_tree() -> None:
    def inherit(opened: pikepdf.Pdf) -> None:
        tree, page = opened.Root.Pages, opened.pages[0].obj
        tree.MediaBox, tree.CropBox, tree.Rotate = page.MediaBox, pikepdf.Array(list(CROP)), 90
        del page["/MediaBox"], page["/Rotate"]

    pdf = changed(drawn(TEXTS), inherit)
    page = open_pdf(pdf).pages[0]
    assert (page.width, page.height) == (CROP[3] - CROP[1], CROP[2] - CROP[0])
    image = picture(pdf)
    assert all(has_ink(image, word.box) for word in page.words)


@pytest.mark.parametrize("name", TURNED)
def test_a_whole_invoice_has_its_ink_however_it_is_turned(fixtures: Path, name: str) -> None:
    pdf = (fixtures / "geometry" / name).read_bytes()
    document = open_pdf(pdf)
    for page in document.pages:
        image = picture(pdf, page.number - 1)
        bare = [word.text for word in page.words if not has_ink(image, word.box)]
        assert bare == []
        mirrored = [Box(1 - b.x1, 1 - b.y1, 1 - b.x0, 1 - b.y0) for b in (word.box for word in page.words)]
        assert not all(has_ink(image, box) for box in mirrored), "this test could not fail"


@pytest.mark.parametrize("rotation", ROTATIONS[1:])
def test_an_invoice_that_was_drawn_sideways_reads_like_the_upright_one(fixtures: Path, rotation: int) -> None:
    upright = open_pdf((fixtures / "geometry" / "rotate-0.pdf").read_bytes())
    turned = open_pdf((fixtures / "geometry" / f"upright-{rotation}.pdf").read_bytes())
    assert turned.text == upright.text
    for one, other in zip(words_of(upright), words_of(turned), strict=True):
        assert one.text == other.text
        assert one.box == pytest.approx(other.box, abs=0.001)


def test_words_beyond_the_crop_box_are_not_there() -> None:
    def crop(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.CropBox = pikepdf.Array([0, 421, 595, 842])

    document = open_pdf(changed(drawn(TEXTS), crop))
    assert document.text == "Invoice no: 4711\ngypsum board"


@pytest.mark.parametrize("rotation", ROTATIONS)
def test_ruling_edges_turn_with_the_page(rotation: int) -> None:
    def turn(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.Rotate = rotation

    pdf = changed(drawn(TEXTS, rules=[(60, 300, 500, 300), (100, 320, 100, 500)]), turn)
    page = open_pdf(pdf).pages[0]
    level, upright = ("v", "h") if rotation in (90, 270) else ("h", "v")
    assert [edge.orientation for edge in page.edges] == [level, upright]
    image = picture(pdf)
    for edge, length in zip(page.edges, (440, 180), strict=True):
        x0, y0, x1, y1 = edge.box
        ends = (Box(x0, y0, x0, y0), Box(x1, y1, x1, y1))
        assert all(image.crop(pixels(end, image.size, margin=3)).getextrema()[0] < 60 for end in ends)
        assert edge.box.width * page.width + edge.box.height * page.height == pytest.approx(length, abs=0.1)


def test_a_rectangle_has_four_edges_and_a_clip_path_none() -> None:
    def draw(opened: pikepdf.Pdf) -> None:
        opened.pages[0].contents_add(b"q 50 50 200 100 re W n Q 300 300 100 80 re S")

    page = open_pdf(changed(drawn(TEXTS), draw)).pages[0]
    assert sorted(edge.orientation for edge in page.edges) == ["h", "h", "v", "v"]
    assert {round(edge.box.x0 * page.width) for edge in page.edges} == {300, 400}


def test_edges_within_a_form_are_where_the_form_is_drawn() -> None:
    def draw(opened: pikepdf.Pdf) -> None:
        form = opened.make_stream(b"0 0 100 0 re 0 0 m 100 0 l S")
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, -5, 200, 5]
        opened.pages[0].resources.XObject = pikepdf.Dictionary(Rule=form)
        opened.pages[0].contents_add(b"q 2 0 0 1 60 400 cm /Rule Do Q")

    page = open_pdf(changed(drawn(TEXTS), draw)).pages[0]
    (edge,) = {(e.orientation, *(round(value, 3) for value in e.box)) for e in page.edges}
    assert edge == ("h", round(60 / 595, 3), round(442 / 842, 3), round(260 / 595, 3), round(442 / 842, 3))


def words_of(document: Document) -> list[object]:
    return [word for page in document.pages for row in page.lines() for word in row]


def test_the_document_survives_its_json() -> None:
    document = open_pdf(drawn(TEXTS, rules=[(60, 300, 500, 300)], pdfVersion=(1, 4)))
    assert Document.from_json(document.to_json()).to_json() == document.to_json()

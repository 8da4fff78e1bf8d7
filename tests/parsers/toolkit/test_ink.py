"""Which letters are seen, and what a page may cost that was made to be costly."""

from __future__ import annotations

import io

import pikepdf
from pdfs import changed, drawn

from invoiceplug.geometry import Box
from invoiceplug.toolkit.ink import MOST_LETTERS, PageInk, pages_ink
from invoiceplug.toolkit.ink_letters import RawLetter
from invoiceplug.toolkit.ink_overlaps import layers, overlaps

NOTE = [(50.0, 100.0, "Hex bolt M6")]


def ink_of(pdf: bytes) -> PageInk:
    (found,) = pages_ink(pdf, [1])
    return found


def tiled(step: float) -> bytes:
    """A page with a square behind its text whose tiles stand that many points apart."""

    def add(opened: pikepdf.Pdf) -> None:
        tile = opened.make_stream(b"1 0 0 rg 0 0 1 1 re f")
        tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = pikepdf.Name.Pattern, 1, 1, 1
        tile.BBox, tile.XStep, tile.YStep = pikepdf.Array([0, 0, 1, 1]), step, step
        tile.Resources = pikepdf.Dictionary()
        page = opened.pages[0]
        page.Resources.Pattern = pikepdf.Dictionary(Tile=tile)
        page.contents_add(b"q /Pattern cs /Tile scn 0 0 500 800 re f Q", prepend=True)

    return changed(drawn(NOTE), add)


def in_a_form(pdf: bytes) -> bytes:
    """What the PDF's page shows, as a form on an empty page."""

    def lay(opened: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(pdf)) as inner:
            pikepdf.Page(opened.pages[0]).add_overlay(inner.pages[0])

    return changed(drawn([]), lay)


def test_every_letter_of_a_page_is_seen() -> None:
    ink = ink_of(drawn(NOTE))
    assert "".join(letter.text for letter in ink.letters) == "HexboltM6"
    assert all(letter.seen and letter.named for letter in ink.letters)


def test_text_in_a_form_in_a_form_is_seen_like_any_other() -> None:
    ink = ink_of(in_a_form(in_a_form(drawn(NOTE))))
    assert "".join(letter.text for letter in ink.letters if letter.seen) == "HexboltM6"


def test_tiles_too_small_to_draw_are_painted_plainly() -> None:
    ink = ink_of(tiled(0.0001))
    assert "".join(letter.text for letter in ink.letters if letter.seen) == "HexboltM6"


def test_a_page_of_too_many_letters_is_not_drawn() -> None:
    rows = [(10.0, 20.0 + 2 * at, f"{at:03}" + "x" * 97) for at in range(MOST_LETTERS // 100 + 1)]
    assert not ink_of(drawn(rows)).whole


def letter(text: str, drawn_by: int, x: float = 0.1) -> RawLetter:
    return RawLetter(text, Box(x, 0.1, x + 0.01, 0.12), drawn_by, True)


def test_letters_without_end_on_one_spot_are_not_compared_with_each_other() -> None:
    assert overlaps([letter("ab"[at % 2], at) for at in range(3000)]) is None


def test_different_letters_on_one_spot_are_pairs_and_fake_bold_and_ligatures_are_not() -> None:
    assert overlaps([letter("1", 1), letter("7", 2)]) == [(0, 1)]
    assert overlaps([letter("1", 1), letter("1", 2)]) == []
    assert overlaps([letter("f", 1), letter("i", 1)]) == []
    assert overlaps([letter("1", 1), letter("7", 2, x=0.107)]) == []


def test_texts_on_one_spot_are_looked_at_one_by_one() -> None:
    letters = [letter("1", 1), letter("2", 2), letter("3", 3), letter("4", 4, x=0.5)]
    assert layers(letters, [(0, 1), (0, 2), (1, 2)]) == {1: 0, 2: 1, 3: 2, 4: 0}


def test_a_poster_is_drawn_coarser() -> None:
    ink = ink_of(drawn([(50.0, 100.0, "Hex")], size=(14400.0, 14400.0)))
    assert len(ink.letters) == 3 and ink.whole

"""A PDF over a limit is refused with the limit's code and name, quickly; one just within it is not."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache

import pytest
from raw_pdfs import CONTENT, TEXT, Objects, one_page, stream, written

from invoiceplug.errors import InvoiceplugError
from invoiceplug.front_door.door import Admitted
from invoiceplug.limits import STANDARD, Limits
from invoiceplug.toolkit.open import open_pdf

MIB = 1024 * 1024
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
FLATE = b"/Filter/FlateDecode"
CMAP = b"1 beginbfrange <%s> <%s> <0041> endbfrange"


@cache
def flate(*, mib: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * MIB) for _ in range(mib)) + packer.flush()


def with_content(raw: bytes, said: bytes = b"", **more: bytes) -> Objects:
    return {**one_page(**more), CONTENT: stream(raw, said)}


def with_object(body: bytes, **more: bytes) -> Objects:
    return {**one_page(**more), 6: body}


def calling_twice(deep: int) -> Objects:
    forms = {
        n: stream(b"/F Do /F Do", FORM + b"/Resources<</XObject<</F %d 0 R>>>>" % (n + 1)) for n in range(6, 6 + deep)
    }
    last = {6 + deep: stream(b"q Q", FORM)}
    return {**with_content(b"/F Do", xobjects=b"/F 6 0 R"), **forms, **last}


def calling_itself(times: int) -> Objects:
    form = stream(b"/F Do " * times, FORM + b"/Resources<</XObject<</F 6 0 R>>>>")
    return {**with_content(b"/F Do " + TEXT, xobjects=b"/F 6 0 R"), 6: form}


def stitched(deep: int) -> Objects:
    two = b"<</FunctionType 3/Functions[%d 0 R %d 0 R]>>"
    return {**{6 + n: two % (7 + n, 7 + n) for n in range(deep)}, 6 + deep: b"<</FunctionType 2/N 1>>"}


def inline(deep: int) -> bytes:
    return b"<</FunctionType 3/Functions[%b]>>" % (inline(deep - 1) * 2) if deep else b"<</FunctionType 2/N 1>>"


TOO_MUCH: dict[str, tuple[str, Objects]] = {
    "one page named 100,000 times": (
        "pages", {**one_page(), 2: b"<</Type/Pages/Kids[" + b"3 0 R " * 99_999 + b"]>>"},
    ),
    "100 MB of spaces in a stream": ("stream_bytes", with_content(flate(mib=100), FLATE)),
    "the same in a stream that nothing uses": ("stream_bytes", with_object(stream(flate(mib=100), FLATE))),
    "the same as an object stream": (
        "stream_bytes", with_object(stream(flate(mib=100), b"/Type/ObjStm/N 1/First 4" + FLATE)),
    ),
    "flate in flate in flate": (
        "stream_bytes",
        with_content(
            zlib.compress(zlib.compress(flate(mib=100))), b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"
        ),
    ),
    "runs in flate": (
        "stream_bytes",
        with_content(zlib.compress(b"\x81 " * MIB), b"/Filter[/FlateDecode/RunLengthDecode]"),
    ),
    "five streams of 60 MB": (
        "unpacked_bytes", {**one_page(), **dict.fromkeys(range(6, 11), stream(flate(mib=60), FLATE))},
    ),
    "four filters": ("filters", with_content(b"", b"/Filter[/AHx/AHx/AHx/AHx]")),
    "a row of 2 GB": (
        "row_bytes", with_content(b"", FLATE + b"/DecodeParms<</Predictor 15/Columns 2147483647>>"),
    ),
    "600,000 headers of objects": ("objects", one_page(content=b"1 0 obj\n" * 600_000)),
    "a CMap of 2^32": ("cmap_entries", with_object(stream(CMAP % (b"00000000", b"ffffffff")))),
    "2,000 ranges of 65,536": ("cmap_entries", with_object(stream(CMAP % (b"0000", b"ffff") * 2_000))),
    "a glyph that is a novel": (
        "cmap_characters", with_object(stream(b"1 beginbfchar <01> <" + b"0041" * 9_999 + b"> endbfchar")),
    ),
    "widths of 2^32 glyphs": ("width_entries", with_object(b"<</Type/Font/W[0 4294967295 500]>>")),
    "widths inside another font": (
        "width_entries", with_object(b"<</Type/Font/DescendantFonts[<</W[0 4294967295 500]>>]>>"),
    ),
    "functions of two functions, twenty-five deep": ("function_expansions", {**one_page(), **stitched(25)}),
    "such functions in each other, written out": ("function_expansions", with_object(b"<</Function%b>>" % inline(11))),
    "300 marks in each other": ("marks", with_content(b"/Span BMC " * 300 + b"EMC " * 300)),
    "300 marks, each begun in another stream": (
        "marks", with_content(b"EMC /Span<<>>BDC q Q /A BMC", page=b"/Contents[" + b"4 0 R " * 300 + b"]"),
    ),
    "a million path segments": ("operators", with_content(b"0 0 l " * 999_999)),
    "forms that call each other twice, thirty deep": ("operators", calling_twice(30)),
    "a form that calls itself twice": ("operators", calling_itself(2)),
    "forms that draw nothing, called 3,000 times": (
        "form_expansions", {**with_content(b"/F#31 Do " * 3_000, xobjects=b"/F1 6 0 R"), 6: stream(b"", FORM)},
    ),
    "a million glyphs": ("string_bytes", with_content(b"BT (" + b"a" * 999_999 + b") Tj ET")),
    "a string without an end": ("string_bytes", with_content(b"BT (" + b"a (\\" * MIB)),
    "100,000 content streams": ("contents", one_page(page=b"/Contents[" + b"4 0 R " * 99_999 + b"]")),
    "200,000 annotations": (
        "annotations", with_object(b"<</Subtype/Link/Rect[0 0 1 1]>>", page=b"/Annots[" + b"6 0 R " * 200_000 + b"]"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_refused_by_the_name_of_the_limit(refused: Callable[..., InvoiceplugError], name: str) -> None:
    limit, objects = TOO_MUCH[name]
    error = refused(written(objects))
    assert error.facts["limit"] == limit
    assert error.facts["found"] > error.facts["most"] == getattr(STANDARD, limit)
    assert f"the limit {limit} is " in error.detail


ENOUGH: dict[str, Objects] = {
    "10,000 rectangles": with_content(b"0 0 9 9 re f\n" * 10_000 + TEXT),
    "a form that calls itself": calling_itself(1),
    "a picture that is packed well": {
        **with_content(TEXT),
        6: stream(flate(mib=70), b"/Type/XObject/Subtype/Image/Width 9000/Height 8000" + FLATE),
    },
    "a function of itself": {**with_content(TEXT), 6: b"<</FunctionType 3/Functions[6 0 R 6 0 R]>>"},
    "a page of many marks, one after the other": with_content(b"/P BMC (EMC) Tj EMC " * 300 + TEXT),
    "a font with all of Unicode's first plane": with_object(stream(CMAP % (b"0000", b"ffff"))),
    "hexadecimal text in ASCII85": with_content(b"BT <616161> Tj ET", b"/Filter/AHx") | {CONTENT: stream(TEXT)},
}


@pytest.mark.parametrize("name", ENOUGH)
def test_what_an_engine_survives_is_let_through(admitted: Callable[..., Admitted], name: str) -> None:
    assert open_pdf(admitted(written(ENOUGH[name])).data).text == "Invoice 4711"


def test_every_limit_of_the_pdf_can_be_set(refused: Callable[..., InvoiceplugError]) -> None:
    pdf = written(calling_twice(5))
    assert refused(pdf, operators=100).detail == "Page 1 has 127 operators; the limit operators is 100."
    assert refused(pdf, form_expansions=50).facts == {"limit": "form_expansions", "most": 50, "found": 63, "page": 1}
    assert refused(pdf, objects=5).code == "TOO_COMPLEX"
    assert refused(pdf, pdf_bytes=99).code == "FILE_TOO_LARGE"


def test_the_largest_values_are_told(admitted: Callable[..., Admitted]) -> None:
    measured = admitted(written(one_page())).measured
    assert {name: measured[name] for name in ("pages", "objects", "contents", "string_bytes")} == {
        "pages": 1, "objects": 5, "contents": 1, "string_bytes": 12,
    }  # fmt: skip


def test_a_picture_too_large_to_draw_becomes_grey(admitted: Callable[..., Admitted]) -> None:
    picture = stream(b"\0", b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceRGB")
    through = admitted(written({**with_content(b"/P Do " + TEXT, xobjects=b"/P 6 0 R"), 6: picture}))
    assert "900,000,000 pixels" in through.findings[0].message
    assert b"30000" not in through.data
    assert open_pdf(through.data).text == "Invoice 4711"


def test_a_filter_that_nobody_knows_is_named(refused: Callable[..., InvoiceplugError]) -> None:
    error = refused(written(with_content(b"", b"/Filter/BrotliDecode")))
    assert (error.code, error.facts) == ("DAMAGED_PDF", {"filter": "/BrotliDecode"})


def test_limits_are_set_by_name() -> None:
    assert Limits.of({"pages": "7", "wall_seconds": "2.5", "objects": 9}) == Limits(
        pages=7, wall_seconds=2.5, objects=9
    )


@pytest.mark.parametrize("given", ["page=7", "pages=0", "pages=many", "wall_seconds=nan", "pages="])
def test_what_is_no_limit_is_refused(given: str) -> None:
    name, _, value = given.partition("=")
    with pytest.raises(InvoiceplugError, match="REQUEST_INVALID"):
        Limits.of({name: value})


CODE_OF = {
    "pdf_bytes": "FILE_TOO_LARGE",
    "pages": "TOO_MANY_PAGES",
    "page_side": "BAD_PAGE_BOX",
    "page_characters": "LIMIT_OUTPUT",
    "xml_bytes": "TOO_COMPLEX",
    "objects": "TOO_COMPLEX",
    "stream_bytes": "DECOMPRESSION_BOMB",
    "unpacked_bytes": "DECOMPRESSION_BOMB",
    "cmap_characters": "LIMIT_OUTPUT",
}


@pytest.mark.parametrize(("name", "code"), CODE_OF.items())
def test_a_limit_has_its_code(name: str, code: str) -> None:
    with pytest.raises(InvoiceplugError) as refused:
        STANDARD.check(name, 10**12, "Page 7", page=7)
    assert (refused.value.code, refused.value.facts["page"]) == (code, 7)
    STANDARD.check(name, getattr(STANDARD, name))

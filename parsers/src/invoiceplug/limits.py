"""Limits: what a PDF may hold and what reading it may cost; one place for every number and its reason.

`bench/front_door.py` prints the largest value of honest files beside each limit of a PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any, Self

from invoiceplug.errors import InvoiceplugError
from invoiceplug.record import Record

KIB, MIB, GIB = 1024, 1024**2, 1024**3


def _holds(most: float, code: str, what: str) -> Any:
    """A limit of the PDF: the code of a file that is over it, and what is counted, as the message says it."""
    return field(default=most, metadata={"code": code, "what": what})


class Limits(Record):
    """The limits by the names under which they are set and by which messages call them."""

    # what the PDF may be
    pdf_bytes: int = _holds(20 * MIB, "FILE_TOO_LARGE", "bytes")
    pages: int = _holds(200, "TOO_MANY_PAGES", "pages")  # a real statement of account has 117
    page_side: float = _holds(14_400.0, "BAD_PAGE_BOX", "points on a side")  # 200 inches: the most that PDF 1.6 allows
    page_characters: int = _holds(1_000_000, "LIMIT_OUTPUT", "characters")  # one glyph can stand for many characters

    xml_bytes: int = _holds(5 * MIB, "TOO_COMPLEX", "bytes")  # an e-invoice of 3,000 lines has about as many

    # what it may be made of
    objects: int = _holds(50_000, "TOO_COMPLEX", "objects")  # a public file of 20 MB has 9,854
    filters: int = _holds(3, "TOO_COMPLEX", "filters on one stream")  # ASCII85 over Flate is common, three are not
    stream_bytes: int = _holds(64 * MIB, "DECOMPRESSION_BOMB", "bytes, or more")
    unpacked_bytes: int = _holds(256 * MIB, "DECOMPRESSION_BOMB", "bytes in all of its streams")  # pictures aside
    row_bytes: int = _holds(MIB, "TOO_COMPLEX", "bytes in a row of a predictor")  # 20,000 CMYK pixels have 80,000
    cmap_entries: int = _holds(
        1_500_000, "TOO_COMPLEX", "characters in its CMaps"
    )  # 20 fonts with all of Unicode's first plane
    cmap_characters: int = _holds(256, "LIMIT_OUTPUT", "characters for one glyph")  # a ligature stands for some three
    width_entries: int = _holds(1_500_000, "TOO_COMPLEX", "glyph widths")
    function_expansions: int = _holds(2_000, "TOO_COMPLEX", "functions in one")  # a gradient of many colours: some 50

    # what a page may draw, forms that it draws with it included
    operators: int = _holds(400_000, "TOO_COMPLEX", "operators")  # a public drawing has 318,173
    string_bytes: int = _holds(500_000, "TOO_COMPLEX", "bytes of drawn text")  # a page of small print has 10,000
    form_expansions: int = _holds(2_000, "TOO_COMPLEX", "drawn forms")
    marks: int = _holds(200, "TOO_COMPLEX", "marks of content in each other")  # a tagged page has three or four
    contents: int = _holds(1_000, "TOO_COMPLEX", "content streams")
    annotations: int = _holds(5_000, "TOO_COMPLEX", "annotations")
    image_pixels: int = 100_000_000  # a picture with more is left out of the copy that is read: none is needed to read

    # what the process that reads it may use; no honest file of 1,880 public ones took over 7.2 s and 303 MB
    wall_seconds: float = 60.0
    cpu_seconds: int = 50  # below the wall, so that a loop is told from a process that waits
    memory_bytes: int = 1 * GIB  # resident
    address_bytes: int = 2 * GIB  # half a gigabyte of it is taken by the libraries alone
    written_bytes: int = 16 * MIB  # the longest file; nothing may be written at all where the kernel can be told so
    open_files: int = 64
    output_bytes: int = 16 * MIB  # the reading as JSON; one of 3,000 lines takes 4 MB

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """The limits with the given ones in place of theirs: numbers above zero, or text that says one.

        Raises InvoiceplugError REQUEST_INVALID for a name that is no limit and a value that is no such number.
        """
        known = {each.name: type(getattr(STANDARD, each.name)) for each in fields(cls)}
        return cls(**{name: _number(name, value, known) for name, value in given.items()})

    def check(self, name: str, found: float, where: str = "The PDF", **facts: Any) -> None:
        """Raises the limit's error when `found` is over it: what it says, and its facts, name limit, most and found."""
        most = getattr(self, name)
        if found > most:
            said = next(each.metadata for each in fields(self) if each.name == name)
            detail = f"{where} has {_said(found)} {said['what']}; the limit {name} is {_said(most)}."
            raise InvoiceplugError(said["code"], detail, limit=name, most=most, found=found, **facts)


STANDARD = Limits()


def _said(number: float) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{number:,.10g}"


def _number(name: str, value: Any, known: Mapping[str, type[int | float]]) -> Any:
    if name not in known:
        raise InvoiceplugError("REQUEST_INVALID", f"{name!r} is no limit; there are {', '.join(known)}.", limit=name)
    try:
        number: float = known[name](value)
    except (TypeError, ValueError):
        number = 0
    if not 0 < number < float("inf"):
        raise InvoiceplugError("REQUEST_INVALID", f"The limit {name} is a number above 0, not {value!r}.", limit=name)
    return number

"""PDF bytes -> Document: the only door to the PDF engine.

PDFium is not thread-safe: one lock guards every call, so threads take turns; use processes to read in parallel.
"""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import Any

from invoiceplug.document import Document, Edge, Page
from invoiceplug.errors import InvoiceplugError
from invoiceplug.glance import glance
from invoiceplug.hashing import sha256_hex
from invoiceplug.limits import STANDARD, Limits
from invoiceplug.toolkit.displayed import Displayed
from invoiceplug.toolkit.later import Later
from invoiceplug.toolkit.pdf_attachments import read_attachments
from invoiceplug.toolkit.pdf_edges import read_edges
from invoiceplug.toolkit.pdf_words import Letters, read_words
from invoiceplug.toolkit.pdfium import pdfium

METADATA = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
LONG = 100  # pages: a document of no more keeps its words, which is quicker
LEAST_SIDE = 1.0  # points of a page that anybody could have printed

_LOCK = threading.RLock()


def open_pdf(
    data: bytes,
    *,
    password: str | None = None,
    limits: Limits = STANDARD,
    textless: bool = False,
) -> Document:
    """The whole PDF as words and ruling edges, in displayed-page coordinates, with the XML files it carries.

    The edges are read when somebody asks for those of a page, from the same bytes: most templates never do.
    `textless` lets a scan pass, for the sake of an e-invoice in it.

    Raises InvoiceplugError: EMPTY_FILE, FILE_TOO_LARGE, NOT_A_PDF, ENCRYPTED_PDF, DAMAGED_PDF, NO_PAGES,
    TOO_MANY_PAGES, BAD_PAGE_BOX, LIMIT_OUTPUT, SCANNED_NO_TEXT, UNREADABLE_TEXT, MISSING_EXTRA.
    """
    glance(data, limits)
    with opened_pdf(data, password) as (raw, pdf):
        count = raw.FPDF_GetPageCount(pdf)
        if count < 1:
            raise InvoiceplugError("NO_PAGES")
        limits.check("pages", count)
        letters: list[Letters] = []
        read = _pages(raw, pdf, limits, _Rules(data, password), letters)
        if count > LONG:
            from invoiceplug.toolkit.packed import packed  # only here: few documents are

            read = packed(read)
        pages = tuple(read)
        metadata = {name: text for name in METADATA if (text := _metadata(raw, pdf, name))}
        attachments = tuple(read_attachments(raw, pdf, limits.xml_bytes))
    if not textless:
        _refuse_without_text(pages, letters)
    return Document(sha256_hex(data), len(data), pages, metadata, attachments)


@contextmanager
def opened_pdf(data: bytes, password: str | None = None) -> Iterator[tuple[Any, Any]]:
    """The engine and its document over the bytes, which nobody else uses meanwhile: to see more than the words."""
    raw = pdfium()
    with _LOCK, _opened(raw, data, password) as pdf:
        yield raw, pdf


@contextmanager
def opened_page(raw: Any, pdf: Any, number: int) -> Iterator[Any]:
    """The engine's page of this number (1-based); DAMAGED_PDF where it cannot be had."""
    page = raw.FPDF_LoadPage(pdf, number - 1)
    if not page:
        raise InvoiceplugError("DAMAGED_PDF", f"Page {number} of the PDF is damaged.", page=number)
    try:
        yield page
    finally:
        raw.FPDF_ClosePage(page)


def displayed_part(raw: Any, page: Any, number: int) -> Displayed:
    """The visible part of the page: crop box within media box, both inherited, and its rotation; BAD_PAGE_BOX."""
    box = raw.FS_RECTF()
    found = raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    sides = (box.right - box.left, box.top - box.bottom)
    if not found or not all(LEAST_SIDE <= side < math.inf for side in sides):
        detail = f"Page {number} has no usable size: {sides[0]:g} x {sides[1]:g} points."
        raise InvoiceplugError("BAD_PAGE_BOX", detail, page=number)
    return Displayed(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) * 90)


@contextmanager
def _opened(raw: Any, data: bytes, password: str | None) -> Iterator[Any]:
    """PDFium's document over the bytes, which live until it is closed."""
    pdf = raw.FPDF_LoadMemDocument64(data, len(data), password.encode() if password is not None else None)
    if not pdf:
        locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise InvoiceplugError("ENCRYPTED_PDF" if locked else "DAMAGED_PDF")
    try:
        yield pdf
    finally:
        raw.FPDF_CloseDocument(pdf)


def _pages(raw: Any, pdf: Any, limits: Limits, rules: _Rules, letters: list[Letters]) -> Iterator[Page]:
    """The pages, one by one; what there is to say of each one's letters is added to `letters`."""
    texts: dict[str, str] = {}
    for number in range(1, raw.FPDF_GetPageCount(pdf) + 1):
        with opened_page(raw, pdf, number) as page:
            displayed = displayed_part(raw, page, number)
            limits.check("page_side", max(displayed.width, displayed.height), f"Page {number}", page=number)
            words, of_them = read_words(raw, page, number, displayed, limits, texts)
            letters.append(of_them)
            yield Page(number, displayed.width, displayed.height, words, Later(partial(rules.on_page, number)))


class _Rules:
    """The edges of all pages, read in one go: who asks for those of one page wants those of the others, too."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self.data, self.password = data, password

    def on_page(self, number: int) -> tuple[Edge, ...]:
        return self._by_page[number - 1]

    @cached_property
    def _by_page(self) -> list[tuple[Edge, ...]]:
        with opened_pdf(self.data, self.password) as (raw, pdf):
            return [self._read(raw, pdf, number) for number in range(1, raw.FPDF_GetPageCount(pdf) + 1)]

    def _read(self, raw: Any, pdf: Any, number: int) -> tuple[Edge, ...]:
        with opened_page(raw, pdf, number) as page:
            return read_edges(raw, page, number, displayed_part(raw, page, number))


def _metadata(raw: Any, pdf: Any, name: str) -> str:
    """The entry, which the engine writes as UTF-16 with a closing zero, as one clean line."""
    room = 512  # bytes: enough for most
    while True:
        buffer = bytearray(room)
        size = raw.FPDF_GetMetaText(pdf, name.encode(), ctypes.byref(ctypes.c_char.from_buffer(buffer)), room)
        if size <= room:
            return " ".join(buffer[: max(size - 2, 0)].decode("utf-16-le", "replace").split())
        room = size


def _refuse_without_text(pages: Sequence[Page], letters: Sequence[Letters]) -> None:
    asked, nameless = sum(each.asked for each in letters), sum(each.nameless for each in letters)
    if nameless * 2 > asked:
        detail = f"The fonts do not say which letters they draw ({nameless} of {asked} characters asked)."
        numbers = [page.number for page, each in zip(pages, letters, strict=True) if each.nameless * 2 > each.asked]
        raise InvoiceplugError("UNREADABLE_TEXT", detail, pages=numbers)
    if not any(page.words for page in pages):
        numbers = [page.number for page in pages]
        where = "Its only page holds" if len(numbers) == 1 else f"Pages 1 to {len(numbers)} hold"
        raise InvoiceplugError("SCANNED_NO_TEXT", f"{where} no text, only pictures of it.", pages=numbers)

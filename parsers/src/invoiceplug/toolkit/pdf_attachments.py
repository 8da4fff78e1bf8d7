"""The files that a PDF carries along. Only XML is taken out of it: that is where an e-invoice can be."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

from invoiceplug.document import Attachment

MOST = 50  # attachments looked at
MOST_XML = 8  # attachments taken out


def read_attachments(raw: Any, pdf: Any, most_bytes: int) -> Iterator[Attachment]:
    """The attachments in the order of the file; `data` is empty for what is no XML, too large or too much.

    `raw` is PDFium's interface, `pdf` its open document. Whatever cannot be read is left out.
    """
    taken = 0
    for index in range(min(raw.FPDFDoc_GetAttachmentCount(pdf), MOST)):
        attachment = raw.FPDFDoc_GetAttachment(pdf, index)
        if not attachment:
            continue
        name = _text(raw.FPDFAttachment_GetName, attachment)
        mime = _text(raw.FPDFAttachment_GetSubtype, attachment)
        if taken == MOST_XML or not _is_xml(name, mime):
            yield Attachment(name, mime)
            continue
        taken += 1
        yield _with_data(raw, attachment, name, mime, most_bytes)


def _with_data(raw: Any, attachment: Any, name: str, mime: str, most_bytes: int) -> Attachment:
    size = ctypes.c_ulong()
    found = raw.FPDFAttachment_GetFile(attachment, None, 0, ctypes.byref(size))
    if not found or size.value > most_bytes:
        return Attachment(name, mime, size=size.value)
    buffer = ctypes.create_string_buffer(max(size.value, 1))
    raw.FPDFAttachment_GetFile(attachment, buffer, size.value, ctypes.byref(size))
    return Attachment(name, mime, buffer.raw[: size.value], size.value)


def _is_xml(name: str, mime: str) -> bool:
    return name.casefold().endswith(".xml") or mime.casefold() in ("text/xml", "application/xml")


def _text(ask: Callable[[Any, Any, int], int], attachment: Any) -> str:
    """What an engine call writes as UTF-16 with a closing zero, as one clean line."""
    size = ask(attachment, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    ask(attachment, buffer, size)
    return " ".join(bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace").split())

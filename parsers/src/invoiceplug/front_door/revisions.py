"""Whether a PDF that was written to again shows something else than it did at first.

Attaching an e-invoice or a signature writes to a PDF too; that is no reason for an operator to look twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, PasswordError, Pdf, PdfError, Stream

from invoiceplug.front_door.qpdf import inherited, open_lazily

_SHOWN = (Name.Contents, Name.Resources, Name.Annots, Name.MediaBox, Name.CropBox, Name.Rotate)
_REFERENCE = re.compile(rb"\b(\d+) (\d+) R\b")
_ASIDE = re.compile(rb"/(?:Parent|P|Dest|StructParents?|SMaskInData) (?:\d+ \d+ R|\d+)")  # what is not drawn


def shows_another_page(first_revision: bytes, last: Pdf, password: str | None) -> bool:
    """Whether the pages were drawn from other objects at first; also when that can no longer be told."""
    try:
        with open_lazily(first_revision, password) as first:
            return len(first.pages) != len(last.pages) or any(
                _fingerprint(first, old) != _fingerprint(last, new)
                for old, new in zip(first.pages, last.pages, strict=True)
            )
    except (PdfError, PasswordError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):
        return True


def _fingerprint(pdf: Pdf, page: Page) -> bytes:
    digest = sha256()
    for text in _drawn_from(pdf, page.obj):
        digest.update(text)
    return digest.digest()


def _drawn_from(pdf: Pdf, page: Any) -> Iterator[bytes]:
    """The text of all objects that the page shows, in the order of their references."""
    waiting = [inherited(page, key) for key in _SHOWN]
    seen: set[tuple[int, int]] = set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, Object) and each.is_indirect:
            if each.objgen in seen:
                continue
            seen.add(each.objgen)
        text = _ASIDE.sub(b"", _text(each))
        yield text
        if isinstance(each, Stream):
            yield each.read_raw_bytes()
        waiting += [pdf.get_object(int(number), int(generation)) for number, generation in _REFERENCE.findall(text)]


def _text(each: Any) -> bytes:
    if isinstance(each, Stream):
        return each.stream_dict.unparse(resolved=True)
    return each.unparse(resolved=True) if isinstance(each, Dictionary | Array) else repr(each).encode()

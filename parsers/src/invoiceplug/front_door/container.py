"""The file around the PDF: what stands before it, what follows it, and how often it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from invoiceplug.reading import Finding

_END = b"%%EOF"
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_WRITTEN = re.compile(rb"startxref\s+([1-9]\d*)\s+%%EOF")  # startxref 0 ends the first part of a linearised file
_PADDING = 1_024  # bytes of white space after the end in which nobody takes an interest


@dataclass(frozen=True, slots=True)
class Container:
    """The bytes to open, how many objects they seem to hold, and the first revision where there are several."""

    pdf: bytes = field(repr=False)
    object_headers: int
    first_revision: bytes = field(repr=False)
    findings: tuple[Finding, ...]


def look_at_container(data: bytes, begin: int) -> Container:
    """`begin` is where the header stands. Data after the end is cut off, unless objects are in it."""
    findings = []
    if data[:begin].strip(b"\xef\xbb\xbf\0 \t\r\n"):
        said = f"{begin:,} bytes that belong to no PDF stand before it."
        findings.append(Finding("JUNK_BEFORE_HEADER", "warning", said))
    end = data.rfind(_END) + len(_END)
    pdf, tail = data, data[end:] if end >= len(_END) else b""
    if (len(tail) > _PADDING or tail.strip(b"\0 \t\r\n\f")) and not _OBJECT.search(tail):
        pdf = data[:end]
        findings.append(Finding("TRAILING_DATA", "warning", f"{len(tail):,} bytes follow the end of the PDF."))
    # counted here, since qpdf takes a minute to find out that 600,000 objects without a table make no document
    return Container(pdf, pdf.count(b" obj"), _first_revision(pdf), tuple(findings))


def _first_revision(pdf: bytes) -> bytes:
    """The bytes up to the first of several ends; empty when there is but one."""
    first = _WRITTEN.search(pdf)
    return pdf[: first.end()] if first and _WRITTEN.search(pdf, first.end()) else b""

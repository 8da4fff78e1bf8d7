"""PDFs written object by object, for what no library would write."""

from __future__ import annotations

from collections.abc import Mapping

Objects = Mapping[int, bytes]

CONTENT = 4  # the number of the page's content stream
TEXT = b"BT /F1 12 Tf 50 700 Td (Invoice 4711) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(raw: bytes, said: bytes = b"") -> bytes:
    """A stream object with the dictionary entries `said`."""
    return b"<<" + said + b"/Length %d>>\nstream\n" % len(raw) + raw + b"\nendstream"


def one_page(*, content: bytes = TEXT, page: bytes = b"", xobjects: bytes = b"", catalog: bytes = b"") -> Objects:
    """The objects 1 to 5 of a document with one page; the rest is added to its dictionaries."""
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<<" + xobjects + b">>>>"
    return {
        1: b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + resources + page + b">>",
        CONTENT: stream(content),
        5: FONT,
    }


def written(objects: Objects, trailer: bytes = b"") -> bytes:
    """The file of these objects with a right table of them."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(max(places) + 1)
    )
    size = max(places) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R" % size + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 %d\n" % size + table + end


def updated(pdf: bytes, number: int, body: bytes) -> bytes:
    """The PDF with another body of one object, written behind its end as editors do."""
    before = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    place = len(pdf)
    out = pdf + b"%d 0 obj\n" % number + body + b"\nendobj\n"
    entry = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    end = b"trailer\n<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (before, len(out))
    return out + entry + end

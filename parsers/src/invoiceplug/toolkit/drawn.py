"""A page's geometry as a PDF of its own: a block of letters for every word, a stroke for every edge, nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from invoiceplug.document import Edge, Page, Word

_WIDTH = 0.6  # of a Courier letter, in font sizes
_DESCENT, _HEIGHT = 0.157, 0.786  # of Courier below the baseline, and from there to the top (Adobe's metrics)
_STROKE = 0.8  # points


def drawn_page(page: Page) -> bytes:
    """One page of the same size, upright, with letters where the words stand and strokes where the edges are.

    The letters say nothing, only where text is: as many as the word has, as wide and as high together as its box.
    """
    content = "\n".join((*_strokes(page), "BT", *_letters(page), "ET")).encode("ascii")
    media = f"/MediaBox [0 0 {page.width:.3f} {page.height:.3f}]"
    return pdf_file(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R {media} /Contents 5 0 R /Resources << /Font << /F 4 0 R >> >> >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        )
    )


def pdf_file(objects: tuple[bytes, ...]) -> bytes:
    """The objects as a PDF with its cross-reference table."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _strokes(page: Page) -> Iterator[str]:
    yield f"{_STROKE} w"
    for edge in page.edges:
        yield _stroke(page, edge)


def _stroke(page: Page, edge: Edge) -> str:
    x0, x1 = edge.box.x0 * page.width, edge.box.x1 * page.width
    y0, y1 = (1 - edge.box.y0) * page.height, (1 - edge.box.y1) * page.height
    if edge.orientation == "h":
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S"


def _letters(page: Page) -> Iterator[str]:
    for word in page.words:
        yield _letter_block(page, word)


def _letter_block(page: Page, word: Word) -> str:
    count = max(len(word.text), 1)
    size = max(word.box.height * page.height, 0.1)
    stretch = word.box.width * page.width / (count * _WIDTH * size) * 100
    x = word.box.x0 * page.width
    baseline = (1 - word.box.y1) * page.height + _DESCENT / _HEIGHT * size
    return f"/F {size:.3f} Tf {stretch:.3f} Tz 1 0 0 1 {x:.3f} {baseline:.3f} Tm ({'x' * count}) Tj"

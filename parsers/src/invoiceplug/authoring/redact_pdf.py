"""Document -> a clean PDF of the same words and lines at the same places: the only door to reportlab.

The PDF is drawn anew, not edited: nothing of the original's bytes, fonts, pictures, metadata, attachments or hidden
text can remain, and a font of which only some letters were embedded cannot lack the new ones.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from invoiceplug.document import Document, Edge, Page, Word
from invoiceplug.errors import InvoiceplugError

FONT = "Vera"  # comes with reportlab, and is embedded, so that every machine sees the same widths
ASCENT, DESCENT = 0.759, 0.235  # of that font, as the PDF engine sees it
RULE = 0.5  # points


def draw(document: Document) -> bytes:
    """The PDF's bytes, the same for the same document. MISSING_EXTRA without reportlab."""
    try:
        import reportlab
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        detail = "Drawing a PDF needs reportlab: pip install 'invoiceplug[author]'."
        raise InvoiceplugError("MISSING_EXTRA", detail, extra="author") from error
    font = TTFont(FONT, str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    pdfmetrics.registerFont(font)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for page in document.pages:
        canvas.setPageSize((page.width, page.height))
        _draw_edges(canvas, page, page.edges)
        for word in page.words:
            _draw_word(canvas, page, word, _drawable(word.text, font))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_word(canvas: Any, page: Page, word: Word, text: str) -> None:
    """The word in its box: as high as its letters were, and as wide as they stood."""
    width, height = word.box.width * page.width, word.box.height * page.height
    size = height / (ASCENT + DESCENT)
    natural = canvas.stringWidth(text, FONT, size)
    if natural <= 0 or width <= 0:
        return
    baseline = page.height - word.box.y1 * page.height + DESCENT * size
    pen = canvas.beginText(word.box.x0 * page.width, baseline)
    pen.setFont(FONT, size)
    pen.setHorizScale(100 * width / natural)
    pen.textOut(f"{text} ")  # a real space: words that stood close would else become one
    canvas.drawText(pen)


def _draw_edges(canvas: Any, page: Page, edges: Iterable[Edge]) -> None:
    canvas.setLineWidth(RULE)
    for edge in edges:
        x0, y0, x1, y1 = edge.box
        canvas.line(x0 * page.width, (1 - y0) * page.height, x1 * page.width, (1 - y1) * page.height)


def _drawable(text: str, font: Any) -> str:
    """The text in letters that the font has: others lose their accents, or become a question mark."""
    known = font.face.charToGlyph
    return "".join(ch if ord(ch) in known else _plain(ch) for ch in text)


def _plain(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character)[:1]
    return bare if bare.isascii() and bare.isprintable() else "?"

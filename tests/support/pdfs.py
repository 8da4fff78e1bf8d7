"""Small PDFs for tests, drawn with reportlab; the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
Texts = Sequence[tuple[float, float, str]]


def drawn(
    *pages: Texts, rules: Sequence[tuple[float, float, float, float]] = (), size: tuple[float, float] = A4, **said: Any
) -> bytes:
    """A PDF with texts at (x, y of the baseline from the top) on each page, and rules on all; `said` is metadata."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, **said)
    for texts in pages:
        canvas.setFont("Helvetica", 10)
        for x, y, text in texts:
            canvas.drawString(x, size[1] - y, text)
        for x0, y0, x1, y1 in rules:
            canvas.line(x0, size[1] - y0, x1, size[1] - y1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(pdf: bytes, change: Any, **saved: Any) -> bytes:
    """The PDF after `change(opened)` with pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out, **saved)
    return out.getvalue()

"""Invoices of the vendor that the example template describes, drawn row by row; each test says what is printed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

import invoiceplug.template
from invoiceplug import Document
from invoiceplug.template import TemplateExtractor, parse_template
from invoiceplug.toolkit.open import open_pdf

EXAMPLE = (Path(invoiceplug.template.__file__).parent / "example.yaml").read_text(encoding="utf-8")

Cell = tuple[float, str, str]  # x in points, "l" or "r", text
Row = Sequence[Cell]

_COLUMNS = ((70, "r"), (80, "l"), (140, "l"), (345, "r"), (355, "l"), (440, "r"), (480, "r"), (550, "r"))
_HEADERS = ("Pos", "Art.-Nr.", "Bezeichnung", "Menge", "Einheit", "Einzelpreis", "MwSt", "Gesamt")

LETTERHEAD: tuple[Row, ...] = (
    ((60, "l", "Kramer Obst und Gemüse KG"), (350, "l", "USt-IdNr. DE 999 999 999")),
    ((350, "l", "Rechnungs-Nr.:"), (450, "l", "KR-000123")),
    ((350, "l", "Datum"), (450, "l", "17.04.2026")),
    ((350, "l", "Kunden-Nr."),),
    ((350, "l", "20417"),),
    (),
)
HEADER: Row = tuple((x, side, text) for (x, side), text in zip(_COLUMNS, _HEADERS, strict=True))
FOOTER: Row = ((60, "l", "Kramer Obst und Gemüse KG · Großmarkt"), (400, "l", "Telefon 040 1234 Konto 42"))


def item(*cells: str) -> Row:
    """A row of the table: number, article, description, quantity, unit, price, rate, amount ("" prints nothing)."""
    return tuple((x, side, text) for (x, side), text in zip(_COLUMNS, cells, strict=True) if text)


def under(text: str) -> Row:
    """A text line in the description's column."""
    return ((140, "l", text),)


def carried(amount: str) -> Row:
    return ((140, "l", "Übertrag"), (550, "r", amount))


def total(label: str, amount: str) -> Row:
    return ((355, "l", label), (550, "r", amount))


APPLES = item("1", "4711", "Äpfel Elstar, Kiste 10 kg", "12", "Stk", "1,10", "7 %", "13,20")
PEARS = item("2", "4712", "Birnen Conference", "2,500", "KG", "2,40", "7 %", "6,00")
TOTALS: tuple[Row, ...] = (total("Warenwert", "19,20"), total("Gesamtbetrag EUR", "20,54"))


def paper(*pages: Sequence[Row], size: float = 9) -> bytes:
    """A PDF with the rows of each page, 12 points apart; an empty row is a gap."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for rows in pages:
        canvas.setFont("Helvetica", size)
        for index, row in enumerate(rows):
            for x, side, text in row:
                draw = canvas.drawRightString if side == "r" else canvas.drawString
                draw(x, 842 - 60 - 12 * index, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def bill(*rows: Row, totals: Sequence[Row] = TOTALS) -> bytes:
    """One page: letterhead, table header, these rows, totals."""
    return paper([*LETTERHEAD, HEADER, *rows, *totals])


def opened(pdf: bytes) -> Document:
    return open_pdf(pdf)


def kramer(changed: dict[str, str] | None = None) -> TemplateExtractor:
    """The example template's extractor, with parts of its text replaced."""
    text = EXAMPLE
    for before, after in (changed or {}).items():
        assert before in text, before
        text = text.replace(before, after)
    return TemplateExtractor(parse_template(text, "kramer.yaml"))


def line_of(text: str) -> int:
    """The line of the example on which the text first stands."""
    return EXAMPLE[: EXAMPLE.index(text)].count("\n") + 1

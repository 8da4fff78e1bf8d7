"""Acme's bill with one quantity that nobody sees, hidden in each of eight ways."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
from acme import LINES, bill
from pdfs import A4, changed
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from invoiceplug.toolkit.picture import page_pictures

X, Y = 320.0, 160.0  # where the first line's quantity stands, from the top left
HIDDEN = "100"  # a hundredth of a point high it is still wide enough for the engine to notice
Draw = Callable[[Canvas], None]
Cells = tuple[str, str, str, str, str]
WITHOUT_QUANTITY: tuple[Cells, ...] = (("A-1", "Hex bolt M6", "", "0.25", "2.50"), LINES[1])


def bill_with(draw: Draw, lines: Sequence[Cells] = WITHOUT_QUANTITY) -> bytes:
    """The bill, on which these lines are printed, and over it what is drawn."""

    def add(opened: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(_sheet(draw))) as sheet:
            pikepdf.Page(opened.pages[0]).add_overlay(sheet.pages[0])

    return changed(bill(tuple(lines)), add)


def text(canvas: Canvas, said: str = HIDDEN, *, x: float = X, size: float = 10.0, grey: float = 0.0) -> None:
    """The text where the quantity stands."""
    canvas.setFont("Helvetica", size)
    canvas.setFillGray(grey)
    canvas.drawString(x, A4[1] - Y, said)


def white(canvas: Canvas) -> None:
    text(canvas, grey=1.0)


def unpainted(canvas: Canvas) -> None:
    invisible = canvas.beginText(X, A4[1] - Y)
    invisible.setFont("Helvetica", 10)
    invisible.setTextRenderMode(3)
    invisible.textOut(HIDDEN)
    canvas.drawText(invisible)


def tiny(canvas: Canvas) -> None:
    text(canvas, size=0.01)


def covered(canvas: Canvas) -> None:
    text(canvas)
    canvas.setFillGray(1.0)
    canvas.rect(X - 2, A4[1] - Y - 3, 20, 14, stroke=0, fill=1)


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, 5, 5)
    canvas.clipPath(path, stroke=0, fill=0)
    text(canvas)


def beside_the_page(canvas: Canvas) -> None:
    text(canvas, x=700.0)


def on_the_margin(canvas: Canvas) -> None:
    text(canvas, x=570.0)


def in_a_hidden_layer() -> bytes:
    """The quantity in an optional content group that is off when the file is opened."""

    def hide(opened: pikepdf.Pdf) -> None:
        group = opened.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="draft"))
        off = pikepdf.Dictionary(OFF=pikepdf.Array([group]))
        opened.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([group]), D=off)
        opened.pages[0].Resources.Properties = pikepdf.Dictionary(Draft=group)
        shown = f"BT /F1 10 Tf {X} {A4[1] - Y} Td ({HIDDEN}) Tj ET"
        opened.pages[0].contents_add(f"/OC /Draft BDC {shown} EMC".encode())

    return changed(bill(WITHOUT_QUANTITY), hide)


def outside_the_crop_box() -> bytes:
    """The quantity on a margin that is cut off."""

    def crop(opened: pikepdf.Pdf) -> None:
        opened.pages[0].CropBox = pikepdf.Array([0, 0, 560, 842])

    return changed(bill_with(on_the_margin), crop)


WAYS: dict[str, Callable[[], bytes]] = {
    "white on white": lambda: bill_with(white),
    "render mode 3": lambda: bill_with(unpainted),
    "tiny": lambda: bill_with(tiny),
    "covered": lambda: bill_with(covered),
    "clipped": lambda: bill_with(clipped),
    "hidden layer": in_a_hidden_layer,
    "off page": lambda: bill_with(beside_the_page),
    "outside the crop box": outside_the_crop_box,
}


def scanned_with_text() -> bytes:
    """The bill as a scanner leaves it: a picture of the page, and its text unpainted over it."""
    picture = next(page_pictures(bill(), [1]))
    image = Image.frombytes("RGBX", (picture.width, picture.height), picture.pixels).convert("L")

    def lay(opened: pikepdf.Pdf) -> None:
        opened.pages[0].contents_add(b"3 Tr", prepend=True)
        with pikepdf.open(io.BytesIO(_sheet(lambda canvas: _fill(canvas, image)))) as sheet:
            pikepdf.Page(opened.pages[0]).add_underlay(sheet.pages[0])

    return changed(bill(), lay)


def _fill(canvas: Canvas, image: Image.Image) -> None:
    canvas.drawImage(ImageReader(image), 0, 0, *A4)


def _sheet(draw: Draw) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.save()
    return out.getvalue()

"""An invoice that nobody was ever sent, for a vendor package to start from: one page, drawn without any library."""

from __future__ import annotations

from collections.abc import Iterator

from invoiceplug.toolkit.drawn import pdf_file

WIDTH, HEIGHT = 595, 842  # A4, in points
SIZE = 10
ENCODING = "cp1252"  # what /WinAnsiEncoding is

HEADINGS = ("Item no.", "Description", "Qty", "Unit", "Unit price", "Amount")
COLUMNS = (60, 130, 320, 360, 410, 490)  # left edges
LINES = (
    ("A-1001", "Hinge, steel, 60 mm", "12", "pcs", "1.35", "16.20"),
    ("A-1002", "Wood screw 4 x 40, box of 200", "3", "box", "8.90", "26.70"),
    ("B-2040", "Door handle, brushed", "5", "pcs", "14.50", "72.50"),
)
TOTAL = ("Total", "115.40")


def example_invoice(vendor: str, name: str) -> bytes:
    """A PDF of three lines that add up, in the vendor's name; a name that Latin letters cannot write gives its id."""
    return _page([*_head(vendor, name), *_table(), *_sum()])


Text = tuple[float, float, str]  # from the left, from the top, in points


def _head(vendor: str, name: str) -> Iterator[Text]:
    yield 60, 60, name if _can_be_printed(name) else vendor
    yield 60, 76, f"orders@{vendor.replace('_', '-')}.example"
    yield 60, 120, "INVOICE"
    yield 340, 120, "Invoice no."
    yield 420, 120, "2026-0001"
    yield 340, 136, "Invoice date"
    yield 420, 136, "2026-01-15"
    yield 340, 152, "Currency"
    yield 420, 152, "EUR"


def _table() -> Iterator[Text]:
    for row, cells in enumerate((HEADINGS, *LINES)):
        for x, cell in zip(COLUMNS, cells, strict=True):
            yield x, 220 + 18 * row, cell


def _sum() -> Iterator[Text]:
    for x, text in zip(COLUMNS[-2:], TOTAL, strict=True):
        yield x, 310, text


def _can_be_printed(name: str) -> bool:
    try:
        return bool(name.encode(ENCODING))
    except UnicodeEncodeError:
        return False


def _page(texts: list[Text]) -> bytes:
    shown = [f"1 0 0 1 {x} {HEIGHT - y} Tm ({_escaped(text)}) Tj" for x, y, text in texts]
    content = "\n".join(("BT", f"/F {SIZE} Tf", *shown, "ET")).encode(ENCODING)
    page = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 5 0 R /Resources << /Font << /F 4 0 R >> >>"
    return pdf_file(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R {page} >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        )
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")

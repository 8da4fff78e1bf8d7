"""What is measured: each contestant is made once, in a process of its own, and answers a call for one file.

Nothing but the standard library is imported here: each contestant lives in the environment that has its libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Line = tuple[str, str, str, str, str]  # article, quantity, unit, price, total: the numbers without grouping and zeros
Read = Callable[[], list[Line] | None]


def ours(file: Path, folder: Path) -> Read:
    """Bytes to a validated reading as JSON data."""
    from invoiceplug.limits import Limits
    from invoiceplug.pipeline import read_invoice
    from invoiceplug.plugins import load_plugins

    plugins, limits = load_plugins(folder / "ours"), Limits.of({"pages": 10_000})

    def read() -> list[Line]:
        invoice = read_invoice(file.read_bytes(), plugins=plugins, limits=limits).to_json()["invoice"]
        names = ("vendor_sku", "qty_shipped", "uom_raw", "unit_price", "line_total")
        return [_line(*(line[name] for name in names)) for line in invoice["lines"]]

    return read


def ours_identify(file: Path, folder: Path) -> Read:
    """Whose invoice it is, of an opened document that nobody has looked at yet."""
    from invoiceplug.identify import identify
    from invoiceplug.plugins import load_plugins
    from invoiceplug.toolkit.open import open_pdf

    extractors, data = load_plugins(folder / "ours").extractors, file.read_bytes()
    documents = []

    def read() -> None:
        assert identify(documents.pop(), extractors).installed.vendor.id == "lindqvist"

    read.before = lambda: documents.append(open_pdf(data))  # type: ignore[attr-defined]
    return read


def invoice2data(reader: str, file: Path, folder: Path) -> Read:
    """Its whole parse by one of its readers."""
    from invoice2data import extract_data
    from invoice2data.extract.loader import read_templates
    from invoice2data.input import INPUT_MODULES, _cached_to_text

    templates, module = read_templates(str(folder / "theirs")), INPUT_MODULES[reader]

    def read() -> list[Line]:
        _cached_to_text.cache_clear()  # it remembers a file's text
        found: dict[str, Any] = extract_data(str(file), templates=templates, input_module=module)
        names = ("article", "qty", "unit", "price", "total")
        return [_line(*(line[name] for name in names)) for line in found["lines"]]

    return read


def invoice2data_identify(file: Path, folder: Path) -> Read:
    """Which of its templates fits a text that was extracted already."""
    from invoice2data.extract.loader import read_templates
    from invoice2data.input import INPUT_MODULES

    templates, text = read_templates(str(folder / "theirs")), INPUT_MODULES["pdfium"].to_text(str(file))

    def read() -> None:
        fitting = [each for each in templates if each.matches_input(each.prepare_input(text))]
        assert len(fitting) == 1

    return read


def pdfium_text(file: Path, folder: Path) -> Read:
    """The text of every page and nothing else: what no reader can be faster than."""
    import pypdfium2

    def read() -> None:
        with_pages = pypdfium2.PdfDocument(file.read_bytes())
        for page in with_pages:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        with_pages.close()

    return read


def pdfplumber_tables(file: Path, folder: Path) -> Read:
    """Words and tables of every page, each page closed."""
    import pdfplumber

    def read() -> None:
        with pdfplumber.open(file) as pdf:
            for page in pdf.pages:
                page.extract_words()
                page.extract_tables()
                page.close()

    return read


def camelot_stream(file: Path, folder: Path) -> Read:
    """The tables of every page."""
    import camelot

    def read() -> None:
        camelot.read_pdf(str(file), pages="all", flavor="stream", suppress_stdout=True)

    return read


def _line(article: str, quantity: Any, unit: str, price: Any, total: Any) -> Line:
    quantity, price, total = (f"{float(each):.2f}" for each in (quantity, price, total))
    return article, quantity, unit, price, total

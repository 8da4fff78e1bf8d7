"""An explained file drawn on its own pages: as one HTML file, or as PNG files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from invoiceplug.authoring.explain import Explained, explain
from invoiceplug.authoring.overlay_html import Drawn, overlay_html
from invoiceplug.authoring.overlay_png import png_file
from invoiceplug.authoring.shapes import KNOWN, UNKNOWN, Layer, pages_to_draw, shapes_of
from invoiceplug.errors import InvoiceplugError
from invoiceplug.plugins import Plugins
from invoiceplug.toolkit.picture import page_pictures

Follow = Callable[[Sequence[int]], Iterable[int]]  # gives the same numbers, and may tell how far they are


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is to be drawn: the PDF's bytes, what is known of it, which pages, and the layers that show."""

    data: bytes
    explained: Explained
    pages: tuple[int, ...]
    layers: tuple[Layer, ...]

    def drawn(self, follow: Follow = iter) -> Iterator[Drawn]:
        """The pages one by one, each with its shapes and its picture."""
        assert self.explained.document is not None
        for number in follow(self.pages):
            page = self.explained.document.pages[number - 1]
            yield page, shapes_of(self.explained, page), next(page_pictures(self.data, [number]))


def look(
    data: bytes,
    plugins: Plugins,
    *,
    vendor: str | None = None,
    pages: Iterable[int] = (),
    layers: Iterable[Layer] = (),
    **options: Any,
) -> Overlay:
    """The overlay of a PDF, on `pages` or those on which something was read, with `layers` or those that help most.

    `options` are those of `read_invoice`.
    Raises InvoiceplugError when there is no page to draw on: what is wrong with the file, or REQUEST_INVALID.
    """
    explained = explain(data, plugins, vendor=vendor, **options)
    if explained.document is None:
        raise explained.error or InvoiceplugError("INTERNAL")
    count, named = len(explained.document.pages), tuple(sorted(set(pages)))
    if named and not 1 <= named[0] <= named[-1] <= count:
        detail = f"the file has {count} page{'s'[: count != 1]}, there is no page {named[-1]}."
        raise InvoiceplugError("REQUEST_INVALID", detail, pages=count)
    known = explained.vendor is not None or explained.reading is not None
    shown = tuple(layers) or (KNOWN if known else UNKNOWN)
    return Overlay(data, explained, named or tuple(pages_to_draw(explained)), shown)


def write_html(overlay: Overlay, title: str, path: Path, follow: Follow = iter) -> Path:
    """Writes the overlay as one HTML file; its path."""
    path.write_text(overlay_html(title, overlay.explained, list(overlay.drawn(follow)), overlay.layers), "utf-8")
    return path


def write_png(overlay: Overlay, path: Path, follow: Follow = iter) -> list[Path]:
    """Writes one PNG a page, `NAME-PAGE.png` where there are several; their paths."""
    many = len(overlay.pages) > 1
    written = []
    for page, shapes, picture in overlay.drawn(follow):
        file = path.with_name(f"{path.stem}-{page.number}{path.suffix or '.png'}") if many else path
        file.write_bytes(png_file(page, [shape for shape in shapes if shape.layer in overlay.layers], picture))
        written.append(file)
    return written

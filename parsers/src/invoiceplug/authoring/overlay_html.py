"""The overlay as one HTML file that needs nothing else: no server, no script, no font."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files

from invoiceplug.authoring.explain import Explained
from invoiceplug.authoring.images import webp
from invoiceplug.authoring.overlay_list import side_list
from invoiceplug.authoring.shapes import LAYERS, Layer, Shape
from invoiceplug.document import Page
from invoiceplug.geometry import Box
from invoiceplug.toolkit.picture import Picture

WORDS = {
    "regions": "Regions",
    "columns": "Columns",
    "rows": "Rows",
    "lines": "Ruling lines",
    "words": "Words",
    "matches": "Values",
    "unread": "Unread",
}
_LABELLED = ("regions", "columns", "rows", "unread")
_WIDE, _LOW = 0.55, 0.75  # of the page: from here on what is told opens to the left, and upwards

Drawn = tuple[Page, Sequence[Shape], Picture]


def overlay_html(title: str, explained: Explained, drawn: Sequence[Drawn], layers: Iterable[Layer]) -> str:
    """The whole file as text; `drawn` are the pages with their shapes, `layers` those shown at first."""
    shown = set(layers)
    names = {id(shape): f"v{index}" for index, shape in enumerate(s for _, shapes, _ in drawn for s in shapes)}
    total = len(explained.document.pages) if explained.document else 0
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} – overlay</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>{_style()}</style></head><body>",
            f"<aside><header><h1>{escape(title)}</h1>{_layer_boxes(drawn, shown)}</header>",
            *side_list(explained, drawn, names),
            "</aside><main>",
            *(_page(page, shapes, picture, names, total) for page, shapes, picture in drawn),
            "</main></body></html>",
            "",
        )
    )


def in_points(box: Box, page: Page) -> str:
    """The box in points from the top left of the displayed page."""
    edges = (box.x0 * page.width, box.y0 * page.height, box.x1 * page.width, box.y1 * page.height)
    return "{:.1f}, {:.1f} – {:.1f}, {:.1f}".format(*edges)


def _style() -> str:
    rules = (files("invoiceplug") / "authoring/overlay.css").read_text("utf-8")
    hidden = (f"body:has(#show-{layer}:not(:checked)) .{layer}{{display:none}}" for layer in LAYERS)
    return f"{rules}\n{''.join(hidden)}"


def _layer_boxes(drawn: Sequence[Drawn], shown: set[Layer]) -> str:
    count = {layer: sum(shape.layer == layer for _, shapes, _ in drawn for shape in shapes) for layer in LAYERS}
    boxes = (
        f'<label class="key {layer}-key"><input type="checkbox" id="show-{layer}"{" checked" * (layer in shown)}>'
        f"<i></i>{WORDS[layer]} <small>{count[layer]}</small></label>"
        for layer in reversed(LAYERS)
    )
    zoom = (
        f'<label><input type="radio" name="zoom" id="zoom-{each}"{" checked" * (each == "fit")}>{said}</label>'
        for each, said in (("fit", "Fit"), ("100", "100 %"), ("200", "200 %"))
    )
    return f'<fieldset class="keys">{"".join(boxes)}</fieldset><fieldset class="zoom">{"".join(zoom)}</fieldset>'


def _page(page: Page, shapes: Sequence[Shape], picture: Picture, names: dict[int, str], total: int) -> str:
    size = f"{page.width:g} {page.height:g}"
    drawing = "".join(_layer(layer, [s for s in shapes if s.layer == layer], page) for layer in LAYERS)
    data = base64.b64encode(webp(picture)).decode()
    return (
        f'<figure id="page-{page.number}" style="--w:{page.width:g}"><figcaption>Page {page.number} of {total} '
        f"<small>{page.width:g} × {page.height:g} pt</small></figcaption>"
        f'<div class="paper" style="aspect-ratio:{page.width:g}/{page.height:g}">'
        f'<img alt="Page {page.number} as printed" src="data:image/webp;base64,{data}">'
        f'<svg viewBox="0 0 {size}" aria-hidden="true">{drawing}</svg>'
        f"{''.join(_spots(shapes, page, names))}</div></figure>"
    )


def _layer(layer: Layer, shapes: Sequence[Shape], page: Page) -> str:
    """One path for each tone, and the labels above: a page of a thousand words stays small."""
    tones = dict.fromkeys(shape.tone for shape in shapes)
    paths = (
        f'<path class="{tone}" d="{"".join(_outline(s.outline(page), page) for s in shapes if s.tone == tone)}"/>'
        for tone in tones
    )
    labels = "".join(_label(shape, page) for shape in shapes if shape.label and layer in _LABELLED)
    return f'<g class="{layer}">{"".join(paths)}{labels}</g>' if shapes else ""


def _outline(box: Box, page: Page) -> str:
    x, y = box.x0 * page.width, box.y0 * page.height
    return (
        f"M{x:.1f} {y:.1f}h{box.width * page.width:.1f}v{box.height * page.height:.1f}h{-box.width * page.width:.1f}z"
    )


def _label(shape: Shape, page: Page) -> str:
    """Columns' names stand above them, regions' at their foot; those of rows in the margin beside them."""
    x, y = shape.box.x0 * page.width, shape.box.y0 * page.height
    if shape.layer == "columns":
        place = (
            f'x="{x + shape.box.width * page.width / 2:.1f}" y="{y - 4.5 - 6.5 * shape.level:.1f}" text-anchor="middle"'
        )
    elif shape.layer == "regions":
        place = f'x="{x + 1:.1f}" y="{shape.box.y1 * page.height - 2.5:.1f}"'
    else:
        middle = y + shape.box.height * page.height / 2 + 2
        place = f'x="{max(x - 4, 12):.1f}" y="{middle:.1f}" text-anchor="end"'
    return f'<text class="{shape.tone}" {place}>{escape(shape.label)}</text>'


def _spots(shapes: Sequence[Shape], page: Page, names: dict[int, str]) -> Iterator[str]:
    """What tells its text and box when it is pointed at; the ones the list jumps to have a name."""
    for shape in shapes:
        box = shape.box
        told = (*shape.tip, f"{in_points(box, page)} pt", "fractions " + " ".join(f"{edge:.5f}" for edge in box))
        sides = f"{' l' if box.x0 > _WIDE else ''}{' u' if box.y0 > _LOW else ''}"
        name = f' id="{names[id(shape)]}"' if shape.layer in ("matches", "unread", "rows") else ""
        place = f"left:{box.x0:.3%};top:{box.y0:.3%};width:{box.width:.3%};height:{box.height:.3%}"
        text = escape("\n".join(told), quote=True)
        yield f'<b class="{shape.layer}{sides}"{name} style="{place}" data-tip="{text}"></b>'

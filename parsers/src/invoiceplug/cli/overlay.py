"""`invoiceplug overlay`: what the engine sees, drawn on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from invoiceplug.cli.options import (
    STDIN,
    InputPath,
    content,
    embedded_option,
    fallback_option,
    loaded,
    plugins_option,
    vendor_option,
)
from invoiceplug.cli.output import print_error, writing
from invoiceplug.cli.progress import followed

if TYPE_CHECKING:
    from invoiceplug.authoring.shapes import Layer

LAYERS = ("words", "lines", "columns", "regions", "rows", "matches", "unread")

EXAMPLES = """\b
Examples:
  invoiceplug overlay bill.pdf                       writes bill.overlay.html beside it
  invoiceplug overlay bill.pdf --page 2 --layers words,columns
  invoiceplug overlay bill.pdf --plugins vendors --png bill.png
"""


def _layers(ctx: click.Context, option: click.Parameter, value: str | None) -> tuple[Layer, ...]:
    named = tuple(filter(None, (name.strip() for name in (value or "").split(","))))
    for name in named:
        if name not in LAYERS:
            raise click.BadParameter(f"{name!r} is none of {', '.join(LAYERS)}.")
    return cast("tuple[Layer, ...]", named)


@click.command(short_help="Draw on the page what the engine sees.", epilog=EXAMPLES)
@click.argument("file", metavar="FILE", type=InputPath(dir_okay=False, allow_dash=True))
@click.option("--page", "pages", metavar="N", type=click.IntRange(1), multiple=True, help="Only this page; repeatable.")
@vendor_option()
@plugins_option()
@embedded_option()
@fallback_option()
@click.option("--html", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path), help="Write the HTML here.")
@click.option(
    "--png",
    metavar="OUT",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a PNG; several pages become OUT-1.png, OUT-2.png, …",
)
@click.option("--layers", metavar="LIST", callback=_layers, help=f"What is drawn, of {', '.join(LAYERS)}.")
def overlay(
    file: str,
    pages: tuple[int, ...],
    vendor: str | None,
    folder: Path | None,
    embedded: bool,
    fallback: bool,
    html: Path | None,
    png: Path | None,
    layers: tuple[Layer, ...],
) -> None:
    """Draw what the engine sees on FILE: words, ruling lines, columns, regions, rows, values, unread rows.

    Writes one HTML file that needs nothing else (FILE.overlay.html beside it, unless --html or --png say where) and
    prints its path. Check boxes switch the layers, pointing at a box tells its text and place, the list of values
    leads to where they stand. The pages on which something was read are drawn; where no vendor knows the file, all
    pages with words, rows and columns. The exit status is 0 as soon as there is something to look at.
    """
    from invoiceplug.authoring.overlay import look, write_html, write_png

    if file == STDIN and not (html or png):
        raise click.UsageError("say with --html or --png where the overlay of stdin is to be written.")
    plugins = loaded(folder)
    options = {"embedded": embedded, "fallback": fallback}
    drawing = look(content(file), plugins, vendor=vendor, pages=pages, layers=layers, **options)
    if png:
        with writing(png):
            paths = write_png(drawing, png, _follow)
        for path in paths:
            click.echo(path)
    if html or not png:
        html = html or Path(file).with_suffix(".overlay.html")
        with writing(html):
            written = write_html(drawing, Path(file).name, html, _follow)
        click.echo(written)
    if drawing.explained.error:
        print_error(drawing.explained.error, file)


def _follow(pages: Sequence[int]) -> Iterator[int]:
    return followed(pages, "drawing")

"""`invoiceplug identify`: which vendor's invoice it is, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from invoiceplug.cli.options import content, files_argument, loaded, plugins_option
from invoiceplug.cli.output import dim, on_terminal, print_error
from invoiceplug.cli.table import columns
from invoiceplug.errors import InvoiceplugError

if TYPE_CHECKING:
    from invoiceplug.plugins import Plugins


@click.command(short_help="Say whose invoice it is, and why.")
@files_argument()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@plugins_option()
@click.pass_context
def identify(ctx: click.Context, files: tuple[str, ...], form: str, folder: Path | None) -> None:
    """Say whose invoice each FILE is, and by which marks.

    FILE is a PDF, or - for stdin. The exit status is 5 when no vendor, or several, claim one of them.
    """
    plugins = loaded(folder)
    answers = [_identify_one(file, plugins) for file in files]
    if form == "json":
        click.echo(json.dumps([data for data, _ in answers], ensure_ascii=False, indent=2))
    else:
        _print_rows([data for data, _ in answers])
    for data, error in answers:
        if error:
            print_error(error, str(data["file"]))
    ctx.exit(max(error.known.exit if error else 0 for _, error in answers))


def _identify_one(file: str, plugins: Plugins) -> tuple[dict[str, Any], InvoiceplugError | None]:
    from invoiceplug.identify import identify as identify_document
    from invoiceplug.toolkit.open import open_pdf

    try:
        identified = identify_document(open_pdf(content(file)), plugins.extractors)
    except InvoiceplugError as error:
        return {"file": file, "error": {"code": error.code, "message": error.detail, **error.facts}}, error
    installed = identified.installed
    return {
        "file": file,
        "vendor": installed.vendor.id,
        "plugin": installed.plugin,
        "version": installed.version,
        "reasons": list(identified.match.reasons),
    }, None


def _print_rows(answers: list[dict[str, Any]]) -> None:
    rows = [[each["file"], each.get("vendor", "-"), _why(each)] for each in answers]
    if on_terminal():
        for line in columns(rows, [False, False, False], 200, 2):
            click.echo(line)
    else:
        for row in rows:
            click.echo("\t".join(row))


def _why(answer: dict[str, Any]) -> str:
    return "; ".join(answer["reasons"]) if "reasons" in answer else dim(answer["error"]["code"])

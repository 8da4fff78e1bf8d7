"""`invoiceplug explain`: why a file is read as it is, step by step."""

from __future__ import annotations

import json
from pathlib import Path

import click

from invoiceplug.cli.options import (
    content,
    embedded_option,
    fallback_option,
    files_argument,
    loaded,
    plugins_option,
    vendor_option,
)
from invoiceplug.cli.output import print_error
from invoiceplug.errors import InvoiceplugError

EXAMPLES = """\b
Examples:
  invoiceplug explain bill.pdf
  invoiceplug explain bill.pdf --plugins vendors --vendor acme
  invoiceplug explain bill.pdf --format json | jq '.steps[] | select(.outcome != "ok")'
"""


@click.command(short_help="Say why a file is read as it is.", epilog=EXAMPLES)
@files_argument()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@plugins_option()
@embedded_option()
@fallback_option()
@vendor_option()
@click.pass_context
def explain(
    ctx: click.Context,
    files: tuple[str, ...],
    form: str,
    folder: Path | None,
    embedded: bool,
    fallback: bool,
    vendor: str | None,
) -> None:
    """Say why each FILE is read as it is, rule by rule.

    Which marks matched and which are missing, where the line table began and ended on each page, its columns, every
    text line in it (read, dropped or unread, and by which rule), the fields and their places, and whether the sums
    hold. When reading fails, everything up to there. FILE is a PDF, or - for stdin; the exit status is that of `read`.
    """
    from invoiceplug.authoring.explain import Explained
    from invoiceplug.authoring.explain import explain as explain_file
    from invoiceplug.cli.explain_json import explained_json
    from invoiceplug.cli.explain_screen import explained_screen

    plugins = loaded(folder)
    status, told = 0, []
    for file in files:
        try:
            explained = explain_file(content(file), plugins, vendor=vendor, embedded=embedded, fallback=fallback)
        except InvoiceplugError as error:  # the file cannot be opened: the others can be explained
            explained = Explained(error=error)
        if form == "text":
            click.echo(explained_screen(file, explained))
        else:
            told.append(explained_json(file, explained))
        if explained.error:
            print_error(explained.error, file, look="overlay")
            status = max(status, explained.error.known.exit)
    if form == "json":
        click.echo(json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2))
    ctx.exit(status)

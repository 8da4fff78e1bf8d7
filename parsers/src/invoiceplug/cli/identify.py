"""`invoiceplug identify`: which vendor's invoice it is, and why."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from invoiceplug.cli.options import content, files_argument, loaded, plugins_option
from invoiceplug.cli.output import dim, on_terminal, print_error, strong
from invoiceplug.cli.progress import followed
from invoiceplug.cli.table import columns
from invoiceplug.errors import InvoiceplugError

if TYPE_CHECKING:
    from invoiceplug.authoring.explain import Asked
    from invoiceplug.plugins import Plugins

MOST_NEAR = 5  # vendors that are shown for a file that nobody knows; --format json has them all

EXAMPLES = """\b
Examples:
  invoiceplug identify inbox/*.pdf
  invoiceplug identify bill.pdf --plugins vendors --format json
"""


@click.command(short_help="Say whose invoice it is, and why.", epilog=EXAMPLES)
@files_argument()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@plugins_option()
@click.pass_context
def identify(ctx: click.Context, files: tuple[str, ...], form: str, folder: Path | None) -> None:
    """Say whose invoice each FILE is, and by which marks.

    For a file that nobody knows: the nearest vendors with the marks that are there and those that are missing. For
    one that several claim: who, by which marks, and what to do. FILE is a PDF, or - for stdin. The exit status is 5
    when no vendor, or several, claim one of them.
    """
    plugins = loaded(folder)
    answers = [_identify_one(file, plugins) for file in followed(files, "identifying")]
    if form == "json":
        click.echo(json.dumps([data for data, _, _ in answers], ensure_ascii=False, indent=2))
    else:
        _print_rows([data for data, _, _ in answers])
    for data, error, asked in answers:
        if error:
            print_error(error, str(data["file"]))
            for line in _advice(error, asked, str(data["file"])):
                click.echo(f"  {line}", err=True)
    ctx.exit(max(error.known.exit if error else 0 for _, error, _ in answers))


def _identify_one(file: str, plugins: Plugins) -> tuple[dict[str, Any], InvoiceplugError | None, tuple[Asked, ...]]:
    from invoiceplug.authoring.explain import who
    from invoiceplug.cli.explain_json import asked_json
    from invoiceplug.identify import identify as identify_document
    from invoiceplug.toolkit.open import open_pdf

    asked: tuple[Asked, ...] = ()
    try:
        document = open_pdf(content(file))
        asked = who(document, plugins)
        identified = identify_document(document, plugins.extractors)
    except InvoiceplugError as error:
        said = {"code": error.code, "message": error.detail, **error.facts}
        return {"file": file, "error": said, "vendors": [asked_json(each) for each in asked]}, error, asked
    installed = identified.installed
    data = {"file": file, "vendor": installed.vendor.id, "plugin": installed.plugin, "version": installed.version}
    return {**data, "reasons": list(identified.match.reasons)}, None, asked


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


def _advice(error: InvoiceplugError, asked: tuple[Asked, ...], file: str) -> Iterator[str]:
    """The vendors in order of nearness with their marks, and what to do next."""
    from invoiceplug.cli.explain_screen import marks_of

    if error.code == "AMBIGUOUS_VENDOR":
        claims = [each for each in asked if each.claims]
        for each in (each for each in claims if each.marks):
            yield from (strong(each.installed.vendor.id), *(f"  {line}" for line in marks_of(each)))
        names = " or ".join(each.installed.vendor.id for each in claims)
        yield f"To tell them apart, give {names} a mark under match.all that the other's paper does not print,"
        yield "or name what only the other prints under match.none."
        yield f"Meanwhile: invoiceplug read {shlex.quote(file)} --vendor {claims[0].installed.vendor.id}"
    elif error.code == "NO_VENDOR_MATCH":
        near = [each for each in asked if each.found]
        for each in near[:MOST_NEAR]:
            count = f"{each.found} found, {len(each.missing)} missing"
            yield f"{strong(each.installed.vendor.id)}  {count}"
            yield from (f"  {line}" for line in marks_of(each))
        yield dim(f"To see what can be a mark: invoiceplug overlay {shlex.quote(file)}")

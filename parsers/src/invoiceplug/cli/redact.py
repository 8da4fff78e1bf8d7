"""`invoiceplug redact`: a sample without anybody's data, drawn anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from invoiceplug.cli.completing import complete_vendor
from invoiceplug.cli.options import InputPath, content, loaded, plugins_option
from invoiceplug.cli.output import good, warn, writing
from invoiceplug.errors import InvoiceplugError

if TYPE_CHECKING:
    from invoiceplug.document import Document
    from invoiceplug.plugins import InstalledExtractor, Plugins

LINE = re.compile(r"/lines/\d+")


@click.command(short_help="Make a sample publishable: other words, same places and sums.")
@click.argument("file", type=InputPath(dir_okay=False))
@click.option("-o", "--output", "path", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF.")
@click.option("--keep", metavar="TEXT", multiple=True, help="Words that stay; may be given several times.")
@click.option(
    "--vendor", metavar="ID", shell_complete=complete_vendor,
    help="Keep what this vendor's template looks for.  [default: the vendor that knows the file]",
)  # fmt: skip
@plugins_option()
def redact(file: str, path: Path, keep: tuple[str, ...], vendor: str | None, folder: Path | None) -> None:
    """Write FILE again without names, addresses, numbers of accounts and of customers.

    The PDF is drawn anew from its words and lines: no picture, font, attachment, metadata or hidden text of the
    original remains. Each word becomes another of the same length, the same word always the same one. What stays:
    amounts, percentages, dates, quantities, units, the usual words of invoices, --keep, and what the vendor's template
    looks for - its own name and tax id, too. Look at the result before you publish it.

    \b
    Examples:
      invoiceplug redact bill.pdf -o samples/2026-04.pdf
      invoiceplug redact bill.pdf -o public.pdf --plugins my-vendors --keep "Kassel"
    """
    from invoiceplug.authoring.redact_pdf import draw
    from invoiceplug.authoring.redaction import leaks, redact
    from invoiceplug.toolkit.open import open_pdf

    if path.exists() and path.resolve() == Path(file).resolve():
        raise click.UsageError("-o names FILE itself: the original would be lost.")
    plugins = loaded(folder)
    document = open_pdf(content(file))
    before = _reading(document, plugins, vendor)
    done = redact(document, _kept(document, plugins, vendor, before, keep), before)
    data = draw(done.document)
    after = open_pdf(data)
    if left := leaks(done, after.text):
        raise InvoiceplugError("INTERNAL", f"words of the original are left: {', '.join(left)}; nothing was written.")
    with writing(path):
        path.write_bytes(data)
    click.echo(f"written: {path}; {len(done.replaced)} words were replaced", err=True)
    if before:
        _compare(before, _reading(after, plugins, before["invoice"]["vendor"]["id"]))


def _reading(document: Document, plugins: Plugins, vendor: str | None) -> dict[str, Any] | None:
    """What is read from it, None (and a warning that says why) when nothing is."""
    from invoiceplug.pipeline import read_document

    try:
        return read_document(document, plugins=plugins, vendor=vendor, embedded=False).to_json()
    except InvoiceplugError as error:
        if vendor and error.code == "NO_VENDOR_MATCH":
            raise
        warn(f"{error.code}: {error.detail} Whole numbers of four digits and more are replaced, quantities too.")
        return None


def _kept(
    document: Document, plugins: Plugins, vendor: str | None, reading: dict[str, Any] | None, keep: tuple[str, ...]
) -> Any:
    from invoiceplug.authoring.kept import letters_of, marked_words, strings_of
    from invoiceplug.authoring.redaction import Keep

    wanted = vendor or (reading["invoice"]["vendor"].get("id") if reading else None)
    strings = set(keep).union(*(strings_of(each) for each in _owners(plugins, wanted)))
    return Keep(frozenset(letters_of(strings)), frozenset(marked_words(document, strings)))


def _owners(plugins: Plugins, vendor: str | None) -> list[InstalledExtractor]:
    return [each for each in plugins.extractors if vendor in (each.vendor.id, *each.vendor.aliases)]


def _compare(before: dict[str, Any], after: dict[str, Any] | None) -> None:
    """Says whether the redacted sample reads as the original does, number by number."""
    from invoiceplug.authoring.compare import differences
    from invoiceplug.authoring.printed import NUMBERS

    if after is None:
        warn("it is not read any more: keep what the template looks for, with --keep.")
        return
    found = differences(before["invoice"], after["invoice"])
    wrong = [each for each in found if each.pointer.rpartition("/")[2] in NUMBERS or LINE.fullmatch(each.pointer)]
    for each in wrong:
        warn(f"{each.pointer} was {each.expected} and is now {each.actual}")
    if not wrong:
        click.echo(f"{good('reads as before')}: {len(after['invoice']['lines'])} lines, all numbers equal", err=True)

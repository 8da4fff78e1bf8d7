"""`invoiceplug new`: a vendor package to start from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from invoiceplug.cli.output import dim, good, odd
from invoiceplug.errors import InvoiceplugError

if TYPE_CHECKING:
    from invoiceplug.authoring.draft import Draft


@click.command(short_help="Make a vendor package to start from.")
@click.argument("vendor")
@click.option("--from", "sample", metavar="SAMPLE.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Draft it from this invoice.")  # fmt: skip
@click.option(
    "--kind", type=click.Choice(["template", "python"]), default="template", show_default=True,
    help="A YAML template, or a Python module for what a template cannot say.",
)  # fmt: skip
@click.option("--dir", "parent", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
              help="Make its folder in here.  [default: plugins/ where there is one, else here]")  # fmt: skip
@click.option("--name", metavar="TEXT", help="The vendor's full name.  [default: as the sample prints it]")
def new(vendor: str, sample: Path | None, kind: str, parent: Path | None, name: str | None) -> None:
    """Make a package for VENDOR (an id that never changes: a-z, 0-9, _, -) that installs and whose tests run.

    With --from, the sample's labels, header row, numbers and dates give a draft of the template; each guess in it says
    so. It is what labels show, no more: read the paper beside it.

    \b
    Examples:
      invoiceplug new acme --from bill.pdf
      invoiceplug new acme --from bill.pdf --kind python --name "Acme Fasteners Inc."
    """
    from invoiceplug.authoring.draft import draft_of
    from invoiceplug.authoring.scaffold import Names, refuse_taken, write_package
    from invoiceplug.plugins import load_plugins
    from invoiceplug.toolkit.open import open_pdf

    folder = (parent or (Path("plugins") if Path("plugins").is_dir() else Path())) / vendor
    names = Names(vendor, name or vendor)
    refuse_taken(names, folder, load_plugins())
    draft = draft_of(open_pdf(sample.read_bytes())) if sample else None
    if draft and draft.company and not name:
        names = Names(vendor, draft.company)
    for path in write_package(names, folder, "python" if kind == "python" else "template", draft, sample):
        click.echo(f"{good('written')} {path}")
    if sample and draft:
        _tell(folder, sample, names.vendor, draft)
    _next_steps(folder, sample)


def _tell(folder: Path, sample: Path, vendor: str, draft: Draft) -> None:
    """What the draft reads already, and what it does not."""
    from invoiceplug.pipeline import read_invoice
    from invoiceplug.plugins import load_plugins

    click.echo()
    if not draft.columns:
        click.echo(f"{odd('?')} no header row was found: name the columns of the table in the template")
    try:
        reading = read_invoice(sample.read_bytes(), plugins=load_plugins(folder, instead=True), vendor=vendor)
    except InvoiceplugError as error:
        click.echo(f"{odd('?')} not read yet: {error.code}: {error.detail}")
        return
    invoice = reading.invoice
    total = f"{invoice['currency']} {invoice['totals']['grand']}"
    click.echo(
        f"{good('✓')} read: {invoice['document_type']} {invoice['invoice_number']} of {invoice['invoice_date']}, "
        f"{len(invoice['lines'])} lines, {total}"
    )
    for finding in reading.findings:
        click.echo(f"{odd('?')} {finding.code}: {finding.message}")


def _next_steps(folder: Path, sample: Path | None) -> None:
    file = folder / "samples" / (sample.name if sample else "NAME.pdf")
    steps = [
        f"invoiceplug overlay {file} --plugins {folder}" if sample
        else f"put invoices into {folder / 'samples'}/",
        f"edit {folder}: mend what is guessed, until `invoiceplug read {file} --plugins {folder}` is right",
        f"invoiceplug test {folder} --update",
    ]  # fmt: skip
    click.echo(dim("\nnext:"))
    for number, step in enumerate(steps, start=1):
        click.echo(f"  {number}. {step}")

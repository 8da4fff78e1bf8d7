"""`invoiceplug new`: a vendor package to start from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from invoiceplug.cli.new_tested import left_to_do, next_steps, test_command
from invoiceplug.cli.options import InputPath
from invoiceplug.cli.output import good, odd, print_error, writing
from invoiceplug.errors import InvoiceplugError

if TYPE_CHECKING:
    from invoiceplug.authoring.draft import Draft, Sample
    from invoiceplug.authoring.draft_outcome import Outcome
    from invoiceplug.authoring.scaffold import Kind, Names
    from invoiceplug.document import Document

PDF = InputPath(dir_okay=False, path_type=Path)


@click.command(short_help="Make a vendor package to start from.")
@click.argument("vendor")
@click.argument("more", metavar="[SAMPLE.pdf ...]", nargs=-1, type=PDF)
@click.option("--from", "first", metavar="SAMPLE.pdf ...", type=PDF, multiple=True,
              help="Draft it from these invoices, one or several.")  # fmt: skip
@click.option("--reading", "readings", metavar="CORRECTED.json", type=PDF, multiple=True,
              help="What a sample says: the page's download, or a reading. One for each, in their order.")  # fmt: skip
@click.option(
    "--kind", type=click.Choice(["template", "python"]), default="template", show_default=True,
    help="A YAML template, or a Python module for what a template cannot say.",
)  # fmt: skip
@click.option("--dir", "parent", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
              help="Make its folder in here.  [default: plugins/ where there is one, else here]")  # fmt: skip
@click.option("--package", "repository", is_flag=True,
              help="A repository of its own, with tests and CI, in invoiceplug-VENDOR.")  # fmt: skip
@click.option("--name", metavar="TEXT", help="The vendor's full name.  [default: as the sample prints it]")
def new(
    vendor: str,
    more: tuple[Path, ...],
    first: tuple[Path, ...],
    readings: tuple[Path, ...],
    kind: Kind,
    parent: Path | None,
    repository: bool,
    name: str | None,
) -> None:
    """Make a package for VENDOR (an id that never changes: a-z, 0-9, _, -) that installs and whose tests run.

    With --from, the template is drafted: by what the reader of last resort reads of the samples, or, with --reading,
    by what a person says they say. Every guess in it says so. Then it is tested on the samples, and what is left to do
    is told.

    With --package, the folder is called invoiceplug-VENDOR and is ready to be a repository: pyproject.toml, tests, CI.
    Without --from it starts with an example invoice in the vendor's name, so that its tests run from the beginning.

    \b
    Examples:
      invoiceplug new acme --from bill.pdf
      invoiceplug new acme --from april.pdf may.pdf june.pdf
      invoiceplug new acme --from bill.pdf --reading bill.corrected.json
      invoiceplug new acme --from bill.pdf --kind python --name "Acme Fasteners Inc."
      invoiceplug new acme --package --dir ~/code
    """
    from invoiceplug.authoring.scaffold import Names, refuse_taken, write_package
    from invoiceplug.plugins import load_plugins

    samples = _samples(first, more)
    names = Names(vendor, name or vendor)
    folder = _folder(parent, names, repository)
    refuse_taken(names, folder, load_plugins())
    if repository and not samples:
        samples = (_example(names, folder),)
    draft, read = _drafted(samples, readings)
    if draft and draft.company and not name:
        names = Names(vendor, draft.company)
    with writing(folder):
        written = write_package(names, folder, kind, draft, samples, repository=repository)
    for path in written:
        click.echo(f"{good('written')} {path}")
    rules = next(path for path in reversed(written) if path.parent.name == names.package)
    if draft is None:
        next_steps([f"put invoices into {folder / 'samples'}/", f"edit {rules}", f"{test_command(folder)} --update"])
    else:
        copies = [folder / "samples" / sample.name for sample in samples]
        next_steps(left_to_do(folder, rules, copies, _tell(folder, samples, read, draft, vendor)))


def _example(names: Names, folder: Path) -> Path:
    """The example invoice of a vendor that has no sample yet."""
    from invoiceplug.authoring.scaffold import write_example
    from invoiceplug.toolkit.pdfium import pdfium

    pdfium()  # without it nothing is written that would be in the way next time
    with writing(folder):
        return write_example(names, folder)


def _samples(first: tuple[Path, ...], more: tuple[Path, ...]) -> tuple[Path, ...]:
    """What stands behind --from."""
    samples = (*first, *more)
    if more and not first:
        raise click.UsageError("Samples stand behind --from.")
    if len({sample.name for sample in samples}) < len(samples):
        raise click.UsageError("Two samples have the same file name, and both are to lie in samples/.")
    return samples


def _folder(parent: Path | None, names: Names, repository: bool) -> Path:
    """Where the package is made: among the vendors of this project, or beside other repositories."""
    if repository:
        return (parent or Path()) / names.distribution
    return (parent or (Path("plugins") if Path("plugins").is_dir() else Path())) / names.vendor


def _drafted(samples: tuple[Path, ...], readings: tuple[Path, ...]) -> tuple[Draft | None, list[Sample]]:
    """The draft from all samples, and what each of them is expected to say; (None, []) without any."""
    if len(readings) > len(samples):
        raise click.UsageError(f"{len(readings)} readings for {len(samples)} samples: each belongs to one of --from.")
    if not samples:
        return None, []
    from invoiceplug.authoring.draft import draft_of, sample_of
    from invoiceplug.authoring.draft_corrected import corrected_reading

    documents = [_opened(path) for path in samples]
    said = [corrected_reading(path, document) for path, document in zip(readings, documents, strict=False)]
    read = [
        sample_of(document, said[at] if at < len(said) else None) for at, document in enumerate(documents)
    ]  # fmt: skip
    return draft_of(read), read


def _opened(path: Path) -> Document:
    """The sample; what cannot be opened is named, for there may be several, and ends the command."""
    from invoiceplug.toolkit.open import open_pdf

    try:
        return open_pdf(path.read_bytes())
    except InvoiceplugError as error:
        print_error(error, str(path))
        click.get_current_context().exit(error.known.exit)


def _tell(folder: Path, samples: tuple[Path, ...], read: list[Sample], draft: Draft, vendor: str) -> list[Outcome]:
    """Tells what the draft reads already, and what it does not."""
    from invoiceplug.authoring.draft_outcome import outcome_of
    from invoiceplug.plugins import load_plugins

    click.echo()
    if draft.lines is None:
        click.echo(f"{odd('?')} no header row was found: name the columns of the table in the template")
    plugins = load_plugins(folder, instead=True)
    outcomes = [outcome_of(path.name, sample, plugins, vendor) for path, sample in zip(samples, read, strict=True)]
    for outcome in outcomes:
        click.echo(f"{good('✓') if outcome.is_read else odd('?')} {outcome.headline}")
        for said in outcome.left:
            click.echo(f"  {odd('?')} {said}")
    return outcomes

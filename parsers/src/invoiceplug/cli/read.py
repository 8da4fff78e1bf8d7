"""`invoiceplug read`: invoices as tables, JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from invoiceplug.cli.options import (
    content,
    embedded_option,
    fallback_option,
    files_argument,
    guarded,
    loaded,
    plugins_option,
    sandbox_options,
    vendor_option,
)
from invoiceplug.cli.outcome import Outcome, outcome
from invoiceplug.cli.output import on_terminal, print_error, say, write_out
from invoiceplug.errors import InvoiceplugError

if TYPE_CHECKING:
    from invoiceplug.limits import Limits
    from invoiceplug.plugins import Plugins

FORMATS = ("table", "json", "jsonl", "csv")
STRICT_STATUS = 6
PLUGIN_STATUS = 3
TABLES = ("", ".tsv", ".txt")  # how the name of a file may end that a table is written to

EXAMPLES = """\b
Examples:
  invoiceplug read bill.pdf
  invoiceplug read *.pdf --format csv -o lines.csv
  invoiceplug read bill.pdf --plugins vendors --explain
  invoiceplug read new-vendor.pdf --fallback
  invoiceplug read -j 4 inbox/*.pdf --format jsonl
  invoiceplug read stranger.pdf --sandbox --limit wall_seconds=20
  curl -s https://files.example/bill.pdf | invoiceplug read - --format json | jq .invoice.totals
"""


@click.command(short_help="Read invoices into checked line items.", epilog=EXAMPLES)
@files_argument()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="table (when piped: tab-separated), json (one FILE: the reading itself), jsonl (a line a FILE), csv (a row a "
    "line item).  [default: table, or as the name after -o ends]",
)
@plugins_option()
@vendor_option()
@embedded_option()
@fallback_option()
@click.option("--strict", is_flag=True, help="Exit with 6 when an invoice does not add up.")
@click.option("--explain", is_flag=True, help="Say on stderr why it is read so, rule by rule (see `explain`).")
@sandbox_options()
@click.option("-j", "jobs", metavar="N", type=click.IntRange(1), default=1, help="Read N files at once.")
@click.option("-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.pass_context
def read(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    form: str | None,
    folder: Path | None,
    vendor: str | None,
    embedded: bool,
    fallback: bool,
    strict: bool,
    explain: bool,
    jobs: int,
    path: Path | None,
    **sandbox: Any,
) -> None:
    """Read invoices: header, line items, totals, and what does not add up.

    FILE is a PDF, or - for stdin. A file that cannot be read does not stop the others; the exit status is the worst.
    An e-invoice in the PDF (Factur-X, ZUGFeRD, XRechnung) wins over the page; what the page shows otherwise is said.
    With --fallback an invoice of a vendor nobody knows is read too: as a suggestion, to be checked line by line.
    """
    limited = guarded(**sandbox)
    if explain and limited is not None:
        raise click.UsageError("--explain watches the reading in this process: leave out --sandbox.")
    if explain and jobs > 1:
        raise click.UsageError("--explain tells of one file after another: leave out -j.")
    chosen = form or _form_of(path)
    plugins = loaded(folder)
    options: dict[str, Any] = {"vendor": vendor, "embedded": embedded, "fallback": fallback}
    if limited is not None:
        read_file = partial(_guarded_reading, plugins_dir=folder, **options, **limited)
    elif jobs > 1:
        read_file = partial(_reading_apart, folder=folder, **options)
    else:
        read_file = partial(_explained_reading if explain else _reading, plugins=plugins, **options)
    results, status = [], 0
    for data, error in _outcomes(files, read_file, jobs, waits=limited is not None):
        if error:
            print_error(error, data["file"], hint=None if fallback else _hint(error))
        results.append(data)
        status = max(status, _status_of(error, plugins), STRICT_STATUS if strict and _has_errors(data) else 0)
    if chosen == "csv" or (chosen == "table" and not _is_screen(path)):
        _say_findings(results)
    write_out(_formatted(results, chosen, path), path)
    ctx.exit(status)


def _outcomes(
    files: tuple[str, ...], read_file: Callable[[str], dict[str, Any]], jobs: int, *, waits: bool
) -> list[Outcome]:
    """What comes of each file, with a bar while people wait for it."""
    read_one = partial(outcome, read_file=read_file)
    found: Iterator[Outcome] = map(read_one, files)
    if jobs > 1 and len(files) > 1:
        from invoiceplug.cli.many import read_at_once

        found = read_at_once(files, read_one, jobs, waits=waits)
    if len(files) == 1:
        return list(found)
    from invoiceplug.cli.progress import followed

    return [each for _, each in zip(followed(files, "reading"), found, strict=True)]


def _reading(file: str, **options: Any) -> dict[str, Any]:
    from invoiceplug.pipeline import read_invoice

    return read_invoice(content(file), **options).to_json()


def _reading_apart(file: str, *, folder: Path | None, **options: Any) -> dict[str, Any]:
    """The same in a process that has not loaded the plugins; what was left out of them is said elsewhere."""
    return _reading(file, plugins=_plugins(folder), **options)


@cache
def _plugins(folder: Path | None) -> Plugins:
    from invoiceplug.plugins import load_plugins

    return load_plugins(folder, instead=True)


def _guarded_reading(file: str, *, limits: Limits, **options: Any) -> dict[str, Any]:
    from invoiceplug.sandbox import guarded_read

    return guarded_read(content(file, limits.pdf_bytes), instead=True, limits=limits, **options)


def _explained_reading(file: str, *, plugins: Plugins, **options: Any) -> dict[str, Any]:
    from invoiceplug.authoring.explain import explain as explain_file
    from invoiceplug.cli.explain_screen import explained_screen

    explained = explain_file(content(file), plugins, **options)
    click.echo(explained_screen(file, explained), err=True)
    if explained.error:
        raise explained.error
    return explained.reading or {}


def _hint(error: InvoiceplugError) -> str | None:
    """Which vendors there are; where none knows the file, that the reader of last resort has not been asked yet."""
    if error.code != "NO_VENDOR_MATCH":
        return None
    if "vendor" in error.facts:
        return "`invoiceplug plugins` lists the vendors that can be read."
    return f"With --fallback a reading of it is suggested. {error.known.hint}"


def _status_of(error: InvoiceplugError | None, plugins: Plugins) -> int:
    if error is None:
        return 0
    if error.code == "NO_VENDOR_MATCH" and plugins.failures:
        return PLUGIN_STATUS  # perhaps one of those that were left out would have known it
    return error.known.exit


def _formatted(results: list[dict[str, Any]], form: str, path: Path | None) -> str:
    from invoiceplug.cli import formats

    if form == "json":
        return formats.as_json(results)
    if form == "jsonl":
        return formats.as_jsonl(results)
    if form == "csv":
        return formats.as_csv(results)
    if not _is_screen(path):
        return formats.as_tsv(results)
    from invoiceplug.cli.screen import reading_screen

    return "\n".join(reading_screen(result["file"], result["reading"]) for result in results if "reading" in result)


def _is_screen(path: Path | None) -> bool:
    return path is None and on_terminal()


def _say_findings(results: list[dict[str, Any]]) -> None:
    """What does not add up, on stderr: rows and columns have no room for it."""
    for result in results:
        for finding in result.get("reading", {}).get("findings", ()):
            say(finding["severity"], f"{result['file']}: {finding['code']}: {finding['message']}")


def _form_of(path: Path | None) -> str:
    """The format that the name of the file says; a name that says another is not given a table."""
    ending = path.suffix.lower() if path else ""
    if ending in TABLES:
        return "table"
    if ending[1:] not in FORMATS:
        raise click.UsageError(f"no format is called {ending[1:]}: say with --format how {path} is to be written.")
    return ending[1:]


def _has_errors(data: dict[str, Any]) -> bool:
    return any(finding["severity"] == "error" for finding in data.get("reading", {}).get("findings", ()))

"""`invoiceplug test`: every vendor against its samples."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invoiceplug.cli.options import plugins_option
from invoiceplug.cli.output import BAD, bad

if TYPE_CHECKING:
    from invoiceplug.authoring.suite import Suite, VendorTrials
    from invoiceplug.plugins import Failure

DIFFERENCES, PLUGIN_INVALID = 1, 3


@click.command(short_help="Compare vendors' samples with what is expected.")
@click.argument("paths", metavar="[PATH…]", nargs=-1, type=click.Path(exists=True, path_type=Path))
@plugins_option()
@click.option("-k", "chosen", metavar="TEXT", default="", help="Only samples whose vendor/name holds this text.")
@click.option(
    "--update", is_flag=True, help="Show what differs, then write it as expected. Look at it before you commit."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def test(
    ctx: click.Context, paths: tuple[Path, ...], folder: Path | None, chosen: str, update: bool, form: str
) -> None:
    """Read each vendor's samples and compare them with what is expected.

    PATH is a folder of plugins, one plugin, a folder of samples or a sample PDF; without it, all vendors in the
    current folder. NAME.pdf must give the invoice in NAME.expected.json, be claimed by its own vendor alone, add up,
    read the same twice, and every value must stand where the reading says. No samples is a failure.
    """
    from invoiceplug.authoring.suite import find_suite, run

    if update and os.environ.get("CI"):
        raise click.UsageError("--update writes expected files, which nobody would look at where CI is set.")
    suite = find_suite(paths, folder)
    results = [run(vendor, plugins, chosen) for vendor, plugins in suite.vendors]
    if form == "json":
        from invoiceplug.cli.test_json import report

        click.echo(json.dumps(report(results, suite.failures), ensure_ascii=False, indent=2))
    else:
        _print(results, suite.failures, chosen, _command(paths, folder))
    left = _update(results) if update else sum(t.status != "passed" for each in results for t in each.trials)
    ctx.exit(_status(suite, results, left, chosen))


def _print(results: list[VendorTrials], failures: tuple[Failure, ...], chosen: str, command: str) -> None:
    from invoiceplug.cli.test_screen import summary, vendor_screen

    for each in results:
        if each.trials or not chosen:
            click.echo("\n".join(vendor_screen(each, command)))
    for failure in failures:
        click.echo(f"{bad(BAD)} plugin {failure.plugin}: {failure.reason}", err=True)
    click.echo(summary(results, chosen))


def _command(paths: tuple[Path, ...], folder: Path | None) -> str:
    """How this run was started, to be said again with other options."""
    words = ["invoiceplug", "test", *map(str, paths), *(["--plugins", str(folder)] if folder else [])]
    return shlex.join(words)


def _update(results: list[VendorTrials]) -> int:
    """Writes what may be written; the number of samples that are not right after it."""
    from invoiceplug.authoring.trial import expected_text

    left = 0
    for trial in (trial for each in results for trial in each.trials if trial.status != "passed"):
        if trial.error or trial.broken:
            left += 1
            click.echo(
                f"{bad('not written')}: {trial.sample.expected.name}: a reading that does not hold is no example",
                err=True,
            )
        else:
            trial.sample.expected.write_text(expected_text(trial.invoice), encoding="utf-8")
            click.echo(f"written: {trial.sample.expected}", err=True)
    return left


def _status(suite: Suite, results: list[VendorTrials], left: int, chosen: str) -> int:
    if suite.failures:
        return PLUGIN_INVALID
    tried = [each for each in results if each.trials]
    enough = tried and (chosen or len(tried) == len(results))
    return 0 if enough and not left else DIFFERENCES

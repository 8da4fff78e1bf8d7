"""`invoiceplug test`: every vendor against its samples."""

from __future__ import annotations

import json
import os
import shlex
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from invoiceplug.cli.completing import complete_sample
from invoiceplug.cli.options import InputPath, plugins_option
from invoiceplug.cli.output import BAD, bad, writing

if TYPE_CHECKING:
    from invoiceplug.authoring.contest import VendorTrials
    from invoiceplug.authoring.suite import Suite

DIFFERENCES, PLUGIN_INVALID = 1, 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """The command line of one run."""

    paths: tuple[Path, ...]
    folder: Path | None = None
    chosen: str = ""
    first: bool = False
    jobs: int = 1
    update: bool = False
    force: bool = False
    form: str = "text"
    junit: Path | None = None
    slow: float | None = None
    fast: bool = False
    only: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """How this run was started, to be said again with other options."""
        folder = ["--plugins", str(self.folder)] if self.folder else []
        return shlex.join(["invoiceplug", "test", *map(str, self.paths), *folder])


@click.command(short_help="Compare vendors' samples with what is expected.")
@click.argument("paths", metavar="[PATH…]", nargs=-1, type=InputPath(path_type=Path))
@plugins_option()
@click.option(
    "-k", "chosen", metavar="EXPR", default="", shell_complete=complete_sample,
    help="Only samples whose vendor/name holds this text; texts may be joined by and, or, not.",
)  # fmt: skip
@click.option("-x", "first", is_flag=True, help="Stop at the first sample that is not right.")
@click.option("-j", "jobs", metavar="N", type=click.IntRange(1), default=1, help="Read in N processes.")
@click.option("--update", is_flag=True, help="Show what differs, then write it as expected. Look before you commit.")
@click.option("--force", is_flag=True, help="With --update: also over edits that are not committed.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--junit", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write JUnit XML, too.")
@click.option("--slow", metavar="SECONDS", type=click.FloatRange(0), help="Name samples that take longer to read.")
@click.option("--fast", is_flag=True, help="Open the samples in this process, without sandbox and front door.")
@click.option("--watch", is_flag=True, help="Test again what changes, until Ctrl+C.")
@click.option("--only", metavar="ID", multiple=True, hidden=True)
@click.pass_context
def test(ctx: click.Context, /, watch: bool, **options: Any) -> None:
    """Read each vendor's samples and compare them with what is expected.

    PATH is a folder of plugins, one plugin, a folder of samples or a sample PDF; without it, all installed vendors
    whose files lie in the current folder. NAME.pdf must give the invoice in NAME.expected.json, be claimed by its own
    vendor alone, add up, read the same twice, and every value must stand where the reading says. A vendor must claim
    no other's sample, and no stranger (tests/fixtures/strangers, samples/not-mine). No samples is a failure. Every
    sample is read in the sandbox, as the service reads it, and once more in this process.

    NAME.yaml may say `xfail: reason`, `allow: [CODE]` for error findings that the paper deserves, `error: CODE` for a
    file that is rightly refused, and `notes`.

    \b
    Examples:
      invoiceplug test plugins/acme
      invoiceplug test plugins/acme -k "2026 and not credit" --update
      invoiceplug test -j 2 --junit report.xml --format github
    """
    wanted = Wanted(**options)
    if wanted.update and os.environ.get("CI"):
        raise click.UsageError("--update writes expected files, which nobody would look at where CI is set.")
    if watch:
        from invoiceplug.cli.test_watch import watch as watch_files

        watch_files(wanted.paths, wanted.folder, _again(wanted))
    else:
        ctx.exit(run_test(wanted))


def run_test(wanted: Wanted) -> int:
    """One run, told on the screen; the exit status."""
    from invoiceplug.authoring.suite import find_suite

    suite = find_suite(wanted.paths, wanted.folder)
    if wanted.only:
        suite = replace(suite, contests=tuple(each for each in suite.contests if each.vendor_id in wanted.only))
    results = _run(suite, wanted)
    _print(results, suite, wanted)
    if wanted.junit:
        from invoiceplug.cli.test_junit import junit

        with writing(wanted.junit):
            wanted.junit.write_text(junit(results, suite.failures, wanted.command), encoding="utf-8")
    left = _update(results, wanted) if wanted.update else sum(not each.is_good for each in results)
    return _status(suite, results, left, wanted)


def _run(suite: Suite, wanted: Wanted) -> list[VendorTrials]:
    """The trials, with a progress bar where people look at a terminal."""
    from invoiceplug.authoring.contest import count_samples, run_suite

    total = count_samples(suite, wanted.chosen)
    hidden = not sys.stderr.isatty() or total < 4
    with click.progressbar(length=total, label="reading", file=sys.stderr, hidden=hidden) as bar:
        return run_suite(
            suite,
            chosen=wanted.chosen,
            jobs=wanted.jobs,
            first=wanted.first,
            fast=wanted.fast,
            done=lambda trial: bar.update(1),
        )


def _print(results: list[VendorTrials], suite: Suite, wanted: Wanted) -> None:
    from invoiceplug.authoring.faults import fault_text

    if wanted.form == "json":
        from invoiceplug.cli.test_json import report

        click.echo(json.dumps(report(results, suite.failures), ensure_ascii=False, indent=2))
    elif wanted.form == "github":
        from invoiceplug.cli.test_github import github_lines

        for line in github_lines(results, suite.failures, wanted.command):
            click.echo(line)
    else:
        _print_text(results, suite, wanted)
        for failure in suite.failures:
            click.echo(f"{bad(BAD)} plugin {failure.plugin}: {fault_text(failure)}", err=True)


def _print_text(results: list[VendorTrials], suite: Suite, wanted: Wanted) -> None:
    from invoiceplug.cli.test_screen import slow_lines, summary, vendor_screen

    for each in results:
        if each.trials or not (wanted.chosen or (wanted.first and each.vendor.samples)):
            click.echo("\n".join(vendor_screen(each, wanted.command, written=wanted.update)))
    if wanted.slow is not None:
        for line in slow_lines(results, wanted.slow):
            click.echo(line)
    if results or not suite.failures:  # else the failure says why there is nothing to count
        click.echo(summary(results, wanted.chosen, written=wanted.update))


def _update(results: list[VendorTrials], wanted: Wanted) -> int:
    """Writes what may be written; the number of samples and vendors that are not right after it."""
    from invoiceplug.authoring.blessing import bless

    left = sum(bool(each.claims) for each in results)
    for trial in (trial for each in results for trial in each.trials if not trial.is_good):
        why_not = bless(trial, force=wanted.force)
        if why_not:
            left += 1
            click.echo(f"{bad('not written')}: {trial.sample.expected.name}: {why_not}", err=True)
        else:
            click.echo(f"written: {trial.sample.expected}", err=True)
    return left


def _status(suite: Suite, results: list[VendorTrials], left: int, wanted: Wanted) -> int:
    if suite.failures:
        return PLUGIN_INVALID
    tried = [each for each in results if each.trials]
    enough = tried and (wanted.chosen or wanted.first or len(tried) == len(results))
    return 0 if enough and not left else DIFFERENCES


def _again(wanted: Wanted) -> list[str]:
    """The command line of each run under --watch."""
    words = ["test", *map(str, wanted.paths), "--format", wanted.form, "-j", str(wanted.jobs)]
    flags = {"-x": wanted.first, "--update": wanted.update, "--force": wanted.force, "--fast": wanted.fast}
    values = {"-k": wanted.chosen, "--plugins": wanted.folder, "--junit": wanted.junit, "--slow": wanted.slow}
    words += [flag for flag, is_set in flags.items() if is_set]
    return words + [word for name, value in values.items() if value not in (None, "") for word in (name, str(value))]

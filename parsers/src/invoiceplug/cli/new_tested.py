"""The end of `invoiceplug new`: the package is put to `invoiceplug test`, and what is left to do is told."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invoiceplug.cli.output import dim
from invoiceplug.cli.test import Wanted, run_test

if TYPE_CHECKING:
    from invoiceplug.authoring.draft_outcome import Outcome


def left_to_do(folder: Path, rules: Path, samples: Sequence[Path], outcomes: Sequence[Outcome]) -> list[str]:
    """Runs `invoiceplug test` on the package; the steps that are left, each with what to type.

    Expected files are written, as `--update` does it, once the draft reads every sample as it was wanted: as
    arithmetic or the person who corrected the reading has it. They are never written where CI is set.
    """
    wanted = Wanted((folder,), update=all(each.is_as_wanted for each in outcomes) and not os.environ.get("CI"))
    click.echo(dim(f"\n$ {test_command(folder)}{' --update' if wanted.update else ''}"))
    right = run_test(wanted) == 0
    wrong = [sample for sample, outcome in zip(samples, outcomes, strict=True) if not outcome.is_as_wanted]
    look = f"{shlex.quote(str((wrong or samples)[0]))} --plugins {shlex.quote(str(folder))}"
    seen = f"see what is read, on the page itself: invoiceplug overlay {look}"
    if right and wanted.update:
        return [
            f"{seen}; is a value wrong, mend its rule",
            f"look through the guesses in {rules}: each is marked `# guessed, check`",
            f"after each change: {test_command(folder)}",
            f"try other invoices of the vendor: invoiceplug read OTHER.pdf --plugins {shlex.quote(str(folder))}; "
            "where one is not read, the line to mend is named",
        ]
    return [
        seen,
        f"mend what is guessed in {rules}, until this is right: invoiceplug read {look}",
        f"write what is read as expected: {test_command(folder)} --update",
    ]


def next_steps(steps: Sequence[str]) -> None:
    """Tells the steps, numbered."""
    click.echo(dim("\nnext:"))
    for number, step in enumerate(steps, start=1):
        click.echo(f"  {number}. {step}")


def test_command(folder: Path) -> str:
    """How the package is tested."""
    return Wanted((folder,)).command

"""`invoiceplug accepting`: the switch that stops new jobs, and only those."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from invoiceplug_cloud.commands.ending import EXIT_OK
from invoiceplug_cloud.commands.reaching import where, with_data


@click.command()
@click.argument("switch", type=click.Choice(["on", "off"]), required=False)
@click.option("--reason", metavar="TEXT", help="What whoever is turned away is told; with off.")
@where
def accepting(switch: str | None, reason: str | None, data: Path | None, cloud: bool) -> None:
    """Say whether new jobs are accepted, or switch it on or off.

    What was accepted before goes on: jobs are read, reviewed and applied as ever.
    """
    if reason is not None and (switch != "off" or not reason.strip()):
        raise click.UsageError("--reason goes with off, and says something.")
    sys.exit(with_data("accepting", data, cloud, lambda: _run(switch, reason)))


def _run(switch: str | None, reason: str | None) -> int:
    from invoiceplug_cloud.domain.records import Accepting
    from invoiceplug_cloud.wiring import house

    place = house()
    if switch is not None:
        place.accept(Accepting(switch == "on", reason.strip() if reason else None))
    found = place.accepting()
    because = f": {found.reason}" if found.reason else "."
    click.echo("New jobs are accepted." if found.accepting else f"New jobs are not accepted{because}")
    return EXIT_OK

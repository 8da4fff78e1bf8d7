"""`invoiceplug plugins`: which vendors are here, and which plugins could not be loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invoiceplug.cli.options import plugins_option
from invoiceplug.cli.output import BAD, bad, dim, on_terminal, strong
from invoiceplug.cli.table import columns
from invoiceplug.errors import CODES

if TYPE_CHECKING:
    from invoiceplug.plugins import Failure


@click.command(short_help="List vendors, and what could not be loaded.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@plugins_option()
@click.pass_context
def plugins(ctx: click.Context, form: str, folder: Path | None) -> None:
    """List the vendors that can be read, and the plugins that could not be loaded (exit status 3)."""
    from invoiceplug.plugins import installed_vendors, load_plugins

    found = load_plugins(folder, instead=True)
    vendors = installed_vendors(found)
    if form == "json":
        failures = [{"plugin": each.plugin, "reason": each.reason} for each in found.failures]
        click.echo(json.dumps({"vendors": vendors, "failures": failures}, ensure_ascii=False, indent=2))
    else:
        _print_vendors(vendors)
    for failure in found.failures:
        _print_failure(failure)
    ctx.exit(CODES["PLUGIN_ERROR"].exit if found.failures else 0)


def _print_vendors(vendors: list[dict[str, str]]) -> None:
    kinds = ["template" if "template" in each else "code" for each in vendors]
    rows = [[v["id"], v["name"], v["plugin"], v["version"], kind] for v, kind in zip(vendors, kinds, strict=True)]
    if not on_terminal():
        for row in rows:
            click.echo("\t".join(row))
    elif rows:
        title, *lines = columns([["Vendor", "Name", "Plugin", "Version", "Kind"], *rows], [False] * 5, 120, 1)
        click.echo("\n".join([strong(title), *lines]))
    if not rows:
        click.echo(dim("No vendor is installed. Try a folder of them with --plugins DIR."), err=True)


def _print_failure(failure: Failure) -> None:
    first, *more = failure.reason.splitlines()
    click.echo(f"{bad(BAD)} {failure.plugin}: {first}", err=True)
    for line in more:
        click.echo(f"    {line}", err=True)

"""`invoiceplug plugins`: which vendors are here, what one of them reads by, and whether a plugin is valid."""

from __future__ import annotations

import json
from pathlib import Path

import click

from invoiceplug.cli.options import InputPath, loaded, plugins_option
from invoiceplug.cli.output import BAD, OK, bad, dim, good, on_terminal, strong
from invoiceplug.cli.table import columns
from invoiceplug.errors import CODES

INVALID = CODES["PLUGIN_ERROR"].exit

EXAMPLES = """\b
Examples:
  invoiceplug plugins
  invoiceplug plugins show nordkontor
  invoiceplug plugins check vendors/acme.yaml
"""
_FORMAT = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)


@click.group(invoke_without_command=True, short_help="List, show and check vendor plugins.", epilog=EXAMPLES)
@_FORMAT
@plugins_option()
@click.pass_context
def plugins(ctx: click.Context, form: str, folder: Path | None) -> None:
    """List the vendors that can be read, show one of them, or check a plugin that is being written.

    Without a command: list.
    """
    ctx.obj = folder
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_vendors, form=form, folder=folder)


@plugins.command("list", epilog="Example: invoiceplug plugins list --plugins vendors --format json")
@_FORMAT
@plugins_option()
@click.pass_context
def list_vendors(ctx: click.Context, form: str, folder: Path | None) -> None:
    """List the vendors that can be read, and the plugins that could not be loaded (exit status 3)."""
    from invoiceplug.plugins import installed_vendors, load_plugins

    found = load_plugins(folder or _outer(ctx), instead=True)
    vendors = installed_vendors(found)
    if form == "json":
        failures = [{"plugin": each.plugin, "reason": each.reason} for each in found.failures]
        click.echo(json.dumps({"vendors": vendors, "failures": failures}, ensure_ascii=False, indent=2))
    else:
        _print_vendors(vendors)
    for failure in found.failures:
        _print_problem(f"{failure.plugin}: {failure.reason}")
    ctx.exit(INVALID if found.failures else 0)


@plugins.command("show", epilog="Example: invoiceplug plugins show nordkontor")
@click.argument("vendor", metavar="ID")
@_FORMAT
@plugins_option()
@click.pass_context
def show_vendor(ctx: click.Context, vendor: str, form: str, folder: Path | None) -> None:
    """Show one vendor: where it comes from, its marks, fields and columns, and the samples that were found."""
    from invoiceplug.authoring.portrait import portrait
    from invoiceplug.cli.portrait_screen import portrait_screen

    found = portrait(vendor, loaded(folder or _outer(ctx)))
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        click.echo(portrait_screen(found))


@plugins.command("check", epilog="Example: invoiceplug plugins check vendors/acme.yaml")
@click.argument("path", metavar="PATH", type=InputPath(path_type=Path))
@_FORMAT
@click.pass_context
def check_plugin(ctx: click.Context, path: Path, form: str) -> None:
    """Check a template, a Python plugin or a package without reading any PDF.

    PATH is a YAML template, a module, a package's folder or a folder of them. Its schema, regexes, names and hooks
    are checked; every problem is printed as file:line: sentence, and the exit status is then 3.
    """
    from invoiceplug.authoring.check import check

    checked = check(path)
    if form == "json":
        click.echo(json.dumps({"vendors": checked.vendors, "problems": checked.problems}, ensure_ascii=False, indent=2))
    else:
        for said in checked.vendors:
            click.echo(f"{good(OK)} {said}")
    for problem in checked.problems:
        _print_problem(problem)
    ctx.exit(INVALID if checked.problems else 0)


def _outer(ctx: click.Context) -> Path | None:
    """The folder that was named before the command: `plugins --plugins DIR show ID`."""
    folder = ctx.obj
    return folder if isinstance(folder, Path) else None


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


def _print_problem(text: str) -> None:
    first, *more = text.splitlines()
    click.echo(f"{bad(BAD)} {first}", err=True)
    for line in more:
        click.echo(f"    {line}", err=True)

"""Everything that others may rely on, one name a line: `make public-api` writes it to tests/house/public_api.txt.

CONTRIBUTING.md says what a change of a line means for the version. A test compares, so that nobody changes it unawares.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click

from invoiceplug import hookspecs
from invoiceplug.cli import cli
from invoiceplug.errors import CODES
from invoiceplug.limits import Limits
from invoiceplug_cloud import settings

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests/house/public_api.txt"
TOOLKIT = ("open", "find", "columns", "fields", "values", "tables", "camelot_tables")
FOR_AUTHORS = ("", ".template", *(f".toolkit.{name}" for name in TOOLKIT))
OF_THE_ENGINE = {"displayed_part", "opened_page", "opened_pdf"}  # for the project only: they take the engine's handles
CLOUD = ROOT / "platform/src/invoiceplug_cloud"
SCHEMAS = (*ROOT.glob("parsers/src/invoiceplug/schema/*.json"), *CLOUD.glob("schema/*.v1.json"))
ALWAYS = {0, 1, 2}  # exit statuses that no code has: well, differences, wrong usage
COMMAND_LINE = ("CI", "INVOICEPLUG_PLUGINS", "NO_COLOR", "XDG_DATA_HOME")  # what the commands read of their environment


def listing() -> str:
    """The whole list, by parts; the same text for the same product."""
    parts = {
        "packages, with extras and entry points": packages(),
        "names for authors of plugins": names_for_authors(),
        "hooks": (f"{name}{shape(hook)}" for name, hook in vars(hookspecs).items() if name.startswith("register_")),
        "schemas": sorted(json.loads(path.read_text())["$id"] for path in SCHEMAS),
        "commands and their options": commands(cli, "invoiceplug"),
        "exit statuses": map(str, sorted(ALWAYS | {each.exit for each in CODES.values()})),
        "error codes, with HTTP and exit status": (f"{code} {each.http} {each.exit}" for code, each in CODES.items()),
        "limits": (each.name for each in dataclasses.fields(Limits)),
        "HTTP": sorted(
            route for routes in json.loads((CLOUD / "routes.json").read_text()).values() for route in routes
        ),
        "environment variables": variables(),
        "Terraform, of the product": terraform(),
    }
    return "\n".join(f"# {title}\n" + "".join(f"{line}\n" for line in lines) for title, lines in parts.items())


def packages() -> Iterator[str]:
    """What an installation may ask for, and where pip, pytest and plugins look."""
    for folder in ("parsers", "platform"):
        project = tomllib.loads((ROOT / folder / "pyproject.toml").read_text())["project"]
        yield f"{project['name']}[{','.join(project['optional-dependencies'])}]"
        for group, points in {"console_scripts": project.get("scripts", {}), **project.get("entry-points", {})}.items():
            yield from (f"{group}: {name}" for name in points)


def names_for_authors() -> Iterator[str]:
    for part in FOR_AUTHORS:
        module = importlib.import_module(f"invoiceplug{part}")
        for name in sorted(getattr(module, "__all__", None) or own_names(module)):
            yield f"invoiceplug{part}.{name}{shape(getattr(module, name))}"


def own_names(module: ModuleType) -> Iterator[str]:
    """The functions and classes that a module without `__all__` makes itself."""
    for name, value in vars(module).items():
        own = getattr(value, "__module__", "") == module.__name__ and callable(value)
        if own and not name.startswith("_") and name not in OF_THE_ENGINE:
            yield name


def shape(value: object) -> str:
    """What a caller writes behind the name: the parameters of a function, the fields of a record."""
    if dataclasses.is_dataclass(value):
        return f"({', '.join(each.name for each in dataclasses.fields(value))})"
    function = inspect.unwrap(value) if callable(value) else value
    if inspect.isfunction(function):
        return f"({', '.join(map(parameter, inspect.signature(function).parameters.values()))})"
    return ""


def parameter(given: inspect.Parameter) -> str:
    by_name = given.kind is inspect.Parameter.KEYWORD_ONLY
    return f"{given.name}{'=' if by_name or given.default is not inspect.Parameter.empty else ''}"


def commands(command: click.Command, path: str) -> Iterator[str]:
    """The command and those inside of it, each with what may stand behind it."""
    yield " ".join(
        [path, *(word for each in command.params if not getattr(each, "hidden", False) for word in said(each))]
    )
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None, name
            yield from commands(inner, f"{path} {name}")


def said(given: click.Parameter) -> Iterator[str]:
    if isinstance(given, click.Option):
        choices = f"={'|'.join(map(str, given.type.choices))}" if isinstance(given.type, click.Choice) else ""
        yield "|".join([*given.opts, *given.secondary_opts]) + choices
    else:
        yield f"{(given.name or '').upper()}{'…' if given.nargs == -1 else ''}"


def variables() -> list[str]:
    """What the commands read, and what a deployment tells functions, task and workers."""
    kinds = [each for name, each in vars(settings).items() if name.endswith("Settings")]
    told = {field.metadata["variable"] for kind in kinds for field in dataclasses.fields(kind)}
    return sorted({*COMMAND_LINE, *told})


def terraform() -> list[str]:
    text = "".join(path.read_text() for path in sorted((ROOT / "infra").glob("*.tf")))
    return sorted(f"{kind} {name}" for kind, name in re.findall(r'^(variable|output) "(\w+)"', text, re.M))


if __name__ == "__main__":
    LIST.write_text(listing(), encoding="utf-8")

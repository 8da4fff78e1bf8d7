"""The command line: every command with its arguments, options and examples, as `--help` says them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from textwrap import dedent

import click

from invoiceplug.cli import cli

LEAD = """# Command line

`invoiceplug COMMAND --help` says the same in a terminal. Data goes to stdout, everything else to stderr; what the
exit status means stands in [exit codes](exit-codes.md), every `CODE:` that is printed in [error codes](errors.md)."""
WIDE = 10_000  # no line of an option's text is folded


def page() -> str:
    """The reference of all commands, in the order of `invoiceplug --help`."""
    parts = [LEAD, told(cli, "invoiceplug")]
    for name in cli.list_commands(click.Context(cli)):
        command = cli.get_command(click.Context(cli), name)
        assert command is not None, name
        parts += tree(command, f"invoiceplug {name}", 2)
    return "\n\n".join(parts)


def tree(command: click.Command, path: str, depth: int) -> Iterator[str]:
    """The command, and those inside of it."""
    yield f"{'#' * depth} {path}"
    yield told(command, path)
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            inner = command.get_command(click.Context(command), name)
            assert inner is not None, name
            yield from tree(inner, f"{path} {name}", depth + 1)


def told(command: click.Command, path: str) -> str:
    """What it does, how it is called, its options, its examples."""
    ctx = click.Context(command, info_name=path, terminal_width=WIDE, max_content_width=WIDE)
    usage = " ".join([path, *command.collect_usage_pieces(ctx)])
    texts = [paragraphs(command.help or ""), f"```text\n{usage}\n```", options(command, ctx), examples(command)]
    return "\n\n".join(text for text in texts if text)


def paragraphs(text: str) -> str:
    """Help text as Markdown: each paragraph in one line, and as it stands what click does not fold either."""
    parts = cleandoc(text).split("\n\n")
    return "\n\n".join(as_it_stands(each) if each.startswith("\b\n") else " ".join(each.split()) for each in parts)


def as_it_stands(paragraph: str) -> str:
    """Examples, with or without the word above them."""
    lines = paragraph.removeprefix("\b\n").removeprefix("Examples:\n")
    return f"```text\n{dedent(lines)}\n```"


def options(command: click.Command, ctx: click.Context) -> str:
    records = [record for each in command.get_params(ctx) if (record := each.get_help_record(ctx))]
    rows = [f"| `{cell(names)}` | {cell(says)} |" for names, says in records if "--help" not in names]
    return "\n".join(["| option | does |", "|---|---|", *rows]) if rows else ""


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def examples(command: click.Command) -> str:
    """The part of the epilog that shows how it is called."""
    lines = re.sub(r".*Examples:\n", "", command.epilog or "", flags=re.DOTALL).split("\n\n")[0]
    shown = "\n".join(line.removeprefix("  ") for line in lines.splitlines())
    return f"```text\n{shown}\n```" if "Examples:" in (command.epilog or "") else ""

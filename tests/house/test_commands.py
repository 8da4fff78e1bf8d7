"""What a stranger can look up with --help: every command and every option explains itself."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from invoiceplug.cli import COMMANDS, cli


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command of our own by the words that call it, those inside of groups too."""
    ctx = click.Context(group)
    for name in COMMANDS if group is cli else group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None, name
        yield f"{path}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")


EVERY = dict(commands(cli))


@pytest.mark.parametrize("name", EVERY)
def test_a_command_says_what_it_does(name: str) -> None:
    help_text = EVERY[name].help or ""
    assert len(help_text.split()) > 5
    assert EVERY[name].get_short_help_str(100)


@pytest.mark.parametrize("name", EVERY)
def test_an_option_says_what_it_is_for(name: str) -> None:
    options = [each for each in EVERY[name].params if isinstance(each, click.Option) and not each.hidden]
    silent = [each.opts for each in options if not each.help]
    assert [opts for opts in silent if opts != ["--format"]] == []  # its choices say it all

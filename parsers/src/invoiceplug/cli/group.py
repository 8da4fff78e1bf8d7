"""The group of commands: its own are imported when they are called, plugins add theirs, errors become one line."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from invoiceplug.cli.output import print_error, unwritable, warn
from invoiceplug.errors import CODES, InvoiceplugError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)  # what only writing meets: a full disk, or one that is only read
ELSEWHERE = ("up", "audit", "accepting")  # commands of the platform, which people type before they have it


class Commands(click.Group):
    """A group whose own commands live in one module each (`own`: name -> module), beside those of plugins."""

    def __init__(self, *args: Any, own: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self.asked_plugins = False

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The own commands in their order, then those of plugins."""
        self._ask_plugins()
        return [*self.own, *sorted(name for name in self.commands if name not in self.own)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name; plugins are loaded only when it is none of our own.

        MISSING_EXTRA for one that comes with a package that is not here.
        """
        if name in self.own:
            command = getattr(import_module(self.own[name]), name)
            assert isinstance(command, click.Command)
            return command
        self._ask_plugins()
        if name in ELSEWHERE and name not in self.commands:
            detail = f"`{name}` comes with invoiceplug-cloud: pip install 'invoiceplug-cloud[local]'."
            raise InvoiceplugError("MISSING_EXTRA", detail, extra="local")
        return self.commands.get(name)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; an InvoiceplugError is printed as `CODE: sentence`, anything unforeseen as INTERNAL."""
        try:
            return super().invoke(ctx)
        except InvoiceplugError as error:
            print_error(error)
            ctx.exit(error.known.exit)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except OSError as error:
            if error.errno in FULL:
                print_error(unwritable(error))
                ctx.exit(CODES["OUTPUT_UNWRITABLE"].exit)
            raise click.UsageError(f"{error.filename or 'file'}: {error.strerror or error}") from error
        except Exception:
            import traceback

            print_internal(traceback.format_exc())
            ctx.exit(CODES["INTERNAL"].exit)

    def _ask_plugins(self) -> None:
        """Lets plugins add commands, once; one that fails adds none, says so, and stops nobody."""
        if self.asked_plugins:
            return
        self.asked_plugins = True
        from invoiceplug.plugins import load_plugins

        taken = {name: click.Command(name) for name in self.own}
        self.commands.update(taken)
        failures = load_plugins(commands_only=True).add_commands(self)
        for name in taken:
            self.commands.pop(name, None)
        for failure in failures:
            warn(f"plugin {failure.plugin}: {failure.reason}")


def print_internal(trace: str) -> None:
    """Saves the traceback to a file of its own and prints one line that names it."""
    import tempfile

    with tempfile.NamedTemporaryFile("w", prefix="invoiceplug-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(trace)
    last = trace.strip().splitlines()[-1]
    print_error(InvoiceplugError("INTERNAL", f"{last} (details: {Path(file.name)})"), hint="Please report it.")

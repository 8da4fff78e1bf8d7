"""The commands that this package adds to `invoiceplug`: `up`, `audit` and `accepting`."""

from __future__ import annotations

import click

from invoiceplug import hookimpl
from invoiceplug_cloud.commands.accepting import accepting
from invoiceplug_cloud.commands.audit import audit
from invoiceplug_cloud.commands.up import up


@hookimpl
def register_commands(cli: click.Group) -> None:
    """Adds them."""
    for command in (up, audit, accepting):
        cli.add_command(command)

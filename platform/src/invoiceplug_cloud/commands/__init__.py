"""The commands that this package adds to `invoiceplug`: `up`, `audit` and `accepting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoiceplug import hookimpl

if TYPE_CHECKING:
    import click


@hookimpl
def register_commands(cli: click.Group) -> None:
    """Adds them. They are imported only now: whoever reads an invoice asks for none of them."""
    from invoiceplug_cloud.commands.accepting import accepting
    from invoiceplug_cloud.commands.audit import audit
    from invoiceplug_cloud.commands.up import up

    for command in (up, audit, accepting):
        cli.add_command(command)

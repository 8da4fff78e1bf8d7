"""`invoiceplug completion`: commands, options, vendors and samples at the press of the tab key."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

NAME, VARIABLE = "invoiceplug", "_INVOICEPLUG_COMPLETE"
SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command(short_help="Print the script that makes the shell complete.")
@click.argument("shell", type=click.Choice(sorted(SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that makes SHELL complete commands, options, vendors' ids and samples' names.

    \b
    bash:  eval "$(invoiceplug completion bash)"   in ~/.bashrc
    zsh:   eval "$(invoiceplug completion zsh)"    in ~/.zshrc, after compinit
    fish:  invoiceplug completion fish > ~/.config/fish/completions/invoiceplug.fish
    """
    script = SHELLS[shell](ctx.find_root().command, {}, NAME, VARIABLE)
    click.echo(script.source_template % script.source_vars())  # `source()` would want bash even to print its script

"""The command line: data on stdout, everything else on stderr; the exit status is the code's own."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading

import click

from invoiceplug.cli.group import Commands
from invoiceplug.version import __version__

COMMANDS = {
    "read": "invoiceplug.cli.read",
    "identify": "invoiceplug.cli.identify",
    "explain": "invoiceplug.cli.explain",
    "overlay": "invoiceplug.cli.overlay",
    "test": "invoiceplug.cli.test",
    "plugins": "invoiceplug.cli.plugins",
    "schema": "invoiceplug.cli.schema",
    "new": "invoiceplug.cli.new",
    "redact": "invoiceplug.cli.redact",
    "completion": "invoiceplug.cli.completion",
}

EPILOG = """\b
Examples:
  invoiceplug read bill.pdf              what is on the invoice, and whether it adds up
  invoiceplug explain bill.pdf           why it is read so
  invoiceplug overlay bill.pdf           the same, drawn on its pages

Exit status: 0 ok, 1 differences, 2 wrong usage, 3 plugin or template invalid, 4 input cannot be read, 5 no vendor or
several, 6 does not add up, 70 internal error.
"""


@click.group(
    cls=Commands,
    own=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
@click.version_option(__version__, "--version", "-V", prog_name="invoiceplug")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours and boxes.")
@click.pass_context
def cli(ctx: click.Context, color: str) -> None:
    """Read vendors' PDF invoices into checked line items, every value with its place on the page."""
    wanted = {"auto": None, "always": True, "never": False}[color]
    ctx.color = False if wanted is None and os.environ.get("NO_COLOR") else wanted


def main() -> None:
    """What the console script runs, with the arguments of the process."""
    try:
        cli(prog_name="invoiceplug")
    except SystemExit as end:
        _leave(end.code)
        raise
    finally:
        gc.freeze()  # Python need not look for garbage at the end, which takes a twentieth of a short command


def _leave(status: object) -> None:
    """Ends the process where nobody else waits for its end: to take apart all that it has made takes a twentieth, too.

    Nothing but its output is to be brought home then; where that fails, Python ends as it always does, and says so.
    """
    if not isinstance(status, int) or atexit._ncallbacks() or threading.active_count() > 1:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(status)

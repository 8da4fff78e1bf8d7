"""Options and arguments that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from invoiceplug.cli.output import warn
from invoiceplug.errors import InvoiceplugError

if TYPE_CHECKING:
    from invoiceplug.plugins import Plugins

STDIN = "-"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class InputPath(click.Path):
    """A path that is there: what is missing, or may not be read, is FILE_UNREADABLE and no wrong usage."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(exists=True, **kwargs)

    def fail(self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None) -> NoReturn:
        raise InvoiceplugError("FILE_UNREADABLE", message)


def files_argument() -> Decorator:
    """FILE…: at least one PDF, or `-` for stdin. `content` says which cannot be opened: the others can be read."""
    return click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(allow_dash=True))


def plugins_option() -> Decorator:
    """--plugins DIR."""
    return click.option(
        "--plugins",
        "folder",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder of vendors to use beside the installed ones: packages, modules or bare YAML templates.",
    )


def vendor_option() -> Decorator:
    """--vendor ID."""
    said = "Read as this vendor, whatever the marks on the page say."

    def complete(*asked: Any) -> list[str]:
        from invoiceplug.cli.completing import complete_vendor

        return complete_vendor(*asked)

    return click.option("--vendor", metavar="ID", shell_complete=complete, help=said)


def embedded_option() -> Decorator:
    """--no-embedded."""
    said = "Read the page, even if the PDF carries an e-invoice (Factur-X, …)."
    return click.option("--no-embedded", "embedded", flag_value=False, default=True, help=said)


def fallback_option() -> Decorator:
    """--fallback."""
    said = "Suggest a reading of a vendor nobody knows, each line proved by arithmetic or marked as unproved."
    return click.option("--fallback", is_flag=True, help=said)


def sandbox_options() -> Decorator:
    """--sandbox, --best-effort and --limit, of which `guarded` makes what `guarded_read` takes."""
    sandbox = click.option(
        "--sandbox", is_flag=True, help="Open each PDF in a process of its own that is locked down, within limits."
    )
    best_effort = click.option(
        "--best-effort", is_flag=True, help="With --sandbox: also where this machine cannot lock a process down."
    )
    said = "With --sandbox: another limit, such as wall_seconds=20. May be given several times."
    limit = click.option("--limit", "limits", metavar="NAME=VALUE", multiple=True, help=said)
    return lambda command: sandbox(best_effort(limit(command)))


def guarded(sandbox: bool, best_effort: bool, limits: tuple[str, ...]) -> dict[str, Any] | None:
    """How the sandbox is to be used; None when it is not. UsageError for its options without it."""
    if not sandbox:
        if best_effort or limits:
            raise click.UsageError("--best-effort and --limit are for --sandbox.")
        return None
    from invoiceplug.limits import Limits

    given = dict(text.partition("=")[::2] for text in limits)
    return {"best_effort": best_effort, "limits": Limits.of(given)}


def loaded(folder: Path | None) -> Plugins:
    """The installed plugins and those of the folder; what was left out is said on stderr."""
    from invoiceplug.plugins import load_plugins
    from invoiceplug.plugins.candidates import loose_candidates

    plugins = load_plugins(folder, instead=True)
    if folder and not any(loose_candidates(folder, instead=True)):
        warn(f"there is no vendor plugin in {folder}.")
    for failure in plugins.failures:
        first, *more = failure.reason.splitlines()
        warn(f"plugin {failure.plugin} was left out: {first}")
        for line in more:
            click.echo(f"  {line}", err=True)
    return plugins


def content(file: str, most: int | None = None) -> bytes:
    """The bytes of a file or of stdin, at most one more than the size limit. Errors: FILE_UNREADABLE."""
    from invoiceplug.limits import STANDARD

    most = STANDARD.pdf_bytes if most is None else most
    if file == STDIN:
        return sys.stdin.buffer.read(most + 1)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(most + 1)
    except FileNotFoundError as error:
        raise InvoiceplugError("FILE_UNREADABLE", "There is no such file.") from error
    except IsADirectoryError as error:
        detail = f"It is a folder: name the PDFs in it, as in {Path(file, '*.pdf')}"
        raise InvoiceplugError("FILE_UNREADABLE", detail) from error
    except OSError as error:
        raise InvoiceplugError("FILE_UNREADABLE", f"{error.strerror or error}.") from error

"""How the command line speaks: errors and warnings on stderr, data on stdout or into a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

import click

from invoiceplug.errors import AUTHOR, InvoiceplugError

OK, BAD, ODD = "✓", "✗", "?"
CODES_PAGE = "reference/errors.html"  # of the documentation; each code is an anchor on it


def good(text: str) -> str:
    return click.style(text, fg="green")


def bad(text: str) -> str:
    return click.style(text, fg="red")


def odd(text: str) -> str:
    return click.style(text, fg="yellow")


def dim(text: str) -> str:
    return click.style(text, dim=True)


def strong(text: str) -> str:
    return click.style(text, bold=True)


def rule_place(rule: str | None) -> str:
    """The rule's `file:line` without its folders, which the screen names once."""
    return f"({PurePath(rule).name})" if rule else ""


def on_terminal() -> bool:
    """Whether people read stdout, not another program."""
    return sys.stdout.isatty()


def warn(sentence: str) -> None:
    """One line on stderr about something that did not stop the work."""
    say("warning", sentence)


def say(severity: str, sentence: str) -> None:
    """One line on stderr about a finding: what is an error is called one."""
    mark = {"error": bad, "warning": odd}.get(severity, dim)
    click.echo(f"{mark(f'{severity}:')} {sentence}", err=True)


def print_error(
    error: InvoiceplugError, file: str | None = None, *, hint: str | None = None, look: str = "explain"
) -> None:
    """`file: CODE: sentence`, what to do next, and where the documentation tells of the code, on stderr."""
    named = f"{file}: " if file else ""
    first, *more = error.detail.splitlines()
    click.echo(f"{named}{bad(error.code)}: {first}", err=True)
    for line in more:
        click.echo(f"  {line}", err=True)
    for line in _facts(error):
        click.echo(f"  {line}", err=True)
    click.echo(f"  {dim(hint or hint_of(error, look))}", err=True)
    click.echo(f"  {dim(f'More in the documentation: {CODES_PAGE}#{error.code}')}", err=True)


def hint_of(error: InvoiceplugError, look: str = "explain") -> str:
    """What to do next; whoever sees a template's rule named can mend it, and `look` is the command that shows why."""
    if "at" not in error.facts or error.known.hint != AUTHOR:
        return error.known.hint
    return f"Mend that line; `invoiceplug {look}` with the same file and options shows what stands there."


def write_out(text: str, path: Path | None) -> None:
    """The text on stdout, or in the file."""
    if path is None:
        click.echo(text, nl=not text.endswith("\n") and bool(text))
    else:
        with writing(path):
            path.write_text(text if text.endswith("\n") or not text else f"{text}\n", encoding="utf-8")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Where a file is written: what the system refuses is OUTPUT_UNWRITABLE, and says what it says."""
    try:
        yield
    except OSError as error:
        raise unwritable(error, path) from error


def unwritable(error: OSError, path: Path | None = None) -> InvoiceplugError:
    """OUTPUT_UNWRITABLE for what the system refused to write, by default on stdout."""
    place = error.filename or path or "stdout"
    return InvoiceplugError("OUTPUT_UNWRITABLE", f"{place}: {error.strerror or error}.")


def _facts(error: InvoiceplugError) -> list[str]:
    """What the sentence leaves out and a person needs: who claims the invoice, and why."""
    claimants = error.facts.get("claimants", [])
    return [f"{each['vendor']} ({each['plugin']}): {'; '.join(each['reasons'])}" for each in claimants]

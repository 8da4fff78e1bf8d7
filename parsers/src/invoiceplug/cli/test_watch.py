"""`invoiceplug test --watch`: the vendors whose files change are tested again, until Ctrl+C."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from invoiceplug.authoring.suite import find_suite
from invoiceplug.authoring.watch import changes, roots_of, vendors_of
from invoiceplug.cli.output import dim

Start = Callable[[Sequence[str]], None]


def watch(
    paths: tuple[Path, ...],
    folder: Path | None,
    arguments: Sequence[str],
    *,
    start: Start | None = None,
    wait: Callable[[float], object] = time.sleep,
) -> None:
    """Tests once, then again whenever files change; `arguments` is the command line without --watch.

    Each run is a process of its own, so that changed Python is imported anew. Ctrl+C ends it quietly.
    """
    start = start or _start
    try:
        suite = find_suite(paths, folder)
        start(arguments)
        places = {root for each in suite.contests for root in roots_of(each)}
        roots = sorted({*(path.resolve() for path in paths), *places, *([folder.resolve()] if folder else [])})
        click.echo(dim("watching; Ctrl+C ends it"), err=True)
        for files in changes(roots, wait):
            click.clear()
            suite = find_suite(paths, folder)
            vendors = vendors_of(files, suite)
            only = [word for vendor in sorted(vendors or ()) for word in ("--only", vendor)]
            start([*arguments, *only])
            click.echo(dim("watching; Ctrl+C ends it"), err=True)
    except KeyboardInterrupt:
        click.echo("", err=True)


def _start(arguments: Sequence[str]) -> None:
    program = [sys.executable, "-c", "from invoiceplug.cli import main; main()"]
    subprocess.run([*program, *arguments], check=False)

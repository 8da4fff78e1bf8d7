"""How far long work is: a bar on stderr, only on a terminal, only once the work has taken a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO, TypeVar

import click

T = TypeVar("T")

PATIENCE = 1.0  # seconds without a bar
_WIPE = "\r\x1b[2K\x1b[?25h"  # the line away, the cursor back


def followed(
    items: Sequence[T], label: str, *, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[T]:
    """The items one by one, with a bar beside them; it is wiped out at the end, so that nothing of it stays.

    Whoever prints on the terminal meanwhile prints into the bar: gather what is to be said, and say it afterwards.
    """
    out = sys.stderr if stream is None else stream
    if len(items) < 2 or not out.isatty():
        yield from items
        return
    begun = clock()
    bar = click.progressbar(length=len(items), label=label, file=out, show_pos=True, show_eta=False, hidden=True)
    try:
        for item in items:
            yield item
            bar.hidden = clock() - begun < PATIENCE
            bar.update(1)
    finally:
        if not bar.hidden:
            out.write(_WIPE)
            out.flush()

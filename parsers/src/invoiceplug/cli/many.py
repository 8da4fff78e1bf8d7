"""Several files read at once; what comes of each comes in the order in which they were named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

from invoiceplug.cli.options import STDIN
from invoiceplug.cli.outcome import Outcome, outcome
from invoiceplug.errors import InvoiceplugError

ReadOne = Callable[[str], Outcome]


def read_at_once(files: Sequence[str], read_one: ReadOne, jobs: int, *, waits: bool) -> Iterator[Outcome]:
    """What comes of each file, in the order of the files; so many are read at once, each in a process.

    `waits` says that `read_one` starts a process itself and waits for it: then threads do.
    """
    pool = ThreadPoolExecutor(jobs) if waits else _processes(min(jobs, len(files)))
    try:
        running = [None if file == STDIN else pool.submit(read_one, file) for file in files]
        for file, future in zip(files, running, strict=True):  # what is on stdin only this process can read
            yield read_one(file) if future is None else _ended(future, file, read_one)
    finally:
        pool.shutdown(cancel_futures=True)


def _processes(count: int) -> Executor:
    """A fork is quick, and safe here: this process has opened no PDF and started no thread."""
    return ProcessPoolExecutor(count, mp_context=get_context("fork" if sys.platform == "linux" else "spawn"))


def _ended(future: Future[Outcome], file: str, read_one: ReadOne) -> Outcome:
    """What came of it. A file that ends its process takes the others' with it: who was not done is read alone."""
    try:
        return future.result()
    except BrokenExecutor:
        return _alone(file, read_one)


def _alone(file: str, read_one: ReadOne) -> Outcome:
    with _processes(1) as pool:
        try:
            return pool.submit(read_one, file).result()
        except BrokenExecutor:
            return outcome(file, _refuse)


def _refuse(file: str) -> dict[str, Any]:
    raise InvoiceplugError("PARSER_CRASHED", "The process that read it ended; --sandbox says why.")

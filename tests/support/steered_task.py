"""The task, steered by the last line of its PDF: `python steered_task.py GATE`, where GATE is a folder.

`% poison …` dies by a signal. `% held NAME …` leaves a file NAME-<process> in GATE and waits for NAME-open. Then, and
without such a line, the PDF is read as ever.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from invoiceplug_cloud import task

_read_pdf = task.read_pdf


def read_pdf(data: bytes, **settings: Any) -> dict[str, Any]:
    """The reading, if it comes to that."""
    match data.rstrip().splitlines()[-1].split():
        case [b"%", b"poison", *_]:
            os.kill(os.getpid(), signal.SIGKILL)
        case [b"%", b"held", name, *_]:
            _wait(Path(sys.argv[1]), name.decode())
    return _read_pdf(data, **settings)


@contextmanager
def held(gate: Path, name: str) -> Iterator[None]:
    """For as long as it lasts, tasks wait under a name whose gate was open."""
    (gate / f"{name}-open").unlink()
    try:
        yield
    finally:
        (gate / f"{name}-open").touch()


def _wait(gate: Path, name: str) -> None:
    (gate / f"{name}-{os.getpid()}").touch()
    while not (gate / f"{name}-open").exists():
        time.sleep(0.02)


if __name__ == "__main__":
    task.read_pdf = read_pdf
    sys.exit(task.main())

"""The process that opens the PDF: `python -I -m invoiceplug.sandbox.child FD PARENT` reads stdin and answers on FD.

See `answer` for what it says. It may run out of memory or time, crash, or be taken over at any point behind `lock`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from invoiceplug.errors import InvoiceplugError
from invoiceplug.limits import STANDARD, Limits
from invoiceplug.plugins import Plugins, load_plugins
from invoiceplug.reading import Reading
from invoiceplug.sandbox.answer import error_bytes, reading_bytes
from invoiceplug.sandbox.deaths import address_space
from invoiceplug.sandbox.lockdown import lock, tie
from invoiceplug.sandbox.request import Request, read_request
from invoiceplug.toolkit.spool import SPOOL


def main(result: int, supervisor: int) -> None:
    """Answers the one request that stands on stdin."""
    tie(supervisor)
    _write(result, _answer())


def _answer() -> bytes:
    limits = STANDARD
    try:
        request, limits = read_request(sys.stdin.buffer)
        from invoiceplug.guarded import read_guarded

        folder = Path(request.plugins_dir) if request.plugins_dir else None
        plugins = load_plugins(folder, instead=request.instead)
        SPOOL.reserve(Path("page.pdf"))
        lock(limits, best_effort=request.best_effort)
        return reading_bytes(_read(read_guarded, request, limits, plugins).to_json())
    except InvoiceplugError as error:
        return error_bytes(address_space(limits, **error.facts) if error.code == "LIMIT_MEMORY" else error)
    except MemoryError:
        return error_bytes(address_space(limits))
    except BaseException as error:  # whatever a plugin raises: only an answer counts
        kind = type(error).__name__
        return error_bytes(InvoiceplugError("PARSER_CRASHED", f"The reader stopped: {kind}.", kind=kind))


def _read(read_guarded: Callable[..., Reading], request: Request, limits: Limits, plugins: Plugins) -> Reading:
    return read_guarded(
        sys.stdin.buffer.read(),
        limits=limits,
        plugins=plugins,
        vendor=request.vendor,
        embedded=request.embedded,
        fallback=request.fallback,
        password=request.password,
    )


def _write(result: int, answer: bytes) -> None:
    with os.fdopen(result, "wb", buffering=0) as pipe:
        unsent = memoryview(answer)
        while unsent:
            unsent = unsent[pipe.write(unsent) :]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

"""One run of the child: started with next to nothing, and in the end always dead, its whole group with it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from time import monotonic

from invoiceplug.limits import Limits
from invoiceplug.sandbox.scratch import scratch_folder
from invoiceplug.sandbox.watch import Killed, Watch

CHILD = "invoiceplug.sandbox.child"


@dataclass(frozen=True, slots=True)
class Ended:
    """What one child took: seconds from its start to its end, and the most bytes it was seen to hold in memory."""

    seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Run:
    """How the child ended: its output, its status as `subprocess` says it, and for which limit it was killed."""

    output: bytes
    status: int
    killed: Killed | None
    ended: Ended


def run_child(request: bytes, limits: Limits) -> Run:
    """Runs the child to its end, which comes within the limits."""
    with scratch_folder() as scratch:
        began = monotonic()
        read_end, write_end = os.pipe()
        with os.fdopen(read_end, "rb", buffering=0) as result:
            try:
                process = _started(write_end, scratch)
            finally:
                os.close(write_end)
            with process, Watch(process, result, request) as watch:
                killed = watch.until_it_ends(limits)
        return Run(bytes(watch.output), process.returncode, killed, Ended(monotonic() - began, watch.peak_bytes))


def _started(write_end: int, scratch: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *_python_options(), "-m", CHILD, str(write_end), str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,  # what a plugin prints goes nowhere: the answer has a pipe of its own
        stderr=subprocess.DEVNULL,
        bufsize=0,
        pass_fds=(write_end,),
        cwd=scratch,
        env=_environment(scratch),
        start_new_session=True,
    )


def _python_options() -> list[str]:
    """`-I`: no modules from the working folder, none that the environment names.

    Compiled modules are kept as this process keeps them, which halves the start; a locked child can write none.
    """
    return ["-I", "-B"] if sys.dont_write_bytecode else ["-I"]


def _environment(scratch: str) -> dict[str, str]:
    """All that the child's environment holds: no credentials, no proxy, no plugin folder."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": "/nonexistent",
        "TMPDIR": scratch,
        "CMAP_PATH": "/nonexistent",  # pdfminer unpickles what it finds there
        "OMP_NUM_THREADS": "1",  # every thread of a library takes address space, which is limited
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }

"""What a process can say of itself to the Linux kernel: whom it dies with, who sees it, what it renounces.

Where there is no such call (macOS), all of this does nothing.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
CAPABILITY_VERSION = 0x20080522  # the third, of 64 bits

_hiding: list[object] = []  # a token for each block of `hidden`: the kernel has one flag for all threads
_lock = threading.Lock()


def die_with(parent: int) -> None:
    """The kernel ends this process when `parent` ends, however that comes."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before that was said
        os._exit(1)


def hide() -> None:
    """Nobody of this user can look into this process' memory or environment any more."""
    _prctl(PR_SET_DUMPABLE, 0)


@contextmanager
def hidden() -> Iterator[None]:
    """`hide` for as long as the block takes, in however many threads there is one."""
    token = object()
    with _lock:
        _hiding.append(token)
        hide()
    try:
        yield
    finally:
        with _lock:
            _hiding.remove(token)
            if not _hiding:
                _prctl(PR_SET_DUMPABLE, 1)


def renounce_privileges() -> None:
    """No capability is left, not even root's, and no program that is started brings one back."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    if sys.platform == "linux":
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
        none = (ctypes.c_uint32 * 6)()
        if ctypes.CDLL(None, use_errno=True).capset(header, none):
            raise OSError(ctypes.get_errno(), "capset")


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux" and ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), f"prctl {option}")

"""Runs a command that dies with the process that started it: `python tether.py PARENT_PID COMMAND…`.

Started as a script, without the package (it imports next to nothing), so that it costs a few milliseconds.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # prctl(2): the signal this process gets when its parent ends; kept through execve


def tie_to(parent: int) -> None:
    """Makes the kernel kill this process when `parent` ends, however it ends; exits when it already has."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # The parent may have ended before prctl was called; then the signal never comes.
    if os.getppid() != parent:
        sys.exit(1)


if __name__ == "__main__":
    tie_to(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 - the command becomes this process

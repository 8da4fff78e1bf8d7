"""A filter that the kernel asks before every call of this process, and that can never be taken off again.

Plain ctypes, no dependency. What is not named is allowed (a list of what may be called would have to follow every
library's every version), but for calls newer than the list.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

from invoiceplug.sandbox.process import PR_SET_DUMPABLE, PR_SET_PDEATHSIG
from invoiceplug.sandbox.syscalls import AARCH64, BY_ARGUMENT, NEWEST, REFUSED, SECCOMP, X86_64

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32 = 0x40000000  # the bit of calls by x86_64's second table

SET_MODE_FILTER, TSYNC = 1, 1  # seccomp(2): install, in every thread
KILL_PROCESS, ERRNO, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
LOAD, RETURN = 0x20, 0x06  # classic BPF: a word of the call into the accumulator; the verdict
EQUALS, AT_LEAST, ANY_BIT = 0x15, 0x35, 0x45  # jumps
NUMBER, ARCH, ARGUMENTS = 0, 4, 16  # where struct seccomp_data holds them

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CLONE_THREAD = 0x00010000


class NoFilterError(Exception):
    """Why no filter can be installed here."""


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def can_lock_down() -> bool:
    """Whether there is a filter for this kind of machine; an old kernel may still refuse it."""
    return platform.system() == "Linux" and platform.machine() in AUDIT_ARCH


def install() -> None:
    """Puts the filter on every thread of this process. Raises NoFilterError where that is not possible.

    The process must have set no_new_privs.
    """
    machine = platform.machine()
    if not can_lock_down():
        raise NoFilterError(f"there is no filter for {platform.system()} on {machine}")
    filters = program(machine, os.getpid())
    wanted = _Program(len(filters) // 8, filters)
    libc = ctypes.CDLL(None, use_errno=True)
    number = SECCOMP[X86_64 if machine == "x86_64" else AARCH64]
    failed = libc.syscall(number, SET_MODE_FILTER, TSYNC, ctypes.byref(wanted))
    if failed:
        raise NoFilterError(f"the kernel takes no filter ({os.strerror(ctypes.get_errno())})")


def program(machine: str, pid: int) -> bytes:
    """The filter for the process `pid`, as struct sock_filter, one after the other."""
    column = X86_64 if machine == "x86_64" else AARCH64
    number = {name: pair[column] for name, pair in BY_ARGUMENT.items()}
    refused = [pair[column] for pair in REFUSED.values()]
    return b"".join(
        [
            *_same_architecture(machine),
            _op(LOAD, NUMBER),
            *_when(AT_LEAST, NEWEST + 1, _no(errno.ENOSYS)),
            *(op for each in refused if each >= 0 for op in _when(EQUALS, each, _no(errno.EPERM))),
            *_call(number["clone3"], _no(errno.ENOSYS)),  # its flags are out of sight; libc then calls clone
            *_call(number["clone"], _argument(0), *_unless(ANY_BIT, CLONE_THREAD, _no(errno.EPERM))),
            *_call(number["open"], _argument(1), *_when(ANY_BIT, WRITING, _no(errno.EPERM))),
            *_call(number["openat"], _argument(2), *_when(ANY_BIT, WRITING, _no(errno.EPERM))),
            *_call(number["kill"], _argument(0), *_unless(EQUALS, pid, _no(errno.EPERM))),
            *_call(number["tgkill"], _argument(0), *_unless(EQUALS, pid, _no(errno.EPERM))),
            *_call(number["prlimit64"], _argument(0), *_unless(EQUALS, 0, _no(errno.EPERM))),
            *_call(
                number["prctl"],
                _argument(0),
                *_when(EQUALS, PR_SET_PDEATHSIG, _no(errno.EPERM)),  # it shall not outlive the supervisor
                *_when(EQUALS, PR_SET_DUMPABLE, _no(errno.EPERM)),
            ),
            _op(RETURN, ALLOW),
        ]
    )


def _same_architecture(machine: str) -> list[bytes]:
    """The tables of other architectures have other numbers: whoever calls by them is ended."""
    ops = [_op(LOAD, ARCH), *_unless(EQUALS, AUDIT_ARCH[machine], _op(RETURN, KILL_PROCESS))]
    if machine == "x86_64":
        ops += [_op(LOAD, NUMBER), *_when(AT_LEAST, X32, _op(RETURN, KILL_PROCESS))]
    return ops


def _call(number: int, *ops: bytes) -> list[bytes]:
    """These operations for the call of this number, and then it is allowed; nothing where there is no such call."""
    if number < 0:
        return []
    return [_op(EQUALS, number, otherwise=len(ops) + 1), *ops, _op(RETURN, ALLOW)]


def _when(jump: int, value: int, verdict: bytes) -> list[bytes]:
    return [_op(jump, value, otherwise=1), verdict]


def _unless(jump: int, value: int, verdict: bytes) -> list[bytes]:
    return [_op(jump, value, then=1), verdict]


def _argument(index: int) -> bytes:
    """Loads the lower half of an argument, which is all that the kernel looks at in these calls."""
    return _op(LOAD, ARGUMENTS + 8 * index)


def _no(error: int) -> bytes:
    return _op(RETURN, ERRNO | error)


def _op(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """struct sock_filter; jumps count the operations to leave out."""
    return struct.pack("HBBI", code, then, otherwise, value)

"""Where a machine cannot be told to lock a process, nothing is read, unless somebody says that it may be."""

from __future__ import annotations

import errno
import struct
import subprocess
import sys

import pytest

from invoiceplug.sandbox.seccomp import program
from invoiceplug.sandbox.syscalls import AARCH64, BY_ARGUMENT, REFUSED, X86_64

ELSEWHERE = """
import platform, resource, sys
platform.machine = lambda: "riscv64"
told = resource.setrlimit
def refusing(kind, limits):
    if kind == resource.RLIMIT_AS and sys.argv[1] == "no-address-space":
        raise ValueError("current limit exceeds maximum limit")
    told(kind, limits)
resource.setrlimit = refusing
from invoiceplug.errors import InvoiceplugError
from invoiceplug.limits import Limits
from invoiceplug.sandbox.lockdown import lock
try:
    lock(Limits(), best_effort=sys.argv[1] != "strict")
except InvoiceplugError as error:
    print(error.code, error.detail)
else:
    print(resource.getrlimit(resource.RLIMIT_FSIZE)[0], open("/proc/self/status").read().count("NoNewPrivs:\\t1"))
"""

PID = 4711
ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
PLAIN = {"x86_64": ("0", "1", "9", "60"), "aarch64": ("63", "64", "222", "93")}  # read, write, mmap, exit
COLUMN = {"x86_64": X86_64, "aarch64": AARCH64}


def elsewhere(effort: str) -> str:
    done = subprocess.run([sys.executable, "-c", ELSEWHERE, effort], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_machine_without_a_filter_reads_nothing() -> None:
    code, _, said = elsewhere("strict").partition(" ")
    assert code == "SANDBOX_UNAVAILABLE"
    assert said.endswith("cannot be locked down here: there is no filter for Linux on riscv64.")


def test_best_effort_keeps_what_the_machine_can_do() -> None:
    assert elsewhere("best-effort") == f"{16 * 1024 * 1024} 1"


def test_a_limit_that_the_machine_refuses_takes_no_other_away() -> None:
    assert elsewhere("no-address-space") == elsewhere("best-effort")


def verdict(machine: str, call: str, *arguments: int, arch: int | None = None) -> int:
    """What the filter says, by the rules of classic BPF."""
    number = (REFUSED | BY_ARGUMENT).get(call, (int(call) if call.isdecimal() else -1,) * 2)[COLUMN[machine]]
    padded = (*arguments, *(0,) * (6 - len(arguments)))
    data = struct.pack("<IIQ6Q", number, ARCH[machine] if arch is None else arch, 0, *padded)
    accumulator, at, operations = 0, 0, list(struct.iter_unpack("HBBI", program(machine, PID)))
    while True:
        code, then, otherwise, value = operations[at]
        at += 1
        if code == 0x06:
            return int(value)
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, value)
        else:
            holds = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[code]
            at += then if holds else otherwise


@pytest.mark.parametrize("machine", ARCH)
def test_every_refused_call_is_refused_on_both_architectures(machine: str) -> None:
    there = [name for name, numbers in REFUSED.items() if numbers[COLUMN[machine]] >= 0]
    assert {verdict(machine, name) for name in there} == {EPERM}
    assert "execve" in there and "socket" in there and "io_setup" in there


@pytest.mark.parametrize("machine", ARCH)
def test_what_computing_needs_is_allowed(machine: str) -> None:
    reading, write, thread = 0o2000000, 0o1, 0x10000 | 0x100
    assert verdict(machine, "openat", 0, 0, reading) == ALLOW
    assert verdict(machine, "openat", 0, 0, reading | write) == EPERM
    assert verdict(machine, "clone", thread) == ALLOW
    assert verdict(machine, "clone", 17) == EPERM  # a child process, by SIGCHLD
    assert verdict(machine, "clone3") == ENOSYS
    assert verdict(machine, "tgkill", PID, PID, 6) == ALLOW  # abort
    assert verdict(machine, "kill", 1, 9) == EPERM
    assert verdict(machine, "prlimit64", 0, 7) == ALLOW
    assert verdict(machine, "prlimit64", 1, 7) == EPERM
    assert verdict(machine, "prctl", 15) == ALLOW  # a name for a thread
    assert verdict(machine, "prctl", 1) == EPERM
    assert {verdict(machine, number) for number in PLAIN[machine]} == {ALLOW}
    assert verdict(machine, "451") == ENOSYS


def test_the_table_of_another_architecture_is_deadly() -> None:
    assert verdict("x86_64", "39", arch=ARCH["aarch64"]) == KILL
    assert verdict("x86_64", "39", arch=0x40000003) == KILL  # int 0x80
    assert verdict("x86_64", str(0x40000000 + 39)) == KILL  # x32

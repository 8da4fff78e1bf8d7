"""A plugin stands for a PDF that has taken over its reader: whatever it tries, from inside the real child."""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import Any

import pytest
from misbehaving import PAGE, misbehaving

from invoiceplug import InvoiceplugError
from invoiceplug.sandbox import guarded_read

PROBES = """
import ctypes, errno, http.client, json, mmap, os, resource, socket, subprocess
libc = ctypes.CDLL(None, use_errno=True)
parent = os.getppid()

def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)

def endpoint():
    http.client.HTTPConnection("169.254.170.2", timeout=1).request("GET", "/v2/credentials")

def fork():
    if not os.fork():
        os._exit(0)

def spooled():
    from invoiceplug.toolkit.spool import SPOOL
    SPOOL.of(bytes(20 * 1024 * 1024))

probes = {
    "socket": socket.socket,
    "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
    "unix socket": lambda: socket.socketpair(),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "spawn": lambda: subprocess.run(["/bin/true"]),
    "credentials endpoint": endpoint,
    "parent's environment": lambda: open(f"/proc/{parent}/environ", "rb").read(),
    "parent's memory": lambda: open(f"/proc/{parent}/mem", "rb").read(1),
    "parent's memory by call": lambda: call("process_vm_readv", parent, None, 0, None, 0, 0),
    "parent's files": lambda: os.readlink(f"/proc/{parent}/fd/0"),
    "write outside": lambda: open("/tmp/invoiceplug-probe", "w"),
    "write inside": lambda: open("probe", "w"),
    "write over itself": lambda: open(__file__, "a"),
    "ptrace": lambda: call("ptrace", 16, parent, 0, 0),
    "fork bomb": fork,
    "3 GB": lambda: len(bytearray(3 << 30)),
    "3 GB mapped": lambda: mmap.mmap(-1, 3 << 30),
    "20 MB file": spooled,
    "unlink": lambda: os.unlink(__file__),
    "rename": lambda: os.rename(__file__, "gone"),
    "mkdir": lambda: os.mkdir("folder"),
    "chmod": lambda: os.chmod(__file__, 0o777),
    "truncate": lambda: os.truncate(__file__, 0),
    "symlink": lambda: os.symlink(__file__, "link"),
    "kill the parent": lambda: os.kill(parent, 0),
    "kill everybody": lambda: os.kill(-1, 0),
    "parent's limits": lambda: resource.prlimit(parent, resource.RLIMIT_CPU),
    "raise a limit": lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)),
    "outlive the parent": lambda: call("prctl", 1, 0, 0, 0, 0),
    "be seen": lambda: call("prctl", 4, 1, 0, 0, 0),
    "memfd": lambda: os.memfd_create("probe"),
    "io_uring": lambda: call("syscall", 425, 1, 0),
    "userfaultfd": lambda: call("syscall", {"x86_64": 323}.get(os.uname().machine, 282), 0),
    "a call that came later": lambda: call("syscall", 460, 0),
    "root's rights": lambda: call("setuid", 12345) or call("chroot", b"/"),
}

def outcome(probe):
    try:
        return f"done: {probe()!r}"
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error))
    except Exception as error:
        return f"{type(error).__name__}: {error}"

found = {name: outcome(probe) for name, probe in probes.items()}
found["environment"] = sorted(os.environ)
raise RuntimeError(json.dumps(found))
"""

REFUSED = ("EPERM", "EACCES")
ALL = [
    "socket", "connect", "unix socket", "exec", "spawn", "credentials endpoint", "parent's environment",
    "parent's memory", "parent's memory by call", "parent's files", "write outside", "write inside",
    "write over itself", "ptrace", "fork bomb", "unlink", "rename", "mkdir", "chmod", "truncate", "symlink",
    "kill the parent", "kill everybody", "parent's limits", "outlive the parent", "be seen",
    "memfd", "io_uring", "userfaultfd", "root's rights",
]  # fmt: skip
OTHER_TABLES = {"x86_64": [0x40000000 + 39]}  # x32's getpid


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of each probe, all of them tried by one child."""
    folder = misbehaving(tmp_path_factory.mktemp("plugins"), PROBES)
    with pytest.raises(InvoiceplugError) as refused:
        guarded_read(PAGE, plugins_dir=folder)
    assert refused.value.code == "PLUGIN_ERROR", refused.value
    outcomes: dict[str, Any] = json.loads(refused.value.facts["error"].partition(": ")[2])
    return outcomes


@pytest.mark.parametrize("probe", ALL)
def test_it_is_refused(found: dict[str, Any], probe: str) -> None:
    assert found[probe] in REFUSED


def test_three_gigabytes_cannot_be_had(found: dict[str, Any]) -> None:
    assert found["3 GB"] == "MemoryError: "
    assert found["3 GB mapped"] == "ENOMEM"


def test_no_file_grows_to_twenty_megabytes(found: dict[str, Any]) -> None:
    assert found["20 MB file"] == "EFBIG"


def test_a_limit_cannot_be_raised(found: dict[str, Any]) -> None:
    assert found["raise a limit"] == "ValueError: not allowed to raise maximum limit"


def test_calls_that_are_newer_than_the_list_do_not_exist(found: dict[str, Any]) -> None:
    assert found["a call that came later"] == "ENOSYS"


def test_no_credential_is_in_its_environment(found: dict[str, Any]) -> None:
    assert found["environment"] == [
        "CMAP_PATH", "HOME", "LANG", "MALLOC_ARENA_MAX", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PATH", "TMPDIR",
    ]  # fmt: skip


@pytest.mark.parametrize("number", OTHER_TABLES.get(platform.machine(), []))
def test_a_call_by_another_table_of_the_kernel_ends_the_child(tmp_path: Path, number: int) -> None:
    folder = misbehaving(tmp_path / "plugins", f"import ctypes\nctypes.CDLL(None).syscall({number})")
    with pytest.raises(InvoiceplugError) as refused:
        guarded_read(PAGE, plugins_dir=folder)
    assert (refused.value.code, refused.value.facts) == ("PARSER_CRASHED", {"signal": "SIGSYS"})

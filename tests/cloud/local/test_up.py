"""`invoiceplug up`, run as a person runs it: ready, one URL, a clean stop, and a clear word when it cannot."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.local.data_folder import DataFolder
from invoiceplug_cloud.local.server import listen

pytestmark = pytest.mark.flaky(reruns=1)  # a real stack of processes: see CONTRIBUTING.md

PROGRAM = "from invoiceplug.cli import main; main()"
ON_A_MAC = "import platform; platform.system = lambda: 'Darwin'; "
Up = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    """Starts the command with its own data folder and any free port, unless told otherwise; `before` runs first."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, before: str = "") -> subprocess.Popen[str]:
        program = [sys.executable, "-c", before + PROGRAM, "up", "--no-browser"]
        command = [*program, "--port", "0", "--data", str(tmp_path / "data"), *arguments]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def url_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    if found is None:
        raise AssertionError(f"{line}{process.communicate()[1]}")
    return found[0]


def children_of(pid: int) -> list[int]:
    """The processes that a process has started and that have not been reaped."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # the thread has just ended
            found += [int(child) for child in (thread / "children").read_text().split()]
    return sorted(found)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_one_url_serves_and_stops_without_a_trace(up: Up, number: signal.Signals) -> None:
    process = up()
    url = url_of(process)
    with urllib.request.urlopen(f"{url}/api/healthz", timeout=PATIENCE_SECONDS) as response:
        assert response.status == 200
    children = children_of(process.pid)
    assert len(children) >= 2
    os.killpg(process.pid, number)  # as a terminal does: to the whole group
    out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out, err) == (0, "", "Stopping …\n")
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


def test_a_machine_that_cannot_lock_down_a_process_is_said_at_the_start(up: Up) -> None:
    process = up(before=ON_A_MAC)
    url_of(process)
    os.killpg(process.pid, signal.SIGTERM)
    _, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert "cannot lock down the process that opens a PDF" in err.splitlines()[0]


def test_a_taken_port_is_said_with_what_to_do(up: Up) -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        process = up("--port", str(port))
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out) == (2, "")
    assert err == (
        f"Port {port} is taken by another program. "
        f"Stop that program, or choose another port: invoiceplug up --port {port + 1}\n"
    )


def test_a_limit_that_is_none_is_said_before_anything_starts(up: Up, tmp_path: Path) -> None:
    process = up("--limit", "sheets=3")
    out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out) == (2, "")
    assert err.startswith("REQUEST_INVALID: 'sheets' is no limit; there are pdf_bytes, pages")
    assert not (tmp_path / "data").exists()


def test_a_data_folder_in_use_is_said_with_the_process_that_uses_it(up: Up, tmp_path: Path) -> None:
    with DataFolder(tmp_path / "data"):
        process = up()
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out) == (2, "")
    assert err.startswith(f"{tmp_path / 'data'} is in use by another local stack (process {os.getpid()}).")
    assert err.count("\n") == 1

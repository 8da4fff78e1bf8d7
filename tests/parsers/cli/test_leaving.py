"""The end of a command comes at once, unless somebody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

MAIN = "from invoiceplug.cli import main; main()"
WAITING = f"""
import atexit, sys, threading
{{}}
sys.argv = ["invoiceplug", "--version"]
{MAIN}
"""


def run(code: str, *args: str, **more: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *args]
    pipes = {"stdout": subprocess.PIPE} | more
    return subprocess.run(command, input="go", text=True, timeout=120, check=False, **pipes)


@pytest.mark.parametrize(
    "waits",
    ["atexit.register(print, 'the last word')", "threading.Thread(target=lambda: print(sys.stdin.read())).start()"],
)
def test_whoever_waits_is_waited_for(waits: str) -> None:
    done = run(WAITING.format(waits))
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)


@pytest.mark.parametrize(("command", "status"), [("--version", 0), ("nothing", 2)])
def test_the_status_is_the_command_s(command: str, status: int) -> None:
    assert run(MAIN, command).returncode == status


def test_all_that_is_said_arrives_in_a_pipe() -> None:
    assert run(MAIN, "schema", "reading").stdout.rstrip().endswith("}")


def test_a_closed_pipe_is_no_success() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    assert run(MAIN, "schema", "reading", stdout=writing).returncode != 0
    os.close(writing)

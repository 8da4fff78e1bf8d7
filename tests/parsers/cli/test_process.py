"""The console script as a process: what a shell sees."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shell import Spawn

REPOSITORY = Path(__file__).parents[3]

BROKEN_COMMANDS = """
from invoiceplug import hookimpl

@hookimpl
def register_commands(cli):
    raise RuntimeError("no commands today")
"""
RAISING_COMMAND = """
import click
from invoiceplug import hookimpl

@hookimpl
def register_commands(cli):
    @cli.command()
    def explode():
        raise LookupError("nothing there")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project's vendors and their samples."""
    shutil.copytree(REPOSITORY / "plugins", tmp_path / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    for vendor in ("nordkontor", "calderfinch"):
        shutil.copytree(REPOSITORY / "tests/fixtures" / vendor, tmp_path / "tests/fixtures" / vendor)
    return tmp_path


def test_one_changed_number_fails_readably(spawn: Spawn, checkout: Path) -> None:
    expected = checkout / "tests/fixtures/nordkontor/2026-04-rechnung.expected.json"
    expected.write_text(expected.read_text(encoding="utf-8").replace('"4.820"', '"48.20"'), encoding="utf-8")
    result = spawn("test", "plugins", cwd=checkout)
    assert result.returncode == 1
    assert "/lines/0/qty_shipped   expected 48.20   actual 4.820" in result.stdout
    assert 'printed "4,820"' in result.stdout


def test_a_terminal_gets_a_table(fixtures: Path) -> None:
    screen = on_terminal("read", fixtures / "nordkontor" / "2026-04-rechnung.pdf")
    assert "Nordkontor Feinkost GmbH   RE-2604-0817   2026-04-17   EUR" in screen
    assert "10322  Stremellachs" in screen
    assert "Total  1498.73" in screen
    assert "\x1b[" in screen


def test_no_color_is_obeyed(fixtures: Path) -> None:
    assert "\x1b[" not in on_terminal("read", fixtures / "nordkontor" / "2026-04-rechnung.pdf", NO_COLOR="1")


def test_help_names_the_commands_of_plugins_too(spawn: Spawn) -> None:
    result = spawn("--help")
    assert result.returncode == 0
    for name in ("read", "identify", "test", "plugins", "up"):
        assert f"\n  {name} " in result.stdout


def test_a_plugin_with_broken_commands_does_not_break_the_others(spawn: Spawn, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text(BROKEN_COMMANDS, encoding="utf-8")
    result = spawn("--help", INVOICEPLUG_PLUGINS=str(tmp_path))
    assert result.returncode == 0
    assert "no commands today" in result.stderr
    assert "identify" in result.stdout


def test_what_nobody_foresaw_is_one_line_and_a_file(spawn: Spawn, crashes: Path, tmp_path: Path) -> None:
    (tmp_path / "raising.py").write_text(RAISING_COMMAND, encoding="utf-8")
    result = spawn("explode", INVOICEPLUG_PLUGINS=str(tmp_path))
    assert result.returncode == 70
    assert result.stderr.startswith("INTERNAL: LookupError: nothing there (details: ")
    assert "Traceback" not in result.stderr
    [saved] = crashes.glob("invoiceplug-*.txt")
    assert "Traceback" in saved.read_text(encoding="utf-8")


def test_a_command_that_nobody_has_is_wrong_usage(spawn: Spawn) -> None:
    result = spawn("raed")
    assert result.returncode == 2
    assert "No such command 'raed'" in result.stderr


def on_terminal(*args: object, **environ: str) -> str:
    """What a person sees on a terminal of 120 columns."""
    master, slave = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    script = Path(sys.executable).with_name("invoiceplug")
    with subprocess.Popen([script, *map(str, args)], stdout=slave, env={**env, "COLUMNS": "120", **environ}) as process:
        os.close(slave)
        chunks = []
        while chunk := _read(master):
            chunks.append(chunk)
        process.wait()
    os.close(master)
    return b"".join(chunks).decode().replace("\r\n", "\n")


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # how Linux says that the other side has closed
        return b""

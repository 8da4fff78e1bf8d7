"""The command line under test: in this process, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import kramer
import pytest
from click.testing import CliRunner, Result
from shell import Run, Spawn

from invoiceplug.cli import cli


@pytest.fixture
def crashes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the command line saves what nobody foresaw, so that a failing test leaves nothing elsewhere."""
    return tmp_path_factory.mktemp("crashes")


@pytest.fixture
def run(crashes: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process; the result has exit_code, stdout and stderr."""
    monkeypatch.setattr(tempfile, "tempdir", str(crashes))

    def invoke(*args: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin, catch_exceptions=False)

    return invoke


@pytest.fixture
def spawn(crashes: Path) -> Spawn:
    """Runs the console script as a process."""

    def start(*args: object, cwd: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
        script = Path(sys.executable).with_name("invoiceplug")
        env = {key: value for key, value in os.environ.items() if key not in ("CI", "NO_COLOR", "INVOICEPLUG_PLUGINS")}
        return subprocess.run(
            [script, *map(str, args)],
            cwd=cwd,
            env={**env, "TMPDIR": str(crashes), **environ},
            capture_output=True,
            text=True,
            check=False,
        )

    return start


@pytest.fixture
def vendors(tmp_path: Path) -> Path:
    """A folder with one bare template."""
    folder = tmp_path / "vendors"
    folder.mkdir()
    (folder / "vendor.yaml").write_text(kramer.EXAMPLE, encoding="utf-8")
    return folder


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    """An invoice of that vendor."""
    path = tmp_path / "bill.pdf"
    path.write_bytes(kramer.bill(kramer.APPLES, kramer.PEARS, totals=TOTALS))
    return path


@pytest.fixture
def samples(vendors: Path, bill: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The vendor's folder of samples: one, with its expected file."""
    monkeypatch.delenv("CI", raising=False)
    folder = vendors / "samples"
    folder.mkdir()
    (folder / "bill.pdf").write_bytes(bill.read_bytes())
    assert run("test", vendors, "--update").exit_code == 0
    return folder


TOTALS = [kramer.total("Warenwert", "19,20"), kramer.total("USt 7 % auf 19,20", "1,34"), kramer.TOTALS[1]]

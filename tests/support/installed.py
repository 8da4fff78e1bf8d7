"""An installation as a stranger has it: built wheels in an empty environment, far from this checkout."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from waiting import PATIENCE_SECONDS

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")
LOCK = ROOT / "requirements/local.txt"  # `invoiceplug-cloud[local]` and `invoiceplug[author]`, by hash


@dataclass(frozen=True, slots=True)
class Installation:
    """A virtual environment, and the folder that its programs are started in."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "env/bin/python"

    @property
    def packages(self) -> Path:
        [found] = self.folder.glob("env/lib/python3.*/site-packages")
        return found

    def check(self) -> None:
        """Fails when a package asks for what is not here, or here in another version."""
        _uv("pip", "check", "--python", self.python)

    def environment(self, **more: str) -> dict[str, str]:
        """What its programs see: no module path, no settings of ours, a home of their own."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {"PATH": f"{self.python.parent}:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", **more}

    def run(self, *arguments: object, status: int = 0, **environment: str) -> str:
        """What a program of it prints on both streams; it must end with that status."""
        command = [self.python.with_name(str(arguments[0])), *arguments[1:]]
        done = subprocess.run(
            list(map(str, command)), cwd=self.folder, env=self.environment(**environment), check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert done.returncode == status, f"{' '.join(map(str, arguments))}: {done.returncode}\n{done.stdout}"
        return done.stdout

    @contextmanager
    def up(self, data: Path) -> Iterator[str]:
        """The address of `invoiceplug up` with data in that folder; stopped with Ctrl+C."""
        command = [self.python.with_name("invoiceplug"), "up", "--port", "0", "--data", data, "--no-browser"]
        with subprocess.Popen(
            list(map(str, command)), cwd=self.folder, env=self.environment(), text=True, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert "running at http" in said, said + process.stdout.read()
            try:
                yield said.split()[4]
            finally:
                process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE_SECONDS) == 0


def install(folder: Path, *wheels: Path, lock: Path | None = LOCK) -> Installation:
    """Those wheels and nothing else of ours; what the lock names comes by hash, from uv's cache where it has it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Installation(folder)
    _uv("venv", "--no-project", "--python", sys.executable, folder / "env")
    into = ("pip", "install", "--python", made.python, "--no-deps", "--only-binary", ":all:")
    if lock:
        _from_the_cache(*into, "--require-hashes", "-r", lock)
    _uv(*into, "--no-index", *wheels)
    return made


def _from_the_cache(*arguments: object) -> None:
    try:
        _uv(*arguments, "--offline")
    except AssertionError:
        _uv(*arguments)


def _uv(*arguments: object) -> None:
    command = [UV, "--quiet", *arguments]
    done = subprocess.run(
        list(map(str, command)), check=False, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True
    )
    assert done.returncode == 0, f"{' '.join(map(str, arguments))}\n{done.stdout}{done.stderr}"

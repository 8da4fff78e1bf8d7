"""bench/.venv: what is measured, as a user installs it: ours as a wheel beside the others, with no vendor's package."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
VENV = BENCH / ".venv"
UV = Path(sys.executable).with_name("uv")


def ready() -> None:
    """Makes the environment unless it is there already, and puts today's invoiceplug into it."""
    wanted = (BENCH / "requirements.txt").read_text(encoding="utf-8")
    stamp = VENV / ".requirements.stamp"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print("bench: making bench/.venv", file=sys.stderr)
        subprocess.run([UV, "venv", "--quiet", "--clear", VENV], check=True)
        _install("-r", BENCH / "requirements.txt")
        stamp.write_text(wanted, encoding="utf-8")
    with tempfile.TemporaryDirectory() as built:
        build = [UV, "build", "--quiet", "--wheel", "--no-build-isolation", "--python", sys.executable]
        subprocess.run([*build, "--out-dir", built, BENCH.parent / "parsers"], check=True)
        (wheel,) = Path(built).glob("*.whl")
        _install("--reinstall-package", "invoiceplug", f"invoiceplug[pdf] @ {wheel.as_uri()}")


def _install(*what: str | Path) -> None:
    subprocess.run([UV, "pip", "install", "--quiet", "--python", VENV / "bin/python", *what], check=True)

"""bench/.venv: what invoiceplug is measured beside, made once for each state of bench/requirements.txt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
VENV = BENCH / ".venv"


def ready() -> None:
    """Makes the environment unless it is there already."""
    wanted = (BENCH / "requirements.txt").read_text(encoding="utf-8")
    stamp = VENV / ".requirements.stamp"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("bench: making bench/.venv", file=sys.stderr)
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "venv", "--quiet", "--clear", VENV], check=True)
    install = [uv, "pip", "install", "--quiet", "--python", VENV / "bin/python", "-r", BENCH / "requirements.txt"]
    subprocess.run(install, check=True)
    stamp.write_text(wanted, encoding="utf-8")

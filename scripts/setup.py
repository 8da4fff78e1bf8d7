"""Makes this checkout ready: .venv with uv, Node and everything editable, the page's packages, Chromium for its tests.

Run by `make setup` with any Python 3.11 or newer; a no-op when nothing changed since the last run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file must start on any Python to say so
        raise SystemExit(f"invoiceplug needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if Path(sys.prefix).resolve() == VENV:  # started by the very environment that may be made anew
        os.execv(sys._base_executable, [sys._base_executable, *sys.argv])  # type: ignore[attr-defined]
    step("venv", ["requirements/bootstrap.txt", "scripts/setup.py"], make_venv)
    step("python", ["requirements/dev.txt", "requirements/docs.txt", *packages("pyproject.toml")], install_python)
    step("first reading", ["requirements/dev.txt", *packages("pyproject.toml")], read_first)
    step("web", ["web/package.json", "web/package-lock.json"], install_web)


def step(name: str, inputs: list[str], action: object) -> None:
    """Runs the action unless a stamp in .venv says that it ran for these very inputs."""
    digest = hashlib.sha256(sys.version.encode())
    for path in inputs:
        digest.update(path.encode() + b"\0" + (ROOT / path).read_bytes())
    stamp = VENV / f".{name.replace(' ', '-')}.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    print(f"setup: {name}", flush=True)
    action()  # type: ignore[operator]
    stamp.write_text(digest.hexdigest())


def make_venv() -> None:
    if VENV.exists():
        shutil.rmtree(VENV)
    made = subprocess.run([sys.executable, "-m", "venv", VENV], check=False, capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        install_debian_package(f"python3.{sys.version_info.minor}-venv", "to make a virtual environment")
        run([sys.executable, "-m", "venv", VENV])
    run([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/bootstrap.txt"])


def install_python() -> None:
    uv = [BIN / "uv", "pip", "install", "--quiet", "--python", PYTHON]
    run([*uv, "--require-hashes", "-r", "requirements/dev.txt", "-r", "requirements/docs.txt"])
    editable = [argument for folder in packages() for argument in ("-e", folder)]
    run([*uv, "--no-deps", "--no-build-isolation", *editable])


def read_first() -> None:
    """One reading, so that the next ones find compiled what they import, and kept what templates say.

    Python compiles what it imports when it may; where the environment forbids it, every start would compile anew.
    """
    sample = "tests/fixtures/nordkontor/2026-04-rechnung.pdf"
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run([BIN / "invoiceplug", "read", sample, "--format", "json"], env=own, stdout=subprocess.DEVNULL)


def install_web() -> None:
    run([BIN / "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ROOT / "web")


def packages(file: str = "") -> list[str]:
    """The folders of the workspace's distributions (with a file in each), in the order of installing."""
    vendors = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("plugins/*/pyproject.toml"))
    return [f"{folder}/{file}".rstrip("/") for folder in ("parsers", "platform", *vendors)]


def install_debian_package(name: str, why: str) -> None:
    """Installs it where that is possible without asking, else ends with the sentence that says what to type."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"setup: installing Debian's package {name} {why}", flush=True)
        run(["apt-get", "update", "-qq"])
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", name], stdout=subprocess.DEVNULL)
        return
    raise SystemExit(f"setup needs the package {name} {why}. Install it (apt-get install {name}) and run this again.")


def run(command: list[object], **options: object) -> None:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environment = {**options.pop("env", os.environ), "PATH": path, "DEBIAN_FRONTEND": "noninteractive"}  # type: ignore[dict-item]
    words = [str(part) for part in command]
    done = subprocess.run(words, check=False, cwd=options.pop("cwd", ROOT), env=environment, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise SystemExit(f"setup: failed: {' '.join(map(str, command))}")


if __name__ == "__main__":
    if sys.argv[1:] == ["browser"]:
        if not shutil.which("chromium"):
            install_debian_package("chromium", "for the browser tests")
    else:
        os.chdir(ROOT)
        main()

"""Installs what an image runs into a virtual environment: `python images/install.py functions|task FOLDER`.

The Dockerfile runs it, and so do the tests, which have no Docker: both get the same files. Everything comes as a wheel,
by hash, and nothing else than what the requirement files list; the project's own wheels lie in `images/dist`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN_WHEELS = ROOT / "images" / "dist"
SHOP_WHEELS = ROOT / "images" / "wheels"  # a shop's vendors that are on no index; compiled into vendors.txt as well

VENDORS = ROOT / "images" / "vendors.txt"

OWN = {
    "functions": ("invoiceplug", "invoiceplug_cloud"),
    "task": ("invoiceplug*",),  # and all plugins
}

# Nothing writes into the image, and its files' times say nothing: compiled files are taken as they are.
COMPILED = {"PYC_INVALIDATION_MODE": "UNCHECKED_HASH"}


def install(
    image: str,
    folder: Path,
    *,
    compiled: bool = True,
    own: Path = OWN_WHEELS,
    vendors: Path = VENDORS,
    shop: Path = SHOP_WHEELS,
) -> None:
    """A virtual environment in the folder with everything that the image runs."""
    _uv("venv", "--no-project", "--python", sys.executable, folder)
    into = ["pip", "install", "--python", folder, "--no-deps", "--only-binary", ":all:"]
    into += ["--compile-bytecode"] if compiled else []
    files = ["-r", ROOT / f"requirements/{image}.txt", *(["-r", vendors] if image == "task" else [])]
    links = ["--find-links", shop] if shop.is_dir() else []
    _uv(*into, "--require-hashes", *links, *files)
    _uv(*into, "--no-index", *own_wheels(image, own))


def own_wheels(image: str, folder: Path = OWN_WHEELS) -> list[Path]:
    """The project's wheels for that image. Exits when they have not been built."""
    found = sorted(wheel for name in OWN[image] for wheel in folder.glob(f"{name}-*.whl"))
    if not found:
        raise SystemExit(f"There are no wheels of the project in {folder}; scripts/images.py builds them.")
    return found


def _uv(*arguments: object) -> None:
    beside = shutil.which("uv", path=str(Path(sys.executable).parent))
    command = [beside or "uv", "--quiet", *map(str, arguments)]
    done = subprocess.run(command, check=False, env={**os.environ, **COMPILED})
    if done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in OWN:
        raise SystemExit("usage: python images/install.py functions|task FOLDER")
    install(sys.argv[1], Path(sys.argv[2]))

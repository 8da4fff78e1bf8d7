"""Builds every package of this checkout, wheel and source archive, into dist/: `python scripts/wheels.py`.

Everything is built twice, in two folders, and has to come out the same to the byte. dist/SHA256SUMS says what it is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PAGE = ROOT / "web" / "dist"
CLOUD = "platform"
SITE = "src/invoiceplug_cloud/site"  # where `invoiceplug up` looks for the page when it is installed
SUMS = "SHA256SUMS"


def main() -> None:
    """dist/ with everything that a release hands out. Exits when a second build differs."""
    if not (PAGE / "index.html").is_file():
        raise SystemExit("wheels: the page is not built: make page")
    shutil.rmtree(DIST, ignore_errors=True)
    build(DIST, page=PAGE, archives=True)
    with tempfile.TemporaryDirectory() as second:
        build(Path(second), page=PAGE, archives=True)
        differing = {file for file, _ in sums(DIST) ^ sums(Path(second))}
    if differing:
        raise SystemExit(f"wheels: not the same when built again: {', '.join(sorted(differing))}")
    lines = [f"{digest}  {name}\n" for name, digest in sorted(sums(DIST))]
    (DIST / SUMS).write_text("".join(lines))
    print("".join(lines), end="")


def build(folder: Path, *, page: Path | None = None, archives: bool = False) -> None:
    """Every package as a wheel, and as a source archive too; with a built page, it goes into the platform's.

    Nothing is downloaded. The images take the wheels without the page, which no function and no task shows.
    """
    with commit_time():
        for project in projects():
            with tempfile.TemporaryDirectory() as stage:
                staged = _stage(project, Path(stage), page if project == CLOUD else None)
                list(WheelBuilder(str(staged)).build(directory=str(folder), versions=["standard"]))
                if archives:
                    list(SdistBuilder(str(staged)).build(directory=str(folder), versions=["standard"]))


def projects() -> list[str]:
    """The folders that are packages: the SDK, the platform, then the vendors by name."""
    vendors = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("plugins/*/pyproject.toml"))
    return ["parsers", CLOUD, *vendors]


def sums(folder: Path) -> set[tuple[str, str]]:
    """The name and SHA-256 of every file in the folder."""
    return {(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in folder.iterdir()}


def commit_seconds() -> str:
    """When the commit was made, or what SOURCE_DATE_EPOCH says: the time that everything built bears."""
    return os.environ.get("SOURCE_DATE_EPOCH") or git("log", "-1", "--format=%ct")


def git(*arguments: str) -> str:
    """What git prints of this checkout. Exits with one sentence where there is no git, or no clone."""
    why = "Which files a package holds, and when they were made, git says"
    try:
        done = subprocess.run(["git", *arguments], check=True, cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError as fault:
        raise SystemExit(f"git was not found. {why}: install it.") from fault
    except subprocess.CalledProcessError as fault:
        raise SystemExit(f"{fault.stderr.strip()} ({ROOT}). {why}: build in a git clone.") from fault
    return done.stdout.strip()


@contextmanager
def commit_time() -> Iterator[None]:
    """Inside, builders take the commit's time, not that of the build."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = commit_seconds()
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]


def _stage(project: str, stage: Path, page: Path | None) -> Path:
    """The package's folder as git knows it, so that nothing else that lies about gets in; with the licence."""
    folder = stage / Path(project).name
    for name in git("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", project).split("\0"):
        source = ROOT / name
        if name and source.is_file():
            target = folder / source.relative_to(ROOT / project)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    if page:
        shutil.copytree(page, folder / SITE, ignore=shutil.ignore_patterns(".stamp"))
    return folder


if __name__ == "__main__":
    main()

"""Which vendors' files changed since the last look: modification times, asked twice a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from invoiceplug.authoring.suite import Contest, Suite

SUFFIXES = frozenset({".yaml", ".yml", ".py", ".toml", ".pdf", ".json"})
PAUSE = 0.5  # seconds between two looks

Stamps = Mapping[Path, tuple[int, int]]


def stamps(roots: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Time and size of every file under the roots that a vendor is made of."""
    found = {}
    for root in roots:
        for path in _files(root):
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue
            found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def changed(before: Stamps, after: Stamps) -> set[Path]:
    """The files that are new, gone or different."""
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def roots_of(contest: Contest) -> list[Path]:
    """The folders that hold one vendor's files: its package and its samples."""
    home, folder = contest.vendor.home, contest.vendor.folder
    return [path.resolve() for path in ((home.parent if home else None), folder) if path]


def vendors_of(files: Iterable[Path], suite: Suite) -> set[str] | None:
    """The vendors whose files these are; None means all, for a file is nobody's or several vendors share it."""
    found = set()
    for file in files:
        owners = [each.vendor_id for each in suite.contests if any(file.is_relative_to(r) for r in roots_of(each))]
        if len(owners) != 1:
            return None
        found.update(owners)
    return found


def changes(roots: Iterable[Path], wait: Callable[[float], object]) -> Iterator[set[Path]]:
    """The files that changed, each time some did; `wait(seconds)` lets time pass and may raise to end it."""
    places = list(roots)
    before = stamps(places)
    while True:
        wait(PAUSE)
        after = stamps(places)
        if found := changed(before, after):
            before = after
            yield found


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root.resolve()
        return
    for path in root.resolve().rglob("*"):
        if path.suffix in SUFFIXES and not any(part.startswith(".") for part in path.relative_to(root.resolve()).parts):
            yield path

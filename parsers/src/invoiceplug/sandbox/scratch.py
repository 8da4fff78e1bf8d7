"""A folder for one child, and the end of those whose supervisor was killed before it could remove them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time

PREFIX = "invoiceplug-child-"
FORSAKEN = 24 * 3600.0  # seconds since the folder was made: nothing is read for that long


@contextmanager
def scratch_folder() -> Iterator[str]:
    """An empty folder of this user's own, which is gone afterwards."""
    remove_forsaken(tempfile.gettempdir())
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        yield folder


def remove_forsaken(folder: str) -> None:
    """The folders in it that an earlier supervisor left behind are gone afterwards."""
    with os.scandir(folder) as found:
        for each in found:
            if each.name.startswith(PREFIX) and _is_forsaken(each):
                shutil.rmtree(Path(each), ignore_errors=True)


def _is_forsaken(folder: os.DirEntry[str]) -> bool:
    """Whether it is an old one of this user's; a link is never followed."""
    try:
        known = folder.stat(follow_symlinks=False)
    except FileNotFoundError:  # somebody else was faster
        return False
    return folder.is_dir(follow_symlinks=False) and known.st_uid == os.getuid() and time() - known.st_mtime > FORSAKEN

"""Leaves of a Debian with Python only what runs Python: `python images/bare.py ROOT`, as the last step on that root.

No shell, no package manager, no set-uid program, no pip: who gets into a container finds nothing to go on with. The
list of Debian's packages stays, so that a registry's scan still names what is there.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

PROGRAMS = ("bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin")
INTERPRETER = re.compile(r"python(3(\.\d+)?)?")  # and its links; python3-config and the like are scripts for a shell
LIBRARY = ("ensurepip", "idlelib", "lib2to3", "pydoc_data", "test", "tkinter", "turtledemo", "site-packages")
MORE = ("usr/lib/apt", "usr/lib/dpkg", "usr/share/perl5", "usr/share/dpkg", "var/lib/apt", "var/cache", "root", "home")

UID = 10001
USER = f"invoiceplug:x:{UID}:{UID}::/nonexistent:/nonexistent\n"


def strip(root: Path) -> None:
    """Removes every program but the interpreter, what a build needs, and adds the user that runs."""
    for folder in PROGRAMS:
        _only_the_interpreter(root / folder)
    for library in root.glob("usr/local/lib/python3.*"):
        for name in LIBRARY:
            shutil.rmtree(library / name, ignore_errors=True)
    for name in MORE:
        shutil.rmtree(root / name, ignore_errors=True)
    for file in _set_uid(root):
        file.chmod(0o755)
    with (root / "etc/passwd").open("a", encoding="utf-8") as users:
        users.write(USER)


def _only_the_interpreter(folder: Path) -> None:
    real = folder.resolve()  # /bin is a link into /usr
    for each in real.iterdir() if real.is_dir() else ():
        if not INTERPRETER.fullmatch(each.name):
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()


def _set_uid(root: Path) -> list[Path]:
    """Files that run as somebody else, in whatever folder; other file systems (/proc) are not looked into."""
    found, device = [], root.stat().st_dev
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if (Path(folder) / name).lstat().st_dev == device]
        paths = [Path(folder) / name for name in files]
        found += [path for path in paths if not path.is_symlink() and path.stat().st_mode & 0o6000]
    return found


if __name__ == "__main__":
    strip(Path(sys.argv[1]))

"""A file for a library that reads nothing but files, reserved before this process can make none any more."""

from __future__ import annotations

from io import FileIO
from pathlib import Path


class Spool:
    """One file, or none: then bytes go as they are, and whoever gets them makes a file of its own."""

    def __init__(self) -> None:
        self._file: FileIO | None = None

    def reserve(self, path: Path) -> None:
        """Makes the file, and keeps it open for writing as long as the process lives."""
        self._file = path.open("wb", buffering=0)

    def of(self, data: bytes) -> bytes | str:
        """The path of the file, which now holds the data and nothing else; the data itself when none is reserved."""
        if self._file is None:
            return data
        self._file.seek(0)
        self._file.truncate()
        unsent = memoryview(data)
        while unsent:
            unsent = unsent[self._file.write(unsent) :]
        return str(self._file.name)


SPOOL = Spool()

"""A page of the documentation as a program: its `sh` blocks run, its `text` blocks are what they print.

A line that is meant to fail says so in a comment (`# exit status 5`), for the reader as for the test. Blocks of other
languages are shown only: `bash` needs a cloud account, a person, or runs for ever.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
STATUS = re.compile(r"# exit status (\d+)")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    text: str


def blocks(page: Path, *languages: str) -> list[Block]:
    """The fenced blocks of a page, of these languages or all."""
    found = [Block(*each) for each in BLOCK.findall(page.read_text("utf-8"))]
    return [each for each in found if not languages or each.language in languages]


def lines(script: str) -> Iterator[tuple[str, int]]:
    """Every command of a script with the exit status that it announces."""
    for line in script.replace("\\\n", "").splitlines():
        if line.strip():
            status = STATUS.search(line)
            yield line, int(status[1]) if status else 0


class ShellPage:
    """Runs blocks in one folder, as somebody does who follows the page.

    `instead` are addresses of the page with those that stand for them here; lines that begin as one of `but` are
    left out.
    """

    def __init__(
        self, folder: Path, instead: Mapping[str, str] | None = None, but: tuple[str, ...] = (), **environment: str
    ) -> None:
        programs = Path(sys.executable).parent
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        own = {name: value for name, value in os.environ.items() if name != "CI"}  # there nobody may bless a sample
        self._folder, self._environment = folder, {**own, "PATH": path, **environment}
        self._instead, self._but = instead or {}, but
        self._printed = ""

    def follow(self, page: Path, meanwhile: Callable[[Block], None] = lambda block: None) -> None:
        """All blocks in order; `meanwhile` does with the others what a person would."""
        for block in blocks(page):
            if block.language == "sh":
                self._printed = "".join(self.run(line, status) for line, status in lines(block.text))
            elif block.language == "text":
                said = " ".join(self._printed.split())
                missing = [line for line in block.text.splitlines() if " ".join(line.split()) not in said]
                assert missing == [], self._printed
            else:
                meanwhile(block)

    def run(self, line: str, status: int) -> str:
        """What the line prints, on both streams. Fails when it ends otherwise than it should."""
        if self._but and line.startswith(self._but):
            return ""
        for theirs, ours in self._instead.items():
            line = line.replace(theirs, ours)
        done = subprocess.run(
            ["bash", "-c", line], cwd=self._folder, env=self._environment, check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert done.returncode == status, f"{line}\n{done.stdout}"
        return done.stdout

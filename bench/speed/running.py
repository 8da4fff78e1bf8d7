"""Contestants side by side: one call of each in turn, so that whatever else the machine does, it does to all."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PYTHON = HERE.parent / ".venv/bin/python"  # see `environment`
COMPILING = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""What everybody is started with: who may not keep what Python compiles would compile at every start."""
LONG = 3.0  # CPU seconds of one call: who needs more is asked once


@dataclass(slots=True)
class Measured:
    """What one contestant used: CPU milliseconds a call (the median), peak MiB, and the lines that it read."""

    calls: list[float] = field(default_factory=list)
    rss: float = 0.0
    lines: list[Any] | None = None

    @property
    def cpu_ms(self) -> float:
        return statistics.median(self.calls) * 1000

    def to_json(self) -> dict[str, Any]:
        return {"cpu_ms": round(self.cpu_ms, 3), "peak_rss_mib": round(self.rss, 1), "calls": len(self.calls)}


def in_process(names: Sequence[str], file: Path, folder: Path, *, rounds: int, calls: int) -> dict[str, Measured]:
    """`calls` readings of the file by each contestant, `rounds` times in turn, after one that warms it up.

    Without rounds, or where the first one took long, that one counts.
    """
    return in_turn({name: (name, file, folder) for name in names}, rounds=rounds, calls=calls)


def in_turn(asked: Mapping[str, tuple[str, Path, Path]], *, rounds: int, calls: int) -> dict[str, Measured]:
    """The same for contestants that read different files or have different vendors: label -> name, file, folder."""
    with ExitStack() as open_workers:
        workers = {label: open_workers.enter_context(_worker(*what)) for label, what in asked.items()}
        found = {}
        for label, worker in workers.items():
            warm = _ask(worker, 1)
            found[label] = Measured(warm["cpu"], warm["rss"], warm["lines"])
        quick = [label for label in workers if rounds and found[label].calls[0] < LONG]
        for label in quick:
            found[label].calls.clear()  # the first call also loads what the others have
        for _ in range(rounds):
            for label in quick:
                found[label].calls += _ask(workers[label], calls)["cpu"]
    return found


def whole_processes(
    commands: Mapping[str, Sequence[str | Path]], *, rounds: int, folder: Path, once: Sequence[str] = ()
) -> dict[str, Measured]:
    """Each command from its start to its end, in turn; CPU and memory of it and of what it starts."""
    found = {name: Measured() for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            if turn > 1 and name in once:
                continue
            cpu, rss = _spend(command, folder)
            if turn:  # the first one fills the disk's cache and writes what is compiled once
                found[name].calls.append(cpu)
                found[name].rss = max(found[name].rss, rss)
    return found


def _spend(command: Sequence[str | Path], folder: Path) -> tuple[float, float]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=COMPILING)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}:\n{said.decode()}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


@contextmanager
def _worker(name: str, file: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [PYTHON, HERE / "worker.py", name, file, folder]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=COMPILING)
    try:
        yield worker
    finally:
        worker.kill()
        worker.communicate()


def _ask(worker: subprocess.Popen[str], calls: int) -> dict[str, Any]:
    assert worker.stdin and worker.stdout
    worker.stdin.write(f"{calls}\n")
    worker.stdin.flush()
    answer = worker.stdout.readline()
    if not answer:
        raise SystemExit(f"{worker.args!r} ended before it answered")
    data: dict[str, Any] = json.loads(answer)
    return data

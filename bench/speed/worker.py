"""One contestant in its own process: `python worker.py NAME FILE FOLDER`, a count a line on stdin, JSON on stdout.

For each count it reads the file so often and answers the CPU seconds of each, its children's included, the most memory
that it has used so far, and what it read.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import contestants

CONTESTANTS: dict[str, Callable[[Path, Path], contestants.Read]] = {
    "invoiceplug": contestants.ours,
    "invoiceplug-identify": contestants.ours_identify,
    "invoice2data-pdfium": partial(contestants.invoice2data, "pdfium"),
    "invoice2data-pdftotext": partial(contestants.invoice2data, "pdftotext"),
    "invoice2data-identify": contestants.invoice2data_identify,
    "pdfium-text": contestants.pdfium_text,
    "pdfplumber": contestants.pdfplumber_tables,
    "camelot-stream": contestants.camelot_stream,
}


def main() -> None:
    name, file, folder = sys.argv[1:]
    read = CONTESTANTS[name](Path(file), Path(folder))
    answers, sys.stdout = sys.stdout, sys.stderr  # libraries may print what they like
    for line in sys.stdin:
        seconds, lines = [], None
        for _ in range(int(line)):
            getattr(read, "before", lambda: None)()
            before = _cpu()
            lines = read()
            seconds.append(_cpu() - before)
        print(json.dumps({"cpu": seconds, "rss": _peak_rss(), "lines": lines}), file=answers, flush=True)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak_rss() -> float:
    """MiB. The kernel's own count: that of `getrusage` begins with what the parent used before it started us."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()

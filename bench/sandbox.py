"""What the sandbox costs: `python bench/sandbox.py [PDF…]` (all vendors' samples when none is named).

Medians in milliseconds of the processor's time, which other programs' load leaves alone: the fast profile and the
guarded walk in this process (warm), the guarded read as a whole, and the parts of a child's start.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.guarded import read_guarded
from invoiceplug.pipeline import read_invoice
from invoiceplug.plugins import load_plugins
from invoiceplug.sandbox import Ended, guarded_read

ROOT = Path(__file__).resolve().parents[1]

CHILD = """
import json
from time import process_time as now
times = [now()]
import invoiceplug.sandbox.child; times.append(now())
import invoiceplug.guarded; times.append(now())
from invoiceplug.plugins import load_plugins; load_plugins(); times.append(now())
from invoiceplug.limits import Limits
from invoiceplug.sandbox.lockdown import lock; lock(Limits(), best_effort=False); times.append(now())
print(json.dumps(times))
"""


def main(paths: list[Path]) -> None:
    """Prints the table."""
    plugins = load_plugins()
    files = [path.read_bytes() for path in paths]
    ends: list[Ended] = []
    ways = {
        "fast, in this process": partial(read_invoice, plugins=plugins),
        "guarded, in this process": partial(read_guarded, plugins=plugins),
        "guarded, by a child": partial(guarded_read, ended=ends.append),
    }
    for read in ways.values():
        attempt(read, files[0])  # what is imported with the first PDF
    rows = {name: [cost(read, data) for data in files] for name, read in ways.items()}
    for name, values in rows.items():
        print(f"{name:28}{median(values):8.1f}   (most {max(values):.1f})")
    print(f"{'wall of a child':28}{median(each.seconds for each in ends) * 1000:8.1f}")
    print(f"{'most memory of a child, MiB':28}{max(each.peak_bytes for each in ends) / 2**20:8.1f}")
    starts = [start() for _ in range(5)]
    for index, name in enumerate(("Python", "the child", "front door and walk", "all vendors", "lock-down")):
        print(f"{'start: ' + name:28}{median(each[index] for each in starts):8.2f}")


def cost(read: Callable[[bytes], Any], data: bytes) -> float:
    """Milliseconds of processor time, the children's included."""
    before = spent()
    attempt(read, data)
    return (spent() - before) * 1000


def attempt(read: Callable[[bytes], Any], data: bytes) -> None:
    """Reads; a file that is refused has its cost, too."""
    try:
        read(data)
    except InvoiceplugError:
        return


def spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def start() -> list[float]:
    """Milliseconds of each part of a child's start."""
    done = subprocess.run([sys.executable, "-I", "-c", CHILD], capture_output=True, text=True, check=True)
    times = json.loads(done.stdout)
    return [1000 * (after - before) for before, after in zip([0.0, *times], times, strict=False)]


if __name__ == "__main__":
    vendors = [folder.name for folder in (ROOT / "plugins").iterdir() if folder.is_dir()]
    samples = [pdf for vendor in sorted(vendors) for pdf in sorted((ROOT / "tests/fixtures" / vendor).glob("*.pdf"))]
    main([Path(name) for name in sys.argv[1:]] or samples)

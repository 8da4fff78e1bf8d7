"""What the front door makes of honest PDFs: the largest value of each limit, what it refuses, what it says, its cost.

    python bench/front_door.py DIR…

Reads every PDF below the folders. Prints a row a limit, a row a file that is refused or of which something is said,
and the milliseconds that the door takes; exit 1 when a file is refused for a limit, or its copy reads otherwise.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from statistics import median
from time import perf_counter

from invoiceplug import Document, InvoiceplugError
from invoiceplug.front_door.door import Admitted, admit
from invoiceplug.limits import STANDARD
from invoiceplug.toolkit.open import open_pdf

Largest = dict[str, tuple[float, str]]  # limit -> value, file


def main() -> int:
    parser = argparse.ArgumentParser(description="Let all PDFs of some folders through the front door.")
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    files = sorted(path for folder in parser.parse_args().folders for path in folder.rglob("*.pdf"))
    largest: Largest = {}
    milliseconds: list[float] = []
    outcomes: Counter[str] = Counter()
    for path in files:
        began = perf_counter()
        try:
            admitted = admit(path.read_bytes(), STANDARD)
        except InvoiceplugError as error:
            outcomes["refused for a limit" if "limit" in error.facts else "refused as what they are"] += 1
            print(f"{path.name[:50]:52}{error}")
            continue
        milliseconds.append((perf_counter() - began) * 1000)
        outcomes["let through" if _compared(path, admitted, largest) else "read otherwise"] += 1
    _print_limits(largest)
    print(", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()))
    if milliseconds:
        print(f"{median(milliseconds):.1f} ms a file (median), {max(milliseconds):.1f} ms at most")
    return int(bool(not files or outcomes["refused for a limit"] or outcomes["read otherwise"]))


def _compared(path: Path, admitted: Admitted, largest: Largest) -> bool:
    """Whether the copy reads like the PDF; its values are added to the largest."""
    for finding in admitted.findings:
        print(f"{path.name[:50]:52}{finding.code}: {finding.message}")
    try:
        original = open_pdf(path.read_bytes(), textless=True)
    except InvoiceplugError:
        return admitted.repaired  # then there is nothing to compare with
    copy = open_pdf(admitted.data, textless=True)
    for name, value in {**admitted.measured, **_measured(original)}.items():
        largest[name] = max(largest.get(name, (0, "")), (value, path.name))
    same = (copy.pages, copy.attachments) == (original.pages, original.attachments)
    if not same:
        print(f"{path.name[:50]:52}THE COPY READS OTHERWISE")
    return same


def _measured(document: Document) -> dict[str, float]:
    """Values that are limited when the PDF is read, behind the door."""
    return {
        "page_side": max(max(page.width, page.height) for page in document.pages),
        "page_characters": max(sum(len(word.text) + 1 for word in page.words) for page in document.pages),
        "xml_bytes": max((attachment.size for attachment in document.attachments), default=0),
    }


def _print_limits(largest: Largest) -> None:
    print(f"\n{'limit':20}{'most':>14}{'largest':>14}{'of it':>8}  in")
    for name, (value, file) in sorted(largest.items(), key=lambda each: each[1][0] / getattr(STANDARD, each[0])):
        most = getattr(STANDARD, name)
        print(f"{name:20}{most:>14,}{value:>14,.0f}{value / most:>8.1%}  {file}")


if __name__ == "__main__":
    sys.exit(main())

"""How many honest lines are said to hold hidden, overlapping or doubtful text, and what looking for it costs.

    python bench/ink.py DIR

Reads every PDF below the folder. Where a vendor knows it, the lines are those that were read; where none does, every
row of words on its pages counts as a line whose value stands on it, which asks more. A line is flagged when a finding
is about one of its values. Prints every finding, then the sums; exit 1 when more than one line in a hundred is flagged.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from invoiceplug import InvoiceplugError
from invoiceplug.document import Document, Page, row_box, row_text
from invoiceplug.invoice import Source
from invoiceplug.lies.pages import findings_on_pages
from invoiceplug.lies.places import PageValues, Value, values_on_pages
from invoiceplug.pipeline import read_document
from invoiceplug.plugins import Plugins, load_plugins
from invoiceplug.toolkit.open import open_pdf

MOST = 0.01  # of the lines


def main() -> int:
    parser = argparse.ArgumentParser(description="Look for hidden text in honest PDFs.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    files = sorted(parser.parse_args().folder.rglob("*.pdf"))
    plugins = load_plugins()
    looked = [found for path in files if (found := _one(path, plugins)) is not None]
    if not looked:
        print("no PDF with text there")
        return 1
    lines, flagged = sum(found[0] for found in looked), sum(found[1] for found in looked)
    spent = [found[2] for found in looked]
    print(f"{len(looked)} files, {lines} lines, {flagged} flagged ({flagged / max(lines, 1):.2%})")
    print(f"{median(spent):.0f} ms an invoice (median), {max(spent):.0f} ms at most")
    return 0 if flagged <= MOST * lines else 1


def _one(path: Path, plugins: Plugins) -> tuple[int, int, float] | None:
    """Lines, flagged ones and milliseconds; None for a file that cannot be read at all."""
    data = path.read_bytes()
    try:
        document = open_pdf(data)
    except InvoiceplugError:
        return None
    values = list(_values(document, plugins))
    start = time.perf_counter()
    findings = list(findings_on_pages(data, values))
    spent = (time.perf_counter() - start) * 1000
    about_values = [finding for finding in findings if finding.path is not None]
    flagged = {line_id for finding in about_values for line_id in finding.line_ids}
    for finding in findings:
        print(f"{path.name}: {finding.code} {finding.severity}: {finding.message}")
    return len({each.line_id for page in values for each in page.values if each.line_id}), len(flagged), spent


def _values(document: Document, plugins: Plugins) -> Iterator[PageValues]:
    try:
        reading = read_document(document, plugins=plugins, embedded=False)
    except InvoiceplugError:
        yield from map(_rows, document.pages)
    else:
        yield from values_on_pages(document, reading)


def _rows(page: Page) -> PageValues:
    """Each row of words as a line's value, but for those that the page's edge cuts: they are hidden in part."""
    rows = [(row_text(row), row_box(row)) for row in page.lines()]
    values = (
        Value(f"/lines/{at}/row", f"{page.number}{at:04}", box, Source(text, page.number, box))
        for at, (text, box) in enumerate(rows)
        if min(box) >= 0 and max(box) <= 1
    )
    return PageValues(page.number, page.width, page.height, tuple(values))


if __name__ == "__main__":
    sys.exit(main())

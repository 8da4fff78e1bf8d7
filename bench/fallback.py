"""How well the reader of last resort reads line tables it has never seen, against truth.

    python bench/fallback.py [DIR] [--samples] [--drawn N]

DIR holds NAME.pdf with NAME.truth.json (the XML's values, and which of them the page's text shows in one row); the
reader sees the words only. `--samples` reads our own vendors' samples against their NAME.expected.json, `--drawn N`
that many invoices drawn at random. Prints a row a file that is not all right, then the sums; exit 1 when a proved line
is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from invoiceplug.fallback import Suggestion, suggest
from invoiceplug.invoice import Field
from invoiceplug.toolkit.open import open_pdf

ROOT = Path(__file__).resolve().parent.parent
CREDIT = " (credit note)"  # its signs are the pipeline's to turn: they are not compared
Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]  # quantity, unit price, line total
Case = tuple[str, bytes, list[Numbers], list[bool]]  # name, PDF, its lines, and which of them the page shows whole


def main() -> int:
    parser = argparse.ArgumentParser(description="Read unknown layouts and compare their lines with the truth.")
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    parser.add_argument("--samples", action="store_true", help="also our own vendors' samples")
    parser.add_argument("--drawn", type=int, default=0, metavar="N", help="also N invoices drawn at random")
    given = parser.parse_args()
    wrong = 0
    if given.folder:
        wrong += measure("with truth", from_truth(given.folder))["proved wrong"]
    if given.samples:
        wrong += measure("our samples", from_samples())["proved wrong"]
    if given.drawn:
        wrong += measure("drawn", from_drawing(given.drawn))["proved wrong"]
    return 1 if wrong else 0


def measure(title: str, cases: Iterator[Case]) -> Counter[str]:
    """Reads the cases and prints what came out; the counts by their names."""
    count: Counter[str] = Counter()
    started = time.process_time()
    for name, pdf, real, whole in cases:
        one = compare(suggest(open_pdf(pdf)), real, whole, unsigned=name.endswith(CREDIT))
        if one["exact"] < one["shown"] or one["proved wrong"] or one["invented"]:
            print(f"  {name[:60]:60} " + ", ".join(f"{value} {key}" for key, value in one.items() if value))
        count += one
    share = 100 * count["exact"] / max(1, count["shown"])
    print(
        f"{title}: {count['files']} files; of {count['shown']} lines shown whole {count['exact']} read exactly "
        f"({share:.1f} %), {count['proved']} lines proved, of them {count['proved wrong']} wrong; "
        f"{count['invented']} lines invented; {count['ambiguous']} files ambiguous; "
        f"{time.process_time() - started:.1f} s CPU"
    )
    return count


def compare(
    found: Suggestion | None, real: list[Numbers], whole: list[bool], *, unsigned: bool = False
) -> Counter[str]:
    """What was right: lines are matched by their numbers, each with one line of the truth."""
    sign = _unsigned if unsigned else tuple
    real = [sign(each) for each in real]
    lines = [sign(numbers(line.line)) for line in found.lines] if found else []
    shown = Counter(each for each, is_whole in zip(real, whole, strict=True) if is_whole)
    exact = sum((Counter(lines) & shown).values())
    proved = Counter(sign(numbers(each.line)) for each in found.lines if each.proof) if found else Counter()
    wrong = sum(times for each, times in proved.items() if not any(_same(each, line) for line in real))
    strange = [each for each in lines if not any(line[2] in (None, each[2]) for line in real)]
    return Counter(
        {
            "files": 1,
            "shown": sum(whole),
            "exact": exact,
            "proved": sum(proved.values()),
            "proved wrong": wrong,
            "invented": 0 if any(whole) else len(strange),
            "ambiguous": int(bool(found and found.ambiguous)),
        }
    )


def numbers(line: Any) -> Numbers:
    """The three numbers of a suggested line."""
    return _value(line.qty_shipped), _value(line.unit_price), _value(line.line_total)


def from_truth(folder: Path) -> Iterator[Case]:
    """The folder's PDFs with what their XML says."""
    for path in sorted(folder.glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".truth.json")
        real = [_visible(*each) for each in zip(truth["lines"], truth["visible"]["lines"], strict=True)]
        yield name, path.with_name(f"{name}.pdf").read_bytes(), real, [v["row_all3"] for v in truth["visible"]["lines"]]


def from_samples() -> Iterator[Case]:
    """Our vendors' samples: item lines with all three numbers count as shown."""
    for path in sorted((ROOT / "tests" / "fixtures").glob("*/*.expected.json")):
        if path.parent.name == "einvoice":  # their lines are in the attachment only
            continue
        expected = json.loads(path.read_text(encoding="utf-8"))
        lines = expected.get("lines", [])
        real = [_numbers(x.get("qty_shipped"), x.get("unit_price"), x.get("line_total")) for x in lines]
        pdf = path.with_name(path.name.replace(".expected.json", ".pdf"))
        whole = [None not in each for each in real]
        name = f"{path.parent.name}/{pdf.stem}"
        yield name + CREDIT * (expected.get("document_type") == "credit_note"), pdf.read_bytes(), real, whole


def from_drawing(count: int) -> Iterator[Case]:
    """Invoices drawn at random, each by its own seed."""
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    from drawn_invoices.invoice import draw

    for seed in range(count):
        drawn = draw(seed)
        yield f"seed {seed}", drawn.pdf, drawn.numbers, [True] * len(drawn.numbers)


def _same(found: Numbers, real: Numbers) -> bool:
    """Whether a proved line is that of the truth, where the truth has each of its numbers."""
    return all(b is None or a == b for a, b in zip(found, real, strict=True))


def _unsigned(line: Numbers) -> Numbers:
    quantity, price, total = (abs(value) if value is not None else None for value in line)
    return quantity, price, total


def _visible(line: dict[str, Any], seen: dict[str, Any]) -> Numbers:
    """The line's numbers, without those that the page does not show."""
    return _numbers(*(line[name] if seen[name] else None for name in ("quantity", "unit_price", "line_total")))


def _numbers(*texts: str | None) -> Numbers:
    quantity, price, total = (Decimal(text) if text is not None else None for text in texts)
    return quantity, price, total


def _value(field: Field[Decimal] | None) -> Decimal | None:
    return field.value if field else None


if __name__ == "__main__":
    sys.exit(main())

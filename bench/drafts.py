"""How far a template that was drafted from one sample reads the vendor's other samples, without an edit.

    python bench/drafts.py [VENDOR ...] [--each] [--own DIR] [-v]

Drafts from the first sample of each vendor in tests/fixtures (with --each from every one in turn) as `invoiceplug new
--from` does, reads the others by nothing but that template, and compares with NAME.expected.json: of every line
quantity, unit, unit price, total, article number and description; of the heading number, date, kind, currency and the
grand total. What the vendor's own template takes out of the lines under an article (lot, GTIN, origin), a draft leaves
in its description: such lines count as read, and not as exact. Vendors that are read by code are marked with a star: a
template is not expected to read them.

`--own DIR` drafts from each PDF in DIR and reads that very PDF: do all lines come back that the reader of last resort
has?
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from invoiceplug.authoring.draft import Sample, draft_of, sample_of
from invoiceplug.authoring.scaffold import drafted_template
from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.pipeline import read_document
from invoiceplug.plugins import InstalledExtractor, Plugins
from invoiceplug.template import TemplateExtractor
from invoiceplug.template.loader import parse_template
from invoiceplug.toolkit.open import open_pdf

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests/fixtures"
NUMBERS = ("qty_shipped", "unit_price", "line_total")
LINE = (*NUMBERS, "uom_raw", "vendor_sku", "description")
HEADING = ("invoice_number", "invoice_date", "document_type", "currency")
MORE = ("due_date", "delivery_date", "customer_number", "purchase_order")


@dataclass(frozen=True, slots=True)
class Result:
    """What a drafted template makes of one other sample."""

    vendor: str
    drafted: str
    read: str
    lines: int = 0
    exact: int = 0  # lines with all of LINE equal
    read_lines: int = 0  # the same, or with more text behind the description
    numbers: int = 0  # lines with NUMBERS equal
    heading: tuple[str, ...] = ()  # names of HEADING and the grand total that are wrong
    more: tuple[str, ...] = ()  # of MORE
    problem: str = ""

    @property
    def is_read(self) -> bool:
        """Whether every line and the heading are those of the expected file."""
        return not self.problem and self.read_lines == self.lines and not self.heading

    @property
    def is_exact(self) -> bool:
        """Whether all descriptions end where they should, too."""
        return self.is_read and self.exact == self.lines


def main() -> None:
    parser = argparse.ArgumentParser(description="Draft templates from one sample and read the others with them.")
    parser.add_argument("vendors", nargs="*", metavar="VENDOR")
    parser.add_argument("--each", action="store_true", help="draft from every sample in turn")
    parser.add_argument("--own", type=Path, metavar="DIR", help="draft from each PDF in DIR, and read that one")
    parser.add_argument("-v", "--verbose", action="store_true", help="also each difference")
    given = parser.parse_args()
    if given.own:
        read_own(sorted(given.own.glob("*.pdf")))
        return
    good, exact, by_template = [], 0, 0
    for vendor in given.vendors or vendors():
        results = list(tried(vendor, each=given.each, tell=given.verbose))
        show(results)
        star = has_code(vendor)
        by_template += not star
        if all(each.is_read for each in results) and not star:
            good.append(vendor)
            exact += all(each.is_exact for each in results)
    print(f"\n{len(good)} of {by_template} vendors that templates read: {', '.join(good)}; {exact} of them exactly")


def vendors() -> list[str]:
    """The vendors of which there are several samples with expected files."""
    return sorted(
        folder.name
        for folder in SAMPLES.iterdir()
        if (ROOT / "plugins" / folder.name).is_dir() and len(list(folder.glob("*.expected.json"))) > 1
    )


def has_code(vendor: str) -> bool:
    """Whether the vendor's own plugin is more than a template."""
    return not list((ROOT / "plugins" / vendor).glob("src/*/template.yaml"))


def tried(vendor: str, *, each: bool = False, tell: bool = False) -> Iterator[Result]:
    """The results of drafting from the first sample, or from each, and reading all others."""
    samples = sorted(path.with_name(path.name.replace(".expected.json", ".pdf"))
                     for path in (SAMPLES / vendor).glob("*.expected.json"))  # fmt: skip
    documents = {path: open_pdf(path.read_bytes()) for path in samples}
    for start in samples if each else samples[:1]:
        text = drafted_template(vendor, draft_of([sample_of(documents[start])]))
        for other in samples:
            if other != start:
                real = json.loads(other.with_name(f"{other.stem}.expected.json").read_text("utf-8"))
                yield compared(vendor, start, other, read_by(text, documents[other]), real, tell=tell)


def read_by(template: str, document: Document) -> dict[str, Any] | str:
    """The invoice as nothing but this template reads it; else the error, as text."""
    try:
        extractor = TemplateExtractor(parse_template(template, "drafted.yaml"))
        plugins = Plugins(extractors=(InstalledExtractor(extractor, "drafted", "0"),))
        return read_document(document, plugins=plugins, embedded=False).invoice
    except InvoiceplugError as error:
        return f"{error.code}: {error.detail}"


def compared(
    vendor: str, start: Path, other: Path, read: dict[str, Any] | str, real: dict[str, Any], *, tell: bool = False
) -> Result:
    """How the invoice differs from the expected one."""
    if isinstance(read, str):
        return Result(vendor, start.stem, other.stem, lines=len(real["lines"]), problem=read)
    pairs = list(zip(real["lines"], read["lines"], strict=False))
    wrong = tuple(name for name in HEADING if read.get(name) != real.get(name))
    if read["totals"].get("grand") != real["totals"].get("grand"):
        wrong = (*wrong, "grand")
    if tell:
        tell_differences(pairs)
    count = f"{len(read['lines'])} lines instead of {len(real['lines'])}"
    return Result(
        vendor,
        start.stem,
        other.stem,
        len(real["lines"]),
        sum(all(got.get(name) == want.get(name) for name in LINE) for want, got in pairs),
        sum(_is_read(want, got) for want, got in pairs),
        sum(all(got.get(name) == want.get(name) for name in NUMBERS) for want, got in pairs),
        wrong,
        tuple(name for name in MORE if real.get(name) and read.get(name) != real[name]),
        count if len(read["lines"]) != len(real["lines"]) else "",
    )


def _is_read(want: dict[str, Any], got: dict[str, Any]) -> bool:
    same = all(got.get(name) == want.get(name) for name in LINE if name != "description")
    return same and f"{got.get('description', '')} ".startswith(f"{want.get('description', '')} ")


def tell_differences(pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    for at, (want, got) in enumerate(pairs):
        for name in LINE:
            if want.get(name) != got.get(name):
                print(f"      line {at + 1} {name}: {got.get(name)!r} instead of {want.get(name)!r}")


def show(results: Sequence[Result]) -> None:
    for each in results:
        name = f"{each.vendor}{'*' if has_code(each.vendor) else ''}"
        said = f"{each.read_lines:3} of {each.lines:3} lines, {each.exact:3} exactly, {each.numbers:3} by their numbers"
        heading = f"heading lacks {', '.join(each.heading)}" if each.heading else "heading right"
        more = f" (beside it {', '.join(each.more)})" if each.more else ""
        why = f"; {each.problem.splitlines()[0][:150]}" if each.problem else ""
        yes = "yes" if each.is_read else "no "
        print(f"{yes} {name:13} {each.drafted[:22]:22} -> {each.read[:26]:26} {said}; {heading}{more}{why}", flush=True)


def read_own(files: Sequence[Path]) -> None:
    """Drafts from each file and reads it: whether every line of the fallback comes back with its numbers."""
    back = numbers = tables = 0
    started = time.process_time()
    for path in files:
        try:
            sample = sample_of(open_pdf(path.read_bytes()))
        except InvoiceplugError as error:
            print(f"-   {path.name[:60]:60} {error.code}")
            continue
        if not sample.wanted or not sample.wanted.lines:
            print(f"-   {path.name[:60]:60} no line items are suggested")
            continue
        tables += 1
        same, problem = _came_back(sample)
        numbers += same
        back += same and not problem
        print(f"{'yes' if same and not problem else 'no '} {path.name[:60]:60} {problem[:120]}", flush=True)
    print(
        f"\n{back} of {tables} papers with suggested lines are read back by their own draft, {numbers} with all lines; "
        f"{time.process_time() - started:.0f} s of CPU"
    )


def _came_back(sample: Sample) -> tuple[bool, str]:
    assert sample.wanted is not None  # others were left out
    read = read_by(drafted_template("drafted", draft_of([sample])), sample.document)
    if isinstance(read, str):
        return False, read.splitlines()[0]
    wanted = [{name: row[name].value for name in NUMBERS if name in row} for row in sample.wanted.lines]
    got = [{name: line[name] for name in NUMBERS if name in line} for line in read["lines"]]
    same = len(wanted) == len(got) and all(
        all(name in line and abs(float(line[name])) == abs(float(value)) for name, value in row.items())
        for row, line in zip(wanted, got, strict=True)
    )
    return same, "" if same else f"{len(got)} lines, or other numbers, instead of {len(wanted)}"


if __name__ == "__main__":
    main()

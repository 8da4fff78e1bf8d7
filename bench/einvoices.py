"""How many values of embedded e-invoices come out right, over a folder of NAME.pdf with NAME.truth.json.

    python bench/einvoices.py DIR

Prints a row a file (values that equal the truth, of all), and a last line with the count of files that are all right;
exit 1 when one is not. The truth is what the XML says, so a credit note's values are turned negative first.
"""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import facturx

from invoiceplug import InvoiceplugError, read_invoice
from invoiceplug.plugins import Plugins, load_plugins

TOTALS = {
    "lines_net": "line_total",
    "charges": "charges",
    "allowances": "allowances",
    "tax": "tax",
    "grand": "gross",
    "prepaid": "prepaid",
    "amount_due": "due",
}
LINE = {
    "quantity": ("qty_shipped", "quantity"),
    "price": ("unit_price", "unit_price"),
    "total": ("line_total", "line_total"),
    "article": ("vendor_sku", "sellerAssignedID"),
}
SIGNED = ("quantity", "total", "totals")  # of a credit note: prices stay positive
COLUMNS = ("lines", *LINE, "totals")

Score = dict[str, tuple[int, int]]  # column -> right, of all


def main() -> int:
    parser = argparse.ArgumentParser(description="Read the PDFs of a folder and compare them with their truth.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    files = sorted(parser.parse_args().folder.glob("*.truth.json"))
    plugins = load_plugins()
    print(f"{'':44}" + "".join(f"{name:>10}" for name in COLUMNS))
    right = 0
    for truth in files:
        right += _one(truth, plugins)
    print(f"{right} of {len(files)} files are all right")
    return 0 if files and right == len(files) else 1


def _one(truth: Path, plugins: Plugins) -> bool:
    """Prints the file's row; whether all of it is right."""
    name = truth.name.removesuffix(".truth.json")
    try:
        pdf = truth.with_name(f"{name}.pdf").read_bytes()
        reading = read_invoice(pdf, plugins=plugins)
    except InvoiceplugError as error:
        print(f"{name[:43]:44}{error}")
        return False
    if reading.origin != "embedded":
        print(f"{name[:43]:44}was read from the page")
        return False
    score = _score(json.loads(truth.read_text(encoding="utf-8")), reading.invoice)
    print(f"{name[:43]:44}" + "".join(f"{f'{score[column][0]}/{score[column][1]}':>10}" for column in COLUMNS))
    return all(got == of for got, of in score.values())


def _score(truth: dict[str, Any], invoice: dict[str, Any]) -> Score:
    sign = -1 if facturx.is_credit_note({"BT-3": truth["type"]}) else 1
    lines = [line for line in invoice["lines"] if line["kind"] != "note"]
    score: Score = {"lines": (len(lines), len(truth["lines"]))}
    for column, (ours, theirs) in LINE.items():
        pairs = [(line.get(ours), real[theirs]) for line, real in zip(lines, truth["lines"], strict=False)]
        score[column] = _count(pairs, sign if column in SIGNED else 1, len(truth["lines"]), text=column == "article")
    pairs = [(invoice["totals"].get(ours), truth["totals"][theirs]) for ours, theirs in TOTALS.items()]
    score["totals"] = _count(pairs, sign, len(pairs), text=False)
    return score


def _count(pairs: list[tuple[str | None, str | None]], sign: int, of: int, *, text: bool) -> tuple[int, int]:
    return sum(_equal(got, real, sign, text=text) for got, real in pairs), of


def _equal(got: str | None, real: str | None, sign: int, *, text: bool) -> bool:
    if got is None or real is None:
        return got is real
    return got == " ".join(real.split()) if text else Decimal(got) == sign * Decimal(real)


if __name__ == "__main__":
    sys.exit(main())

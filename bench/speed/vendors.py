"""Templates for the invoice of `paper`, ours and invoice2data's, and for as many other vendors as are wanted."""

from __future__ import annotations

from itertools import product
from pathlib import Path

OURS = """\
vendor: {{id: {id}, name: "{name}", tax_ids: [{tax_id}]}}
version: 1.0.0
match:
{match}
locale: {{decimal: ".", grouping: ",", dates: [YYYY-MM-DD], currency: GBP}}
fields:
  invoice_number: {{right_of: Invoice no.}}
  invoice_date: {{right_of: Invoice date}}
  purchase_order: {{right_of: Order no.}}
lines:
  columns:
    line_number: {{header: Pos}}
    vendor_sku: {{header: Article}}
    description: {{header: Description}}
    qty_shipped: {{header: Qty}}
    uom_raw: {{header: Unit}}
    unit_price: {{header: Price}}
    line_total: {{header: Amount}}
  needs: [qty_shipped, line_total]
  end: [Net total]
  page_end: [{{regex: '^Page \\d+ of \\d+$'}}]
  units: {{PCE: C62, BOX: XBX}}
taxes:
  - regex: '^VAT (?<rate>\\d+) % (?<amount>[\\d,.]+)$'
totals:
  lines_net: {{right_of: Net total}}
  tax: {{right_of: VAT 20 %}}
  grand: {{right_of: Total due GBP}}
"""
THEIRS = """\
issuer: "{name}"
keywords: ["{keyword}"]
options: {{currency: GBP, date_formats: ['%Y-%m-%d'], decimal_separator: '.'}}
fields:
  invoice_number: Invoice no\\.\\s+(\\S+)
  date: Invoice date\\s+(\\S+)
  order: Order no\\.\\s+(\\S+)
  amount_untaxed: Net total\\s+([\\d.,]+)
  amount_tax: VAT 20 %\\s+([\\d.,]+)
  amount: Total due GBP\\s+([\\d.,]+)
  lines:
    parser: lines
    start: Pos\\s+Article\\s+Description.*
    end: Net total
    line: '{line}'
    types: {{qty: float, price: float, total: float}}
"""
LINE = (  # with and without a reader that keeps the layout
    r"^\s*(?P<pos>\d+)\s+(?P<article>LM-\d+)\s+(?P<description>.+?)\s+"
    r"(?P<qty>\d+)\s+(?P<unit>PCE|BOX)\s+(?P<price>[\d.,]+)\s+(?P<total>[\d.,]+)\s*$"
)
MARKS = (  # as templates have them: a tax id alone, or with a heading; a name; a shape of numbers
    "  all: [{{tax_id: {tax_id}}}]",
    '  all: [{{tax_id: {tax_id}}}]\n  any: [Invoice, "{name}"]',
    '  all: ["{name}", Invoice no.]',
    "  all: [{{regex: '\\b{tax_id}\\b'}}, Invoice date]",
)
FIRST = ("Aber", "Birk", "Carn", "Dun", "Esk", "Fen", "Glen", "Holm",
         "Inver", "Kirk", "Lang", "Mer", "Nor", "Oak", "Pen")  # fmt: skip
SECOND = ("brook", "combe", "dale", "field", "ford", "gate", "ham", "hurst",
          "ley", "minster", "rigg", "side", "stow", "thorpe", "wick")  # fmt: skip


def write_one(folder: Path, seller: str, tax_id: str) -> None:
    """The one vendor that everybody has: `ours/` and `theirs/` in the folder."""
    for name, text in (("ours", _ours("lindqvist", seller, tax_id, 0)), ("theirs", _theirs(seller, tax_id))):
        (folder / name).mkdir()
        (folder / name / "vendor.yml").write_text(text, encoding="utf-8")


def write_many(folder: Path, count: int, seller: str, tax_id: str) -> None:
    """The same among so many vendors that every second word of their papers is the same."""
    for kind in ("ours", "theirs"):
        (folder / kind).mkdir(parents=True)
    for at, (first, second) in enumerate(list(product(FIRST, SECOND))[: count - 1]):
        name, number = f"{first}{second} Trading Ltd", f"GB{317000000 + at * 4177}"
        (folder / "ours" / f"v{at:03}.yml").write_text(_ours(f"v{at:03}", name, number, at), encoding="utf-8")
        (folder / "theirs" / f"v{at:03}.yml").write_text(_theirs(name, number), encoding="utf-8")
    (folder / "ours" / "vendor.yml").write_text(_ours("lindqvist", seller, tax_id, 0), encoding="utf-8")
    (folder / "theirs" / "vendor.yml").write_text(_theirs(seller, tax_id), encoding="utf-8")


def _ours(vendor: str, name: str, tax_id: str, kind: int) -> str:
    match = MARKS[kind % len(MARKS)].format(name=name, tax_id=tax_id)
    return OURS.format(id=vendor, name=name, tax_id=tax_id, match=match)


def _theirs(name: str, tax_id: str) -> str:
    return THEIRS.format(name=name, keyword=tax_id, line=LINE)

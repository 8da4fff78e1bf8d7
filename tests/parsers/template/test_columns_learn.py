"""What is learnt of a table's columns: a text line is laid anew only where that changes something for it."""

from __future__ import annotations

import random

import pytest
from tabled import TEMPLATE, Row, c, drawn, l, r

from invoiceplug.template import parse_template
from invoiceplug.template.lines.columns import Columns
from invoiceplug.template.lines.header import find_header
from invoiceplug.template.text import text_lines
from invoiceplug.toolkit.open import open_pdf

LINES = """\
  columns:
    qty_shipped: {header: Qty}
    description: {header: Goods}
    unit_price: {header: Each}
    line_total: {header: Sum}
  needs: [qty_shipped, line_total]
  end: [Total]
"""
SIDES = (l, r, c)
HEADS = ("Qty", "Goods", "Each", "Sum")
GOODS = ("Ink", "Bone folder", "Laid paper, ivory", "Nib 4", "12 pens")


def table(dice: random.Random) -> list[Row]:
    """A header, and rows whose cells share an edge near it, nearly; some stand off, and some are missing."""
    last = (l, 384) if dice.random() < 0.5 else (r, 480)  # near to the prices, or far
    places = [(dice.choice(SIDES), 80), (l, 150), (r, 380), last]
    header = [side(x, text) for (side, x), text in zip(places, HEADS, strict=True)]
    places = [(side, x + dice.choice((0, 1, 2, 3, -2))) for side, x in places]
    rows = [header]
    for _ in range(dice.randint(3, 9)):
        quantity, price, total = dice.randint(1, 400), dice.uniform(0, 90), dice.uniform(0, 9000)
        texts = (str(quantity), dice.choice(GOODS), f"{price:.2f}", f"{total:,.2f}")
        off = [dice.choice((0, 0, 0, 0, 2, 4, -3)) for _ in texts]
        cells = [side(x + by, text) for (side, x), by, text in zip(places, off, texts, strict=True)]
        rows.append([cell for cell in cells if dice.random() > 0.3])
    return rows


@pytest.mark.parametrize("seed", [*range(12), 245, 568])  # under the last two, a line changes while they are learnt
def test_a_line_that_was_kept_comes_to_what_it_would_come_to_now(seed: int) -> None:
    [lines] = text_lines(open_pdf(drawn(table(random.Random(seed)))))
    template = parse_template(TEMPLATE + LINES, "learn.yaml")
    header = find_header(lines, 0, template.lines.layouts)
    assert header is not None
    columns = Columns(header.spans, lines[1:], template.locale)
    kept = [columns.row(line) for line in lines[1:]]
    assert kept == [columns.row(line) for line in lines[1:]]

"""Layouts nobody has described, drawn at random: nearly all lines are read exactly, and no proof is ever wrong."""

from __future__ import annotations

from collections import Counter

import pytest
from drawn_invoices.invoice import Drawn, Numbers, draw

from invoiceplug.fallback import SuggestedLine, Suggestion, suggest
from invoiceplug.toolkit.open import open_pdf

SEEDS = range(2000, 2060)
DEMANDED = 0.95


@pytest.fixture(scope="module")
def readings() -> list[tuple[Drawn, Suggestion | None]]:
    return [(drawn, suggest(open_pdf(drawn.pdf))) for drawn in map(draw, SEEDS)]


def test_nearly_all_lines_are_read_exactly(readings: list[tuple[Drawn, Suggestion | None]]) -> None:
    exact = sum(
        sum((Counter(map(_numbers, found.lines)) & Counter(drawn.numbers)).values())
        for drawn, found in readings
        if found
    )
    assert exact >= DEMANDED * sum(len(drawn.numbers) for drawn, _ in readings)


def test_no_proved_line_is_wrong_and_most_lines_are_proved(readings: list[tuple[Drawn, Suggestion | None]]) -> None:
    proved = [(line, drawn) for drawn, found in readings if found for line in found.lines if line.proof]
    assert [(drawn.layout, _numbers(line)) for line, drawn in proved if _numbers(line) not in drawn.numbers] == []
    assert len(proved) >= 0.7 * sum(len(drawn.numbers) for drawn, _ in readings)


def test_a_proved_net_total_is_that_of_the_bill(readings: list[tuple[Drawn, Suggestion | None]]) -> None:
    for drawn, found in readings:
        if found and "/totals/lines_net" in found.proofs:
            assert found.totals["lines_net"].value == drawn.bill.net


def test_the_same_document_gives_the_same_suggestion() -> None:
    document = open_pdf(draw(2001).pdf)
    assert suggest(document) == suggest(document)


def _numbers(line: SuggestedLine) -> Numbers:
    fields = (line.line.qty_shipped, line.line.unit_price, line.line.line_total)
    quantity, price, total = (field.value if field else None for field in fields)
    return quantity, price, total

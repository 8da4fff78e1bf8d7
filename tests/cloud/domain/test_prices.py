"""The preview warns when a stock unit costs something else than last time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made import an_item
from readings import a_line, an_invoice, to

from invoiceplug_cloud.domain.apply import plan_apply
from invoiceplug_cloud.domain.prices import price_findings
from invoiceplug_cloud.domain.records import Mapping
from invoiceplug_cloud.domain.review import review_document


def warned(last: str | None, price: str, **line) -> list[str]:
    decisions = {"reading_sha256": "ab" * 32, "corrections": {}, "confirmed": [], "overrides": []}
    review = review_document("0b8cf9d0-6f3c-4c58-8b7c-8f6ad0c1e6f5", 0, decisions | {"lines": {"1": to("WINE", "1")}})
    known = Mapping("nordkontor", "4711", "CS", "WINE", Decimal(1), "shipped", 1, Decimal(last) if last else None)
    plan = plan_apply(
        review=review,
        invoice=an_invoice(a_line("10", price, **line)),
        findings=[],
        items={"WINE": an_item("WINE", "0")},
        mappings={("4711", "CS"): [known]},
    )
    found = price_findings(plan)
    assert all((each["code"], each["severity"], each["line_ids"]) == ("PRICE_JUMP", "warning", ["1"]) for each in found)
    return [each["message"] for each in found]


@pytest.mark.parametrize("price", ["1.00", "1.25", "0.75"])
def test_a_price_near_the_last_one_is_no_news(price):
    assert warned("1.00", price) == []


def test_a_price_far_from_the_last_one_is():
    assert warned("1.00", "1.40") == ["Line 1: a stock unit costs 1.4, last time 1."]


@pytest.mark.parametrize("price", ["6.00", "6.10", "0.25"])
def test_a_ratio_near_a_whole_number_smells_of_another_pack(price):
    assert warned("1.00", price)[0].endswith("Has the pack size changed?")


def test_nothing_is_said_without_a_last_cost_or_for_free_goods():
    assert warned(None, "6.00") == []
    assert warned("1.00", "0.00") == []

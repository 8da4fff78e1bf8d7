"""Reviews as documents: what they hold, how they are named, and what is proposed before anybody decided."""

from __future__ import annotations

from decimal import Decimal

import pytest
from readings import a_line, an_invoice, to

from invoiceplug.canonical import hash_without
from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Mapping
from invoiceplug_cloud.domain.review import articles_of, check_lines, decisions_of, proposal, review_document

JOB = "0b8cf9d0-6f3c-4c58-8b7c-8f6ad0c1e6f5"
EMPTY = {"reading_sha256": "ab" * 32, "corrections": {}, "lines": {}, "confirmed": [], "overrides": []}


def a_mapping(item: str, factor: str = "12.0") -> Mapping:
    return Mapping("nordkontor", "4711", "CS", item, Decimal(factor), "billed", 4)


def test_a_review_is_named_by_its_hash_and_counts_from_its_base():
    review = review_document(JOB, 2, EMPTY | {"vendor_id": "nordkontor"})
    assert (review["version"], review["base_version"]) == (3, 2)
    assert review["review_sha256"] == hash_without(review, "review_sha256")
    assert decisions_of(review) == EMPTY | {"vendor_id": "nordkontor"}


@pytest.mark.parametrize(
    "change",
    [
        {"lines": {"0": {}}},
        {"lines": {"1": {"exclude": True, "reason": "    "}}},
        {"overrides": [{"code": "TAX", "line_ids": [], "reason": " ok "}]},
        {"corrections": {"/total": 1.5}},
        {"confirmed": ["x"]},
        {"x": 1},
    ],
)
def test_a_review_that_breaks_the_schema_is_refused(change):
    with pytest.raises(InvoiceplugError) as refused:
        review_document(JOB, 0, EMPTY | change)
    assert refused.value.code == "REQUEST_INVALID"


def test_exactly_one_candidate_is_proposed():
    invoice = an_invoice(a_line(), a_line(), a_line(), {"kind": "note", "description": "…"})
    candidates = {"1": [a_mapping("WINE")], "2": [a_mapping("WINE"), a_mapping("BEER")], "4": [a_mapping("WINE")]}
    proposed = proposal("ab" * 32, invoice, candidates)
    assert proposed == EMPTY | {"lines": {"1": {"item": "WINE", "factor": "12.0", "quantity_source": "billed"}}}
    assert review_document(JOB, 0, proposed)["version"] == 1


def test_decisions_about_lines_that_are_not_there_are_refused():
    invoice = an_invoice(a_line())
    check_lines({"lines": {"1": to("WINE")}}, invoice)
    with pytest.raises(InvoiceplugError) as refused:
        check_lines({"lines": {"1": {}, "10": {}, "2": {}}}, invoice)
    assert refused.value.facts["line_ids"] == ["2", "10"]


def test_mappings_are_asked_for_once_an_article():
    invoice = an_invoice(a_line(), a_line(), a_line(uom="EA"), a_line(sku=None), {"kind": "charge", "vendor_sku": "F"})
    assert articles_of(invoice) == [("4711", "CS"), ("4711", "EA")]

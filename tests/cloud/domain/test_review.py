"""Reviews as documents: what they hold, how they are named, and what is proposed before anybody decided."""

from __future__ import annotations

from decimal import Decimal

import pytest
from readings import a_finding, a_line, an_invoice, to

from invoiceplug.canonical import hash_without
from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Mapping
from invoiceplug_cloud.domain.review import (
    articles_of,
    check_decisions,
    decisions_of,
    open_findings,
    proposal,
    review_document,
)

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
    check_decisions(EMPTY | {"lines": {"1": to("WINE")}}, invoice)
    with pytest.raises(InvoiceplugError) as refused:
        check_decisions(EMPTY | {"lines": {"1": {}, "10": {}, "2": {}}}, invoice)
    assert refused.value.facts["line_ids"] == ["2", "10"]


@pytest.mark.parametrize("reason", ["...", "\u200b\u200b\u200bok", "x\u00adx", "?!?!"])
def test_a_reason_that_nobody_can_read_is_none(reason):
    line = {"lines": {"1": {"exclude": True, "reason": reason}}}
    override = {"overrides": [{"code": "TAX", "line_ids": [], "reason": reason}]}
    for decided, path in ((line, "/lines/1/reason"), (override, "/overrides/0/reason")):
        review = review_document(JOB, 0, EMPTY | decided)
        with pytest.raises(InvoiceplugError) as refused:
            check_decisions(review, an_invoice(a_line()))
        assert (refused.value.code, refused.value.facts) == ("REQUEST_INVALID", {"path": path})


def test_a_reason_in_any_script_is_one():
    check_decisions(EMPTY | {"lines": {"1": {"exclude": True, "reason": "見本品"}}}, an_invoice(a_line()))


def test_mappings_are_asked_for_once_an_article():
    invoice = an_invoice(a_line(), a_line(), a_line(uom="EA"), a_line(sku=None), {"kind": "charge", "vendor_sku": "F"})
    assert articles_of(invoice) == [("4711", "CS"), ("4711", "EA")]


def test_a_vendor_that_nobody_recognised_is_settled_by_choosing_one_and_looking_at_every_line():
    invoice = an_invoice(a_line(), {"kind": "note", "description": "Thanks"}, vendor=None)
    finding = a_finding("NO_VENDOR_MATCH", "error")
    every = ["/lines/0", "/lines/1"]

    def is_open(**decided) -> bool:
        return open_findings(EMPTY | decided, invoice, [finding]) == [finding]

    assert is_open(overrides=[{"code": "NO_VENDOR_MATCH", "line_ids": [], "reason": "I know them."}])
    assert is_open(vendor_id="nordkontor")
    assert is_open(confirmed=every)
    assert is_open(vendor_id="nordkontor", confirmed=["/lines/0"])
    assert not is_open(vendor_id="nordkontor", confirmed=every)


def test_a_line_read_from_hidden_text_stays_open_until_somebody_answers_for_that_line():
    invoice, hidden = an_invoice(a_line(), a_line()), a_finding("HIDDEN_TEXT", "error", "2")

    def is_open(*line_ids: str, code: str = "HIDDEN_TEXT") -> bool:
        override = {"code": code, "line_ids": list(line_ids), "reason": "Counted: it is ten."}
        return open_findings(EMPTY | {"overrides": [override]}, invoice, [hidden]) == [hidden]

    assert is_open("1")
    assert is_open("2", code="LINE_EXTENSION")
    assert not is_open("2")

"""Exactly one vendor claims a document, or the error says who nearly did and who failed."""

from __future__ import annotations

from typing import Any

import pytest
from acme import Acme, Raising, bill, plugins_of
from pdfs import drawn

from invoiceplug import Document, InvoiceplugError, Vendor, read_invoice
from invoiceplug.identify import identify
from invoiceplug.toolkit.open import open_pdf


@pytest.fixture(scope="module")
def document() -> Document:
    return open_pdf(bill())


def refusal(document: Document, *extractors: Any, vendor: str | None = None) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as refused:
        identify(document, plugins_of(*extractors).extractors, vendor=vendor)
    return refused.value


def test_the_one_that_matches_says_why(document: Document) -> None:
    found = identify(document, plugins_of(Acme()).extractors)
    assert found.installed.plugin == "acme-plugin"
    assert found.match.reasons == ("text 'ACME Fasteners Inc'", "text 'Invoice no:'")


def test_several_claimants_are_all_named_with_their_reasons(document: Document) -> None:
    error = refusal(document, Acme(Vendor("b", "B")), Acme(Vendor("a", "A")))
    assert error.code == "AMBIGUOUS_VENDOR"
    assert [each["vendor"] for each in error.facts["claimants"]] == ["a", "b"]
    assert error.facts["claimants"][0]["reasons"] == ["text 'ACME Fasteners Inc'", "text 'Invoice no:'"]


def test_nobody_names_the_nearest_and_what_was_missing() -> None:
    stranger = open_pdf(drawn([(50, 50, "Invoice no: 7 by somebody")]))
    error = refusal(stranger, Acme())
    assert error.code == "NO_VENDOR_MATCH"
    assert error.facts == {
        "asked": 1,
        "nearest": "acme",
        "found": 1,
        "missing": ["ACME Fasteners Inc"],
        "near": [{"vendor": "acme", "found": 1, "there": ["Invoice no:"], "missing": ["ACME Fasteners Inc"]}],
    }
    assert error.detail == ("Nearest is acme: 1 of its marks is there (Invoice no:), missing: ACME Fasteners Inc.")


def test_everybody_who_was_near_is_in_the_facts_nearest_first() -> None:
    stranger = open_pdf(drawn([(50, 50, "Invoice no: 7 by somebody")]))
    error = refusal(stranger, Acme(Vendor("b", "B")), Acme(Vendor("a", "A")))
    assert [each["vendor"] for each in error.facts["near"]] == ["a", "b"]


def test_nobody_near_names_nobody() -> None:
    stranger = open_pdf(drawn([(50, 50, "hello")]))
    assert refusal(stranger, Acme()).facts == {"asked": 1}
    assert refusal(stranger).detail == "No vendor plugin is installed."
    assert refusal(stranger, Acme()).detail == "The one vendor there is does not know this invoice."
    two = (Acme(), Acme(Vendor("b", "B")))
    assert refusal(stranger, *two).detail == "None of 2 vendors knows this invoice."


def test_a_forced_vendor_is_asked_for_by_id_or_alias(document: Document) -> None:
    both = (Acme(Vendor("b", "B", aliases=("old-b",))), Acme())
    for name in ("b", "old-b"):
        found = identify(document, plugins_of(*both).extractors, vendor=name)
        assert found.installed.vendor.id == "b"
        assert found.match.reasons[0] == "vendor b was chosen"
    error = refusal(document, *both, vendor="c")
    assert (error.code, error.facts) == ("NO_VENDOR_MATCH", {"vendor": "c", "known": ["acme", "b"]})


def test_one_that_raises_is_named_when_nobody_matches(document: Document) -> None:
    error = refusal(document, Raising())
    assert error.code == "PLUGIN_ERROR"
    assert error.facts["plugin"] == "raising-plugin"
    assert error.facts["place"].startswith("acme.py:")
    assert error.facts["place"].endswith(" in identify")
    assert "no such column" in error.detail


def test_one_that_raises_is_a_finding_when_another_matches() -> None:
    reading = read_invoice(bill(), plugins=plugins_of(Raising(), Acme()))
    assert reading.invoice["vendor"]["id"] == "acme"
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("PLUGIN_ERROR", "warning")
    assert "raising-plugin" in finding.message


def test_an_answer_that_is_no_answer_is_the_plugins_error(document: Document) -> None:
    class Truthy(Acme):
        def identify(self, document: Document) -> Any:
            return True

    assert "must return Match, Miss or None" in refusal(document, Truthy()).detail

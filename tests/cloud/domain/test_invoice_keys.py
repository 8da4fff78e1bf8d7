"""Who holds a business key after applies, overrides and reversals in any order."""

from __future__ import annotations

from made import LATER, NOON, SHA

from invoiceplug_cloud.domain.invoice_keys import after_apply, after_reversal, duplicate_facts, is_duplicate
from invoiceplug_cloud.domain.records import InvoiceKey


def a_key(job_id, status="applied", **members):
    return InvoiceKey(job_id, status, NOON, SHA, **members)


def applied(*job_ids):
    """The key after these jobs applied the invoice, each overriding the one before."""
    key = None
    for job_id in job_ids:
        key = after_apply(key, a_key(job_id, grand_total="10.00"))
    return key


def test_only_another_jobs_apply_that_still_counts_makes_a_duplicate():
    assert is_duplicate(a_key("A"), "B")
    assert not is_duplicate(a_key("A"), "A")
    assert not is_duplicate(a_key("A", "reversed"), "B")


def test_a_key_that_is_free_or_reversed_is_simply_taken():
    assert applied("A") == a_key("A", grand_total="10.00")
    assert after_apply(a_key("A", "reversed"), a_key("B")) == a_key("B")


def test_who_was_overridden_is_remembered_in_order():
    key = applied("A", "B", "C")
    assert (key.job_id, [each["job_id"] for each in key.also]) == ("C", ["A", "B"])
    assert key.also[0] == {
        "job_id": "A", "status": "applied", "applied_at": NOON, "review_sha256": SHA, "grand_total": "10.00",
    }  # fmt: skip


def test_the_reversal_of_the_holder_gives_the_key_back_to_the_one_it_overrode():
    key = after_reversal(applied("A", "B", "C"), "C")
    assert key == applied("A", "B")
    assert after_reversal(key, "B") == applied("A")


def test_the_reversal_of_the_last_one_frees_the_key():
    freed = after_reversal(applied("A"), "A")
    assert (freed.job_id, freed.status, freed.also) == ("A", "reversed", ())
    assert after_reversal(freed, "A") is None


def test_who_was_overridden_and_is_reversed_is_forgotten_and_the_holder_stays():
    key = after_reversal(applied("A", "B", "C"), "A")
    assert (key.job_id, [each["job_id"] for each in key.also]) == ("C", ["B"])


def test_a_job_that_the_key_does_not_know_changes_nothing():
    assert after_reversal(applied("A", "B"), "Z") is None
    assert after_reversal(None, "A") is None


def test_a_duplicate_is_named_with_what_is_known_of_it():
    key = InvoiceKey("A", "applied", LATER, SHA, invoice_date="2026-03-01")
    assert duplicate_facts(key) == {"job_id": "A", "invoice_date": "2026-03-01", "applied_at": LATER}

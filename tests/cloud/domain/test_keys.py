"""Keys stay where they belong, whatever text they are made of, and two things never share one."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from invoiceplug_cloud.domain import keys

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["..", ".", "/", "\\", "../../x", "%2e%2e", "a#b", "a/b", "T#other", "", "\x00", "\ud800", "é", "é"]
    ),
)
OBJECTS = {
    "raw/default/": keys.source,
    "readings/default/": lambda text: keys.reading(text, 1),
    "reviews/default/": lambda text: keys.review(text, 1, text),
    "plans/default/": lambda text: keys.plan(text, text),
    "errors/default/": lambda text: keys.error(text, 1),
}
ROWS = [
    keys.job_partition,
    keys.file_partition,
    keys.status_partition,
    keys.vendor_partition,
    keys.item_partition,
    keys.mapping_partition,
]


@pytest.mark.parametrize("prefix", OBJECTS)
@given(text=HOSTILE)
def test_no_object_key_leaves_its_prefix(prefix, text):
    key = OBJECTS[prefix](text)
    assert key.startswith(prefix)
    assert posixpath.normpath(key).startswith(prefix)
    assert key.count("/") == OBJECTS[prefix]("x").count("/")
    assert key.isascii()
    assert key.isprintable()


@given(one=HOSTILE, other=HOSTILE)
def test_two_texts_never_share_a_key(one, other):
    for make in [*OBJECTS.values(), *ROWS]:
        assert (make(one) == make(other)) == (one == other)


@given(texts=st.tuples(HOSTILE, HOSTILE, HOSTILE))
def test_a_row_key_starts_with_its_tenant_and_keeps_its_parts_apart(texts):
    assert keys.invoice_partition(*texts).startswith("T#default#invoice#")
    assert keys.invoice_partition(*texts).count("#") == 5
    assert keys.mapping(*texts).count("#") == 2
    assert keys.mapping(*texts).startswith(keys.mapping_prefix(texts[0], texts[1]))
    assert keys.movement(7, texts[0]).count("#") == 2


@given(sku=st.text(max_size=64), uom=st.text(max_size=64))
@example(sku="\ufdfa" * 64, uom="\U0001f377" * 64)
def test_a_mapping_and_a_business_key_fit_into_the_keys_of_a_table(sku, uom):
    assert len(keys.mapping(sku, uom, "x" * 64)) <= 1024
    assert len(keys.invoice_partition(uom, "credit_note", sku)) <= 2048


def test_long_texts_that_begin_alike_have_keys_of_their_own():
    assert keys.mapping("é" * 200 + "1", "CS", "X") != keys.mapping("é" * 200 + "2", "CS", "X")


@given(one=st.integers(0, 10**12 - 1), other=st.integers(0, 10**12 - 1))
def test_movements_sort_by_their_sequence(one, other):
    if one != other:
        assert (keys.movement(one, "z") < keys.movement(other, "a")) == (one < other)


@pytest.mark.parametrize(
    "same", ["RE-0815", "re-0815", " RE-0815", "RE - 0815", "ＲＥ-０８１５", "00RE-0815", "RE-\u00a00815"]
)
def test_an_invoice_number_is_the_same_however_it_is_spelt(same):
    assert keys.invoice_partition("v", "invoice", same) == keys.invoice_partition("v", "invoice", "RE-0815")


@pytest.mark.parametrize("other", ["RE-815", "RE-08150", "RE0815", "0", ""])
def test_other_numbers_are_other_invoices(other):
    assert keys.invoice_partition("v", "invoice", other) != keys.invoice_partition("v", "invoice", "RE-0815")


def test_articles_are_compared_without_case_and_doubled_spaces():
    assert keys.mapping("ab  1", "cs", "X") == keys.mapping("AB 1", "CS", "X")
    assert keys.mapping("A B1", "CS", "X") != keys.mapping("AB 1", "CS", "X")

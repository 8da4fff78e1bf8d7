"""The port Objects, in every world."""

from __future__ import annotations

import hashlib

import pytest
from made import new_id

from invoiceplug.errors import InvoiceplugError

BODY = b'{"a":1}'


@pytest.fixture
def key() -> str:
    return f"readings/default/{new_id()}/1/reading.json"


def test_a_stored_object_is_read_back_by_its_version(world, key):
    stored = world.objects.put_once(key, BODY)
    assert (stored.key, stored.size, stored.sha256) == (key, len(BODY), hashlib.sha256(BODY).hexdigest())
    assert world.objects.head(key) == stored
    assert world.objects.get(key, stored.version_id) == BODY


def test_writing_the_same_again_answers_the_stored_version(world, key):
    stored = world.objects.put_once(key, BODY)
    assert world.objects.put_once(key, BODY) == stored


def test_writing_something_else_is_refused_and_changes_nothing(world, key):
    stored = world.objects.put_once(key, BODY)
    with pytest.raises(InvoiceplugError) as refused:
        world.objects.put_once(key, b'{"a":2}')
    assert refused.value.code == "ILLEGAL_MOVE"
    assert world.objects.head(key) == stored
    assert world.objects.get(key, stored.version_id) == BODY


def test_an_object_that_was_never_written_is_none(world, key):
    assert world.objects.head(key) is None


@pytest.mark.parametrize("version", ["null", "0123456789abcdef"])
def test_a_version_that_is_gone_is_a_source_that_expired(world, key, version):
    with pytest.raises(InvoiceplugError) as refused:
        world.objects.get(key, version)
    assert refused.value.code == "SOURCE_EXPIRED"


def test_an_empty_object_is_an_object(world, key):
    stored = world.objects.put_once(key, b"")
    assert world.objects.head(key) == stored
    assert world.objects.get(key, stored.version_id) == b""


def test_what_is_kept_is_kept_and_still_the_same_object(world, key):
    stored = world.objects.put_once(key, BODY)
    world.objects.keep(key, stored.version_id)
    world.objects.keep(key, stored.version_id)
    assert (world.objects.head(key), world.objects.put_once(key, BODY)) == (stored, stored)


def test_what_is_gone_cannot_be_kept(world, key):
    with pytest.raises(InvoiceplugError) as refused:
        world.objects.keep(key, "0123456789abcdef")
    assert refused.value.code == "SOURCE_EXPIRED"

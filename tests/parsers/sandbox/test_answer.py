"""What the supervisor believes of an answer: whoever writes it may want to deceive it, or to bring it down."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from acme import Acme, bill, plugins_of

from invoiceplug import InvoiceplugError, read_invoice
from invoiceplug.canonical import hash_without
from invoiceplug.sandbox.answer import believed, error_bytes, reading_bytes

DATA = bill()
READING = read_invoice(DATA, plugins=plugins_of(Acme())).to_json()


def doubted(output: bytes) -> str:
    with pytest.raises(InvoiceplugError) as refused:
        believed(output, DATA)
    assert (refused.value.code, refused.value.facts) == ("PARSER_CRASHED", {})
    return refused.value.detail


def sealed(change: Any) -> bytes:
    """The answer with a changed reading, whose hash is right."""
    reading = deepcopy(READING)
    change(reading)
    return reading_bytes(reading | {"reading_sha256": hash_without(reading, "reading_sha256")})


def error(code: str = "NO_PAGES", detail: str = "x", **facts: Any) -> bytes:
    return json.dumps({"error": {"code": code, "detail": detail, "facts": facts}}).encode()


def test_an_honest_answer_is_believed() -> None:
    assert believed(reading_bytes(READING), DATA) == READING


@pytest.mark.parametrize(
    "output",
    [b"", b"null", b"[]", b"{}", b"\xff", b'{"reading": 1}', b"[" * 100_000, b'{"reading": NaN}', b'{"error": NaN}',
     b'{"reading": ' + b"9" * 5000 + b"}"],
)  # fmt: skip
def test_what_is_no_answer_is_not(output: bytes) -> None:
    assert doubted(output)


def test_the_reading_of_another_file_is_not() -> None:
    assert "another file" in doubted(sealed(lambda reading: reading["document"].update(sha256="0" * 64)))
    assert "another file" in doubted(sealed(lambda reading: reading["document"].update(bytes=7)))


def test_a_reading_that_was_changed_is_not() -> None:
    assert "its own hash" in doubted(reading_bytes(READING | {"reading_sha256": "0" * 64}))
    assert "schema" in doubted(sealed(lambda reading: reading["invoice"].update(lines=[{}])))
    assert doubted(json.dumps({"reading": READING}).encode().replace(b"Hex bolt", rb"\ud800"))


@pytest.mark.parametrize(
    "output",
    [
        error("OF_MY_OWN"),
        b'{"error": {"code": "NO_PAGES", "detail": 1, "facts": {}}}',
        b'{"error": {"code": ["NO_PAGES"], "detail": "", "facts": {}}}',
        error(detail="x" * 70_000),
        error(detail="\ud800"),
        error(pages=10**40),
        error(pages=[[[[[[[]]]]]]]),
        b'{"error": {"code": "NO_PAGES", "detail": "x", "facts": {"code": 1}}}',
    ],
)
def test_an_error_that_nobody_could_keep_is_not(output: bytes) -> None:
    assert doubted(output)


def test_an_honest_error_comes_across_whole() -> None:
    with pytest.raises(InvoiceplugError) as refused:
        believed(error_bytes(InvoiceplugError("NO_PAGES", "No page.", pages=[1, 2], near={"a": None})), DATA)
    assert refused.value.facts == {"pages": [1, 2], "near": {"a": None}}


def test_an_error_that_quotes_the_document_is_cut() -> None:
    quoting = InvoiceplugError("PLUGIN_ERROR", "\ud800" + "x" * 10_000, text="y" * 10_000, half="\ud800", page=1)
    with pytest.raises(InvoiceplugError) as refused:
        believed(error_bytes(quoting), DATA)
    assert refused.value.code == "PLUGIN_ERROR"
    assert refused.value.detail == "?" + "x" * 3999
    assert refused.value.facts == {"half": "?", "page": 1}


def test_a_million_mistakes_are_not_all_looked_at() -> None:
    """Each would be an object of a kilobyte in the memory of who looks."""
    wrong = "{}," * 10**6 + "{}"
    text = json.dumps({"reading": READING | {"unread": [1]}}).replace('"unread": [1]', f'"unread": [{wrong}]')
    assert "schema" in doubted(text.encode())

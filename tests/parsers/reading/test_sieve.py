"""The quick look and jsonschema agree: on every sample's reading, and on each of them with something made wrong."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from invoiceplug.errors import InvoiceplugError
from invoiceplug.pipeline import read_invoice
from invoiceplug.plugins import load_plugins
from invoiceplug.sieve import sieve
from invoiceplug.validate import MADE_HERE, inlined_schema, validate_invoice

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ODD = (
    None,
    True,
    0,
    -1,
    1.5,
    10**20,
    "",
    " ",
    "x",
    "-0",
    "-0.00",
    "01",
    "1.50\n",
    "\x1cx",
    "x\u2028",
    "\ufeffx",
    [],
    {},
    [1],
)
DATES = ("2026-02-30", "0000-01-01", "20260101", "2026-W01-1", "2026-01-01\n", "２０26-01-01", "9999-12-31")
MUTATIONS = 25  # of each reading


@pytest.fixture(scope="module")
def readings() -> list[dict[str, Any]]:
    plugins = load_plugins()
    found = []
    for folder in sorted(FIXTURES.iterdir()):
        for file in sorted(folder.glob("*.expected.json"))[:1]:
            try:
                pdf = file.with_name(file.name.removesuffix(".expected.json") + ".pdf").read_bytes()
                found.append(read_invoice(pdf, plugins=plugins).to_json())
            except (InvoiceplugError, FileNotFoundError):
                continue
    return found


def test_it_is_sure_of_every_sample(readings: list[dict[str, Any]]) -> None:
    assert len(readings) > 12
    assert all(map(sieve(inlined_schema("reading.v1")), readings))
    assert all(sieve(inlined_schema("invoice.v1"))(reading["invoice"]) for reading in readings)


@pytest.mark.parametrize(("name", "unchecked"), [("invoice.v1", ()), ("reading.v1", ()), ("reading.v1", MADE_HERE)])
def test_both_say_the_same_of_what_was_changed(
    readings: list[dict[str, Any]], name: str, unchecked: tuple[str, ...]
) -> None:
    schema = inlined_schema(name, unchecked)
    sure = sieve(schema)
    reference = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    chance = random.Random(8)
    verdicts = set()
    for reading in readings:
        for changed in mutations(small(reading["invoice"] if name == "invoice.v1" else reading), chance):
            verdicts.add(sure(changed))
            assert sure(changed) == reference.is_valid(changed), changed
    assert verdicts == {True, False}


@pytest.mark.parametrize(
    "schema",
    [
        {"oneOf": [True, False]},
        {"type": ["string", "null"]},
        {"format": "time"},
        {"not": {"type": "string"}},
        {"enum": [1, "a"]},
        {"if": {"type": "string"}, "then": False},
        {"patternProperties": {"a": False}},
        {"properties": {"a": {"uniqueItems": True}}},
    ],
)
def test_it_is_never_sure_under_a_keyword_that_it_does_not_know(schema: dict[str, Any]) -> None:
    assert not sieve(schema)({"a": [1, 1]})


def test_the_reason_of_a_refusal_is_jsonschemas(readings: list[dict[str, Any]]) -> None:
    invoice = copy.deepcopy(readings[0]["invoice"])
    invoice["lines"][0]["line_total"] = 12.5
    with pytest.raises(InvoiceplugError) as refused:
        validate_invoice(invoice)
    assert refused.value.facts == {"pointer": "/lines/0/line_total", "rule": "type"}


def small(data: dict[str, Any]) -> dict[str, Any]:
    """The data with two lines and few places: what can be wrong with one can be wrong with all."""
    invoice = data.get("invoice", data)
    few = {"lines": invoice["lines"][:2]}
    if invoice is data:
        return {**data, **few}
    return {**data, "invoice": {**invoice, **few}, "sources": dict(list(data["sources"].items())[:9])}


def mutations(data: dict[str, Any], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Copies of the data, each with one value replaced, left out, added or doubled somewhere in it."""
    written = json.dumps(data)
    for _ in range(MUTATIONS):
        changed = json.loads(written)
        node, key = chance.choice(list(places(changed)))
        how = chance.randrange(4)
        if how == 0:
            del node[key]
        elif how == 1 and isinstance(node, dict):
            node[chance.choice(["extra", "unheard_of", "kind", "Ä"])] = chance.choice(ODD)
        elif how == 2 and isinstance(node, list):
            node += node * chance.choice([1, 60])
        else:
            node[key] = chance.choice((*ODD, *DATES))
        yield changed


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every member and item, by what holds it and its name or index."""
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield node, key
        yield from places(node[key])

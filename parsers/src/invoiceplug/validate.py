"""Is it invoice.v1, is it reading.v1? JSON Schema 2020-12 against the packaged schemas, never the network.

Nearly all data is valid, and a quick look is sure of that; where it is not, jsonschema says what is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.sieve import Look, sieve

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

_SCHEMAS = Path(__file__).with_name("schema")

MOST_ERRORS = 1_000  # that are looked at: each takes memory, and data can be wrong in a million places
MOST_QUOTED = 80  # characters of a wrong value in a message
MADE_HERE = ("invoice", "sources")  # of a reading: validated by itself, and written by `invoice_to_json`


def validate_invoice(data: dict[str, Any]) -> None:
    """Does nothing for a valid invoice.v1; SCHEMA_INVALID names the place and the rule."""
    _validate(data, "invoice.v1")


def validate_reading(data: dict[str, Any], *, invoice_is_valid: bool = False) -> None:
    """Does nothing for a valid reading.v1; SCHEMA_INVALID names the place and the rule.

    `invoice_is_valid` spares the second look at an invoice that `validate_invoice` passed and at its places, which
    are most of a reading and of the time this takes.
    """
    _validate(data, "reading.v1", MADE_HERE if invoice_is_valid else ())


@cache
def schema(name: str) -> dict[str, Any]:
    """The packaged schema: "invoice.v1", "reading.v1" or "template.v1"."""
    data: dict[str, Any] = json.loads((_SCHEMAS / f"{name}.json").read_bytes())
    return data


@cache
def inlined_schema(name: str, unchecked: tuple[str, ...] = ()) -> dict[str, Any]:
    """The schema without references; of the `unchecked` members anything is valid."""
    whole = schema(name)
    own = {**whole, "properties": whole["properties"] | dict.fromkeys(unchecked, True)}
    inlined: dict[str, Any] = _inlined(own, own)
    return inlined


@cache
def most_characters() -> dict[str, int]:
    """How long the texts of invoice.v1 may be, by the names of their members: `{"vendor_sku": 64, ...}`."""
    return dict(_lengths(inlined_schema("invoice.v1", ())))


@cache
def _surely_valid(name: str, unchecked: tuple[str, ...]) -> Look:
    return sieve(inlined_schema(name, unchecked))


@cache
def _validator(name: str, unchecked: tuple[str, ...]) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(inlined_schema(name, unchecked), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _lengths(node: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for name, member in node.get("properties", {}).items():
        each = member.get("items", member)
        if "maxLength" in each:
            yield name, each["maxLength"]
        yield from _lengths(each)


def _inlined(node: Any, root: dict[str, Any]) -> Any:
    """The schema with what its references name in their place: nothing to fetch, and two fifths faster to check.

    None of ours refers to itself; members beside a reference are descriptions.
    """
    if isinstance(node, list):
        return [_inlined(each, root) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        urn, _, path = node["$ref"].partition("#/$defs/")
        home = schema(urn.rpartition(":")[2]) if urn else root
        return _inlined(home["$defs"][path] if path else home, home)
    return {key: _inlined(each, root) for key, each in node.items() if key != "$defs"}


def _validate(data: dict[str, Any], name: str, unchecked: tuple[str, ...] = ()) -> None:
    if _surely_valid(name, unchecked)(data):
        return
    found = islice(_validator(name, unchecked).iter_errors(data), MOST_ERRORS)
    errors = sorted(found, key=lambda error: [str(part) for part in error.absolute_path])
    if not errors:
        return
    error = _deepest(errors[0])
    pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error.absolute_path)
    more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    raise InvoiceplugError(
        "SCHEMA_INVALID", f"{pointer or 'The document'}: {_rule(error)}{more}.", pointer=pointer, rule=error.validator
    )


def _deepest(error: ValidationError) -> ValidationError:
    """Of alternatives that all failed, the reason of the one that came furthest."""
    from jsonschema.exceptions import best_match

    return best_match([error]) or error


def _rule(error: ValidationError) -> str:
    value = json.dumps(error.instance, ensure_ascii=False, default=str)
    quoted = value if len(value) <= MOST_QUOTED else f"{value[:MOST_QUOTED]}…"
    if error.validator in ("required", "additionalProperties", "type", "enum", "const"):
        return error.message[:200].rstrip(".")
    return f"{quoted} breaks the rule {error.validator} {json.dumps(error.validator_value, default=str)[:200]}"

"""The packaged JSON Schemas of bodies and documents, checked strictly; REQUEST_INVALID names the place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource

from invoiceplug.errors import InvoiceplugError

_PACKAGED = (
    ("invoiceplug", "invoice.v1.json"),
    ("invoiceplug", "reading.v1.json"),
    ("invoiceplug_cloud", "review.v1.json"),
    ("invoiceplug_cloud", "http.v1.json"),
)


def check_body(definition: str, data: Any) -> None:
    """Nothing when the data is a valid `$defs/<definition>` of http.v1; otherwise REQUEST_INVALID."""
    _check(f"urn:invoiceplug:http.v1#/$defs/{definition}", data)


def check_review(data: Any) -> None:
    """Nothing when the data is a valid review.v1; otherwise REQUEST_INVALID."""
    _check("urn:invoiceplug:review.v1", data)


def _check(reference: str, data: Any) -> None:
    error = next(iter(_validator(reference).iter_errors(data)), None)
    if error is not None:
        pointer = "".join(f"/{part}" for part in error.absolute_path)
        raise InvoiceplugError("REQUEST_INVALID", f"{pointer or 'The body'}: {error.message[:200]}", path=pointer)


@cache
def _validator(reference: str) -> Any:
    return _Strict({"$ref": reference}, registry=_registry(), format_checker=FormatChecker())


@cache
def _registry() -> Registry[Any]:
    schemas = [json.loads((files(package) / "schema" / name).read_text("utf-8")) for package, name in _PACKAGED]
    return Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas)


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    # Python's `$` also matches before a final line feed; JSON Schema means the very end.
    ended = pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern
    if isinstance(instance, str) and not re.search(ended, instance):
        yield ValidationError(f"{instance[:80]!r} does not match {pattern!r}")


_Strict: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]

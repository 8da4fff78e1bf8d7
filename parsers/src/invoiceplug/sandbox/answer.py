"""The child's answer, as it tells it and as far as the supervisor believes it: a PDF may have taken the child over.

One JSON object: {"reading": reading.v1} or {"error": {code, detail, facts}}.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NoReturn

from invoiceplug.canonical import hash_without
from invoiceplug.errors import CODES, InvoiceplugError
from invoiceplug.validate import validate_reading

MOST_TEXT = 4_000  # characters of an error's text or of one of its facts as JSON: a plugin may quote the whole document
MOST_ERROR = 64_000  # bytes of an error: it is kept in a row that holds more than this
DEEPEST = 5  # facts in facts
WHOLE = 2**63  # numbers in facts are below this
OWN = {"self", "code", "detail"}  # arguments of InvoiceplugError, which no fact is named after


class _DoubtError(Exception):
    """Why an answer is not believed."""


def reading_bytes(reading: dict[str, Any]) -> bytes:
    """The answer with a reading."""
    return json.dumps({"reading": reading}).encode()


def error_bytes(error: InvoiceplugError) -> bytes:
    """The answer with an error, without the facts that are too long."""
    facts = {name: _storable(json.dumps(value, ensure_ascii=False, default=str)) for name, value in error.facts.items()}
    kept = {name: json.loads(text) for name, text in facts.items() if len(text) <= MOST_TEXT}
    detail = _storable(error.detail)[:MOST_TEXT]
    return json.dumps({"error": {"code": error.code, "detail": detail, "facts": kept}}).encode()


def believed(output: bytes, data: bytes) -> dict[str, Any]:
    """The reading of `data` in the answer; raises the error in it, and PARSER_CRASHED where it is no such answer."""
    try:
        answer = json.loads(output, parse_constant=_no_number)
        if not isinstance(answer, dict):
            raise _DoubtError("it is no object")
        if "error" in answer:
            raise _error(answer["error"], len(output))
        return _reading(answer.get("reading"), data)
    except (_DoubtError, ValueError, RecursionError) as doubt:
        why = str(doubt) if isinstance(doubt, _DoubtError) else "it is no JSON"
        raise InvoiceplugError("PARSER_CRASHED", f"The reader's answer makes no sense: {why}.") from doubt


def _reading(reading: Any, data: bytes) -> dict[str, Any]:
    """The reading, if it is one and of this file."""
    if not isinstance(reading, dict):
        raise _DoubtError("it has no reading")
    try:
        validate_reading(reading)
    except InvoiceplugError as error:  # the child itself makes sure that no honest reading comes to this
        raise _DoubtError("it breaks the schema") from error
    document = reading["document"]
    if (document["sha256"], document["bytes"]) != (hashlib.sha256(data).hexdigest(), len(data)):
        raise _DoubtError("it is the reading of another file")
    if hash_without(reading, "reading_sha256") != reading["reading_sha256"]:
        raise _DoubtError("it does not match its own hash")
    return reading


def _error(error: Any, length: int) -> InvoiceplugError:
    """The error, if it is one that can be kept."""
    match error:
        case {"code": str(code), "detail": str(detail), "facts": dict(facts)} if code in CODES:
            pass
        case _:
            raise _DoubtError("it has no known code")
    if length > MOST_ERROR or OWN & facts.keys() or not _is_plain(facts):
        raise _DoubtError("its error cannot be kept")
    json.dumps(error, ensure_ascii=False).encode()  # a ValueError where a text is none
    return InvoiceplugError(code, detail, **facts)


def _storable(text: str) -> str:
    """The text without halves of characters, which no file takes."""
    return text.encode("utf-8", "replace").decode()


def _is_plain(value: Any, depth: int = 0) -> bool:
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return depth < DEEPEST and all(_is_plain(each, depth + 1) for each in inside)
    return not isinstance(value, int) or abs(value) < WHOLE


def _no_number(name: str) -> NoReturn:
    raise _DoubtError(f"{name} is no number")

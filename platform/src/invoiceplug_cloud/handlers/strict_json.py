"""JSON as a request may carry it: nothing that two readers could understand in two ways."""

from __future__ import annotations

import json
from typing import Any

MAX_DEPTH = 32


def parse(text: str) -> Any:
    """The data. ValueError for what is no JSON, a name twice in one object, a fraction or exponent, NaN, depth over 32.

    Quantities and money travel as text, so a number with a fraction is always a mistake.
    """
    try:
        data = json.loads(
            text, object_pairs_hook=_object, parse_float=_no_fraction, parse_constant=_no_constant, parse_int=_integer
        )
        _check_depth(data, 1)
        text.encode()
        json.dumps(data, ensure_ascii=False).encode()  # half of a surrogate pair, written as \ud800
    except RecursionError:
        raise ValueError(f"it is nested more than {MAX_DEPTH} deep") from None
    except UnicodeEncodeError:
        raise ValueError("it holds half of a surrogate pair") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} in line {error.lineno}, column {error.colno}") from None
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("an object names a member twice")
    return found


def _integer(digits: str) -> int:
    if len(digits) > 16:
        raise ValueError("a number has more than 15 digits")
    return int(digits)


def _no_fraction(number: str) -> Any:
    raise ValueError(f"{number[:40]} is a number with a fraction or exponent; decimals travel as text")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _check_depth(data: Any, depth: int) -> None:
    if isinstance(data, dict | list):
        if depth > MAX_DEPTH:
            raise ValueError(f"it is nested more than {MAX_DEPTH} deep")
        for member in data.values() if isinstance(data, dict) else data:
            _check_depth(member, depth + 1)

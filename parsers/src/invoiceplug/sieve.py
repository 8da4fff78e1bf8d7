"""A quick look at data under a JSON Schema: "surely valid", or "ask jsonschema".

It knows the keywords that our own schemas of readings use, and is sure only of plain JSON data; whatever else it meets,
it is not sure of. So a wrong refusal costs time, and jsonschema stays the one that refuses and says why. The validators
that can be had do not fit in here: fastjsonschema ends at draft 7 and would be thousands of generated lines, and the
regexes of jsonschema-rs take other characters for white space than Python's, so that the two would not agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

Look = Callable[[Any], bool]

_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
_SAY_NOTHING = frozenset(["$schema", "$id", "$defs", "title", "description", "examples", "then"])
_OBJECT = frozenset(["properties", "required", "additionalProperties"])
_TEXT = frozenset(["type", "minLength", "maxLength", "pattern", "not"])
_EXACT = frozenset(["properties", "const", "enum"])  # of an `if`: here "not sure" is "no"


def sieve(schema: Any) -> Look:
    """Whether data is surely valid under the schema (draft 2020-12, its references inlined)."""
    if isinstance(schema, bool):
        return lambda data: schema
    rules = {name: rule for name, rule in schema.items() if name not in _SAY_NOTHING}
    if rules.get("type") == "string" and rules.keys() <= _TEXT and set(rules.get("not", ())) <= {"pattern"}:
        return _text(rules)
    looks = [_object(rules)] if _OBJECT & rules.keys() else []
    for name, rule in rules.items():
        if name in _OBJECT:
            continue
        if name == "if":
            looks.append(_if(rule, schema.get("then", True)))
        elif name in _LOOKS:
            looks.append(_LOOKS[name](rule))
        else:
            return _not_sure
    return looks[0] if len(looks) == 1 else _every(tuple(looks))


def _not_sure(data: Any) -> bool:
    return False


def _every(looks: tuple[Look, ...]) -> Look:
    def look(data: Any) -> bool:
        for each in looks:  # noqa: SIM110 - asked a thousand times for every page, and a generator takes twice as long
            if not each(data):
                return False
        return True

    return look


def _text(rules: dict[str, Any]) -> Look:
    """A text by all that is said of it, in one step: most values are texts."""
    least, most = rules.get("minLength", 0), rules.get("maxLength", float("inf"))
    has = re.compile(rules.get("pattern", "")).search
    lacks = _not(rules["not"]) if "not" in rules else None

    def look(data: Any) -> bool:
        if type(data) is not str or not least <= len(data) <= most or has(data) is None:
            return False
        return lacks is None or lacks(data)

    return look


def _object(rules: dict[str, Any]) -> Look:
    """The members of an object; of anything else these keywords say nothing."""
    properties, required = rules.get("properties", {}), frozenset(rules.get("required", ()))
    is_open = rules.get("additionalProperties", True) is True
    other = sieve(rules.get("additionalProperties", True))
    looks: dict[str, Look] = {}  # those at members that data had before: few have half of what there can be

    def first_look(name: str) -> Look:
        if name not in properties:
            return other
        looks[name] = sieve(properties[name])
        return looks[name]

    def look(data: Any) -> bool:
        if type(data) is not dict:
            return not isinstance(data, dict)
        if not required <= data.keys():
            return False
        for name in properties if is_open else data:
            if name in data and not (looks.get(name) or first_look(name))(data[name]):
                return False
        return True

    return look


def _type(rule: Any) -> Look:
    kind = _TYPES.get(rule) if isinstance(rule, str) else None
    if rule == "number":
        return lambda data: type(data) is float or type(data) is int
    return _not_sure if kind is None else lambda data: type(data) is kind


def _pattern(rule: str) -> Look:
    search = re.compile(rule).search
    return lambda data: type(data) is not str or search(data) is not None


def _not(rule: dict[str, Any]) -> Look:
    """Of a pattern alone, which a text has or has not."""
    if set(rule) != {"pattern"}:
        return _not_sure
    search = re.compile(rule["pattern"]).search
    return lambda data: type(data) is str and search(data) is None


def _if(condition: Any, then: Any) -> Look:
    if not _is_exact(condition):
        return _not_sure
    holds, wanted = sieve(condition), sieve(then)
    return lambda data: type(data) is dict and (not holds(data) or wanted(data))


def _is_exact(rule: Any) -> bool:
    return set(rule) <= _EXACT and all(_is_exact(each) for each in rule.get("properties", {}).values())


def _one_of(values: list[Any]) -> Look:
    """Texts alone: 1, 1.0 and true are equal in Python, and are not in JSON."""
    if not all(isinstance(value, str) for value in values):
        return _not_sure
    return lambda data: data in values


def _format(rule: str) -> Look:
    return _is_date if rule == "date" else _not_sure


def _is_date(data: Any) -> bool:
    try:
        return type(data) is str and len(data) == 10 and bool(date.fromisoformat(data))
    except ValueError:
        return False


def _items(rule: Any) -> Look:
    item = sieve(rule)

    return lambda data: all(map(item, data)) if type(data) is list else not isinstance(data, list)


def _names(rule: Any) -> Look:
    name = sieve(rule)
    return lambda data: type(data) is dict and all(map(name, data))


def _any_of(rules: list[Any]) -> Look:
    looks = [sieve(rule) for rule in rules]
    return lambda data: any(look(data) for look in looks)


_LOOKS: dict[str, Callable[[Any], Look]] = {
    "type": _type,
    "pattern": _pattern,
    "format": _format,
    "not": _not,
    "const": lambda value: _one_of([value]),
    "enum": _one_of,
    "items": _items,
    "propertyNames": _names,
    "anyOf": _any_of,
    "allOf": lambda rules: _every(tuple(map(sieve, rules))),
    "minLength": lambda least: lambda data: type(data) is not str or len(data) >= least,
    "maxLength": lambda most: lambda data: type(data) is not str or len(data) <= most,
    "minItems": lambda least: lambda data: type(data) is not list or len(data) >= least,
    "maxItems": lambda most: lambda data: type(data) is not list or len(data) <= most,
    "maxProperties": lambda most: lambda data: type(data) is not dict or len(data) <= most,
    "minimum": lambda least: lambda data: type(data) in (int, float) and data >= least,
    "maximum": lambda most: lambda data: type(data) in (int, float) and data <= most,
}

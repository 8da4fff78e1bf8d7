"""The template language holds nothing that no vendor needs: every key is used by a template of this repository.

A key counts by where it is defined: `rule.right_of` once, wherever rules stand. The names of values (under fields,
columns and totals) say what is read, not how, and are not counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "parsers/src/invoiceplug/schema/template.v1.json").read_text("utf-8"))
TEMPLATES = sorted((ROOT / "plugins").glob("*/src/*/template.yaml"))
OF_VALUES = ("fields", "columns", "totals")

Rule = dict[str, Any]


def keys(rule: Rule, place: str = "", seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every key of the schema, as `place.key`."""
    rule, place, name = resolved(rule, place)
    if name in seen:
        return
    seen = seen | {name} if name else seen
    for key, inner in rule.get("properties", {}).items():
        if place not in OF_VALUES:
            yield f"{place}.{key}".lstrip(".")
        yield from keys(inner, key, seen)
    for inner in within(rule):
        yield from keys(inner, place if "properties" not in rule else "", seen)


def used(data: Any, rule: Rule, place: str = "") -> Iterator[str]:
    """Every key that a template uses, in the same words."""
    rule, place, _ = resolved(rule, place)
    for inner in (each for way in ("oneOf", "anyOf", "allOf") for each in rule.get(way, ())):
        yield from used(data, inner, place)
    for each in data if isinstance(data, list) else ():
        yield from used(each, rule.get("items") or {}, place)
    named = rule.get("properties", {})
    for key, value in data.items() if isinstance(data, dict) else ():
        if key in named:
            yield f"{place}.{key}".lstrip(".")
            yield from used(value, named[key], key)
        for inner in (*others(rule),) if key not in named else ():
            yield from used(value, inner, place)


def resolved(rule: Rule, place: str) -> tuple[Rule, str, str]:
    """The rule with what its `$ref` leads to, and the place by which its keys are named."""
    if "$ref" not in rule:
        return rule, place, ""
    name = rule["$ref"].rpartition("/")[2]
    inner, _, _ = resolved(SCHEMA["$defs"][name], name)
    return {**inner, **{key: value for key, value in rule.items() if key != "$ref"}}, name, name


def others(rule: Rule) -> Iterator[Rule]:
    """The rules for members that have no name of their own."""
    found = [rule.get("additionalProperties"), *rule.get("patternProperties", {}).values()]
    yield from (each for each in found if isinstance(each, dict))


def within(rule: Rule) -> Iterator[Rule]:
    """The rules of items, alternatives and unnamed members."""
    found = [rule.get("items"), *(each for way in ("oneOf", "anyOf", "allOf") for each in rule.get(way, ()))]
    yield from (each for each in found if isinstance(each, dict))
    yield from others(rule)


@cache
def used_anywhere() -> set[str]:
    return {key for path in TEMPLATES for key in used(YAML(typ="safe").load(path.read_text("utf-8")), SCHEMA)}


@pytest.mark.parametrize("key", sorted(set(keys(SCHEMA))))
def test_a_key_of_the_template_language_is_used_by_a_vendor(key: str) -> None:
    assert key in used_anywhere()

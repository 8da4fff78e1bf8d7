"""What the schema has against a template, in an author's words, each with its `file:line`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from invoiceplug.template.yaml_source import YamlSource
from invoiceplug.validate import schema


def schema_problems(source: YamlSource) -> list[str]:
    """One message for each thing that breaks the schema, from the top of the file to its end."""
    if not isinstance(source.data, dict):
        return [f"{source.file}:1: a template is a mapping that begins with `vendor:`."]
    validator = Draft202012Validator(schema("template.v1"))
    found = [message for error in validator.iter_errors(source.data) for message in _messages(source, error)]
    return sorted(found, key=_line)


def _messages(source: YamlSource, error: ValidationError) -> Iterator[str]:
    path = list(error.absolute_path)
    if error.validator == "additionalProperties":
        for key in _unknown_keys(error):
            yield f"{source.at(*path, key)}: unknown key `{key}`{_under(path)}{_nearest(key, error.schema)}."
    elif error.validator == "required":
        yield f"{source.at(*path)}: `{_missing_key(error)}` is missing{_under(path)}."
    else:
        yield f"{source.at(*path)}: {_named(path)} {_wrong(error)}."


def _missing_key(error: ValidationError) -> str:
    return next(str(name) for name in _any(error.validator_value) if error.message.startswith(repr(name)))


def _unknown_keys(error: ValidationError) -> list[str]:
    rules: Any = error.schema
    known, patterns = rules.get("properties", {}), rules.get("patternProperties", {})
    unknown = [str(key) for key in _any(error.instance) if key not in known]
    return [key for key in unknown if not any(re.search(pattern, key) for pattern in patterns)]


def _nearest(key: str, rules: Any) -> str:
    known = list(rules.get("properties", ()))
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        return f" (did you mean `{near[0]}`?)"
    return f" (known: {', '.join(known)})"


def _wrong(error: ValidationError) -> str:
    value, rule = error.instance, _any(error.validator_value)
    if error.validator == "type":
        if rule == "string" and isinstance(value, bool | int | float):
            return f"must be text: put {value} in quotes"
        return f"must be {_one_of(rule if isinstance(rule, list) else [rule])}"
    if error.validator == "enum":
        return f"is {value!r} but must be {_one_of([repr(each) for each in rule])}"
    if error.validator == "pattern":
        examples = error.schema.get("examples") if isinstance(error.schema, dict) else None
        return f"is {value!r}, which does not look right" + (f" (example: {examples[0]})" if examples else "")
    if error.validator in ("minLength", "minItems", "minProperties"):
        return "must not be empty"
    return f"is not valid: {error.message}"


def _any(value: Any) -> Any:
    """The value as whatever it is: jsonschema's types allow a rule to be unset, which it never is in an error."""
    return value


def _one_of(names: list[str]) -> str:
    words = {"object": "a mapping", "array": "a list", "string": "text", "number": "a number"}
    words["boolean"] = "true or false"
    return " or ".join(words.get(name, name) for name in names)


def _named(path: list[str | int]) -> str:
    return f"`{_dotted(path)}`" if path else "the template"


def _under(path: list[str | int]) -> str:
    return f" under `{_dotted(path)}`" if path else ""


def _dotted(path: list[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _line(message: str) -> int:
    return int(message.split(": ", 1)[0].rpartition(":")[2])

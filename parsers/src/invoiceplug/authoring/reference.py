"""Schemas and error codes as tables for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from invoiceplug.errors import CODES

Schema = dict[str, Any]

_HEAD = ["| key | holds | meaning | example |", "|---|---|---|---|"]


def packaged_schema(kind: str) -> Schema:
    """invoice.v1, reading.v1 or template.v1 by the first part of its name."""
    schema: Schema = json.loads((files("invoiceplug") / f"schema/{kind}.v1.json").read_text("utf-8"))
    return schema


def keys_table(schema: Schema) -> str:
    """A table of all keys, from the outside in, and one for each part that stands in several places."""
    tables = [f"# {schema.get('title', '')}", schema.get("description", ""), _table(schema, schema)]
    for name, part in schema.get("$defs", {}).items():
        if _has_keys(part):
            tables += [f"## {name}", part.get("description", ""), _table(part, schema)]
    return "\n\n".join(filter(None, tables))


def errors_table() -> str:
    """A table of all error codes."""
    rows = ["| code | exit | HTTP | meaning | what to do |", "|---|---|---|---|---|"]
    rows += [f"| `{code}` | {each.exit} | {each.http} | {each.title} | {each.hint} |" for code, each in CODES.items()]
    return "\n".join(rows)


def error_list() -> list[dict[str, Any]]:
    """All error codes as JSON data."""
    return [
        {"code": code, "exit": each.exit, "http": each.http, "title": each.title, "hint": each.hint}
        for code, each in CODES.items()
    ]


def _table(schema: Schema, root: Schema) -> str:
    rows = [_row(path, part, root, required) for path, part, required in _keys(schema, root, "")]
    return "\n".join([*_HEAD, *rows])


def _keys(schema: Schema, root: Schema, path: str) -> Iterator[tuple[str, Schema, bool]]:
    """Every key with its path and schema; what is a table of its own is not followed."""
    for name, part in _members(schema).items():
        here = f"{path}.{name}".lstrip(".")
        yield here, part, name in schema.get("required", ())
        if not _part_name(part, root):
            yield from _keys(_inlined(part, root), root, here)
            if isinstance(part.get("items"), dict) and not _part_name(part["items"], root):
                yield from _keys(_inlined(part["items"], root), root, f"{here}[]")
    for choice in (each for each in _choices(schema) if not _part_name(each, root)):
        yield from _keys(_inlined(choice, root), root, path)


def _members(schema: Schema) -> dict[str, Schema]:
    free = {**schema.get("patternProperties", {}), "…": schema.get("additionalProperties")}
    return {**schema.get("properties", {}), **{name: part for name, part in free.items() if isinstance(part, dict)}}


def _has_keys(part: Schema) -> bool:
    return bool(_members(part)) or any(_has_keys(each) for each in _choices(part))


def _choices(part: Schema) -> list[Schema]:
    return [each for each in (*part.get("oneOf", ()), *part.get("anyOf", ())) if isinstance(each, dict)]


def _part_name(part: Schema, root: Schema) -> str | None:
    """The name of the table that the part refers to; None when it has none."""
    name: str = part.get("$ref", "").removeprefix("#/$defs/")
    return name if name in root.get("$defs", {}) and _has_keys(root["$defs"][name]) else None


def _inlined(part: Schema, root: Schema) -> Schema:
    """The part with what it refers to."""
    name = part.get("$ref", "").removeprefix("#/$defs/")
    return {**root.get("$defs", {}).get(name, {}), **{key: value for key, value in part.items() if key != "$ref"}}


def _row(path: str, part: Schema, root: Schema, required: bool) -> str:
    whole = part if _part_name(part, root) else _inlined(part, root)
    example = whole.get("examples", [None])[0]
    shown = f"`{json.dumps(example, ensure_ascii=False)}`" if example is not None else ""
    cells = (f"`{path}`", _holds(part, root) + ", required" * required, whole.get("description", ""), shown)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _holds(part: Schema, root: Schema) -> str:
    """In words what the key holds; the parts that have a table of their own as links to it."""
    if name := _part_name(part, root):
        return f"[{name}](#{name})"
    whole = _inlined(part, root)
    if "const" in whole:
        return f"`{json.dumps(whole['const'])}`"
    if "enum" in whole:
        return " or ".join(f"`{json.dumps(each, ensure_ascii=False)}`" for each in whole["enum"])
    if choices := _choices(whole):
        return " or ".join(dict.fromkeys(filter(None, (_holds(each, root) for each in choices))))
    if "$ref" in part and not whole.get("type"):
        return str(part["$ref"]).rpartition(":")[2]  # another schema
    kinds = whole.get("type", "")
    return " or ".join(_kind(kind, whole, root) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _kind(kind: str, whole: Schema, root: Schema) -> str:
    if kind == "array" and isinstance(whole.get("items"), dict):
        return f"list of {_holds(whole['items'], root)}".removesuffix(" of ")
    return {"object": "keys", "string": "text", "array": "list"}.get(kind, kind)

"""The HTTP API as an OpenAPI 3.1 document, made of routes.json, the JSON Schemas and the table of operations.

`python -m invoiceplug_cloud.openapi` writes schema/openapi.json; with `--check` it only says whether that is current.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

from invoiceplug.errors import CODES
from invoiceplug_cloud.operations import ALWAYS, OPERATIONS, QUERY, QUERY_SCHEMAS, Operation

Json = dict[str, Any]

DOCUMENT = Path(__file__).parent / "schema" / "openapi.json"
_SCHEMAS = {
    "http.v1": "invoiceplug_cloud",
    "review.v1": "invoiceplug_cloud",
    "invoice.v1": "invoiceplug",
    "reading.v1": "invoiceplug",
}
OPERATOR_KEY = "operator_key"
_BY_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "The operator's key, where the environment has one; a missing or wrong one is refused by 401.",
}
_PATH_SCHEMAS = {
    "id": {"$ref": "#/components/schemas/job_id"},
    "item": {"$ref": "#/components/schemas/item_id"},
    "version": {"type": "integer", "minimum": 1},
    "vendor": {"$ref": "#/components/schemas/vendor_id"},
}


def document() -> Json:
    """The whole document; every `$ref` in it points into its own components."""
    paths: dict[str, Json] = {}
    for function, routes in _packaged("invoiceplug_cloud", "routes.json").items():
        for route in routes:
            method, path = route.split(" ")
            paths.setdefault(path, {})[method.lower()] = _operation(function, method, path, OPERATIONS[route])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "invoiceplug",
            "version": "1",
            "summary": "Upload vendor invoices, review what was read, apply it to the stock once.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api"}],
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "security": [{OPERATOR_KEY: []}],
        "paths": paths,
        "components": {"schemas": _components(), "securitySchemes": {OPERATOR_KEY: _BY_KEY}},
    }


def text() -> str:
    """The document as it is committed."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Exit status 1 when `--check` finds the committed document out of date."""
    if "--check" not in sys.argv:
        DOCUMENT.write_text(text(), encoding="utf-8")
        return 0
    if DOCUMENT.exists() and DOCUMENT.read_text(encoding="utf-8") == text():
        return 0
    print("schema/openapi.json is out of date: run `make openapi`.", file=sys.stderr)
    return 1


def _operation(function: str, method: str, path: str, operation: Operation) -> Json:
    described: Json = {
        "operationId": re.sub(r"\W+", "_", f"{method} {path}").strip("_").lower(),
        "summary": operation.summary,
        "tags": [function],
    }
    if operation.keyless:
        described["security"] = []
    if parameters := [*_path_parameters(path), *_other_parameters(operation)]:
        described["parameters"] = parameters
    if operation.request:
        described["requestBody"] = {"required": True, "content": _content("application/json", operation.request)}
    described["responses"] = _responses(operation)
    return described


def _path_parameters(path: str) -> list[Json]:
    names = re.findall(r"{(\w+)}", path)
    return [{"name": name, "in": "path", "required": True, "schema": _PATH_SCHEMAS[name]} for name in names]


def _other_parameters(operation: Operation) -> list[Json]:
    found: list[Json] = [
        {
            "name": name,
            "in": "query",
            "description": QUERY[name],
            "schema": QUERY_SCHEMAS.get(name, {"type": "string"}),
        }
        for name in operation.query
    ]
    if operation.if_match:
        schema = {"type": "string", "pattern": '^"(0|[1-9][0-9]{0,8})"$'}
        why = 'The version that this builds on, in quotes; "0" for the first review.'
        found.append({"name": "If-Match", "in": "header", "required": True, "description": why, "schema": schema})
    if operation.if_none_match:
        why = "Refuses the request when the id is another one's already, instead of changing that."
        found.append({"name": "If-None-Match", "in": "header", "description": why, "schema": {"const": "*"}})
    return found


def _responses(operation: Operation) -> Json:
    etag = {"headers": {"ETag": {"schema": {"type": "string"}, "description": "The version, in quotes."}}}
    said = {
        str(status): {
            "description": "The answer." if number == 0 else "The same request was answered before.",
            **(etag if operation.versioned else {}),
            "content": _content("application/json", operation.answer),
        }
        for number, status in enumerate(operation.statuses)
    }
    refused: dict[int, list[str]] = {status: ["REQUEST_INVALID"] for status in operation.http_errors}
    for code in (*operation.errors, *ALWAYS, *(() if operation.keyless else ("UNAUTHORIZED",))):
        refused.setdefault(CODES[code].http, []).append(code)
    for status, codes in sorted(refused.items()):
        said[str(status)] = _refusal("; ".join(f"`{code}`: {CODES[code].title}" for code in sorted(set(codes))))
    said["403"] = _refusal("`UNAUTHORIZED`: The request came around the page's own address.")
    return said


def _refusal(told: str) -> Json:
    return {"description": told, "content": _content("application/problem+json", "problem")}


def _content(media_type: str, definition: str) -> Json:
    return {media_type: {"schema": {"$ref": f"#/components/schemas/{definition}"}}}


def _components() -> Json:
    found: Json = {}
    for name, package in _SCHEMAS.items():
        schema = _packaged(package, f"schema/{name}.json")
        for definition, body in schema.pop("$defs", {}).items():
            found[_component(name, definition)] = _pointed(body, name)
        if name != "http.v1":
            whole = {key: value for key, value in schema.items() if key not in ("$schema", "$id")}
            found[name] = _pointed(whole, name)
    found["error_code"] = {"type": "string", "description": "The closed list of codes.", "enum": list(CODES)}
    return dict(sorted(found.items()))


def _pointed(body: Any, home: str) -> Any:
    """The schema with every reference, within its file or to another one, pointing into the components."""
    if isinstance(body, list):
        return [_pointed(each, home) for each in body]
    if not isinstance(body, dict):
        return body
    copied = {key: _pointed(value, home) for key, value in body.items()}
    if isinstance(body.get("$ref"), str):
        file, _, pointer = body["$ref"].partition("#")
        target = file.removeprefix("urn:invoiceplug:") or home
        definition = pointer.removeprefix("/$defs/")
        copied["$ref"] = f"#/components/schemas/{_component(target, definition) if definition else target}"
    return copied


def _component(home: str, definition: str) -> str:
    return definition if home == "http.v1" else f"{home}.{definition}"


def _packaged(package: str, name: str) -> Any:
    return json.loads((files(package) / name).read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())

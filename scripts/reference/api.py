"""The HTTP API: every route of the OpenAPI document, and every key of the bodies."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from invoiceplug.authoring.reference import keys_table
from invoiceplug_cloud.openapi import document

Json = dict[str, Any]

LEAD = """# HTTP API

What the page uses, and everybody else may. The OpenAPI document is
`platform/src/invoiceplug_cloud/schema/openapi.json`. Every path begins with `/api`; bodies are JSON. Where an
operator's key is set, every request carries it as `Authorization: Bearer KEY`. An error is `application/problem+json`
with a [code](errors.md). A PDF never goes through the API: `POST /jobs` answers with an address to PUT it to."""
TITLES = {"presign": "Upload", "jobs": "Jobs, reading and review", "apply": "Stock"}


def page() -> str:
    """The reference of all routes and bodies."""
    found = document()
    parts = [LEAD]
    for function, title in TITLES.items():
        parts.append(f"## {title}")
        for path, methods in found["paths"].items():
            for method, operation in methods.items():
                if operation["tags"] == [function]:
                    parts.append(route(f"{method.upper()} {path}", operation))
    return "\n\n".join([*parts, "## Bodies", bodies()])


def route(name: str, operation: Json) -> str:
    """One route: what it does, what it takes, what it answers."""
    taken = [parameter(each) for each in operation.get("parameters", []) if each["in"] != "path"]
    asked = body(operation.get("requestBody", {}))
    rows = [f"| {status} | {answer(said)} |" for status, said in sorted(operation["responses"].items())]
    parts = [f"### {name}", f"{operation['summary']}."]
    parts += [f"Body: {asked}."] if asked else []
    parts += ["\n".join(["| parameter | in | means |", "|---|---|---|", *taken])] if taken else []
    return "\n\n".join([*parts, "\n".join(["| status | answer |", "|--:|---|", *rows])])


def parameter(given: Json) -> str:
    says = given.get("description", "").replace("|", "\\|")
    return f"| `{given['name']}` | {given['in']} | {says} |"


def answer(said: Json) -> str:
    """The body of a good answer, the codes of a bad one."""
    if "application/problem+json" not in said.get("content", {}):
        return body(said) or said["description"]
    codes = [each.partition("`:")[0].strip(" `") for each in said["description"].split("; ")]
    return ", ".join(f"[{code}](errors.md#{code.lower()})" for code in codes)


def body(holder: Json) -> str:
    """The name of the schema, as a link to its keys."""
    schema = holder.get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    if not name:
        return ""
    page_of = {"reading.v1": "reading.md", "invoice.v1": "invoice.md"}.get(name, f"#{name}")
    return f"[{name}]({page_of})"


def bodies() -> str:
    """The keys of every body, a table each, one heading below that of this part."""
    schema = json.loads((files("invoiceplug_cloud") / "schema/http.v1.json").read_text("utf-8"))
    tables = keys_table(schema).partition("\n## ")[2]
    return "### " + tables.replace("\n## ", "\n### ")

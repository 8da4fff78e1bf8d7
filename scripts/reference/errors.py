"""Every error code and every finding, each with an anchor of its own: errors.html#CODE."""

from __future__ import annotations

from typing import Any

from reference.texts import page_texts

from invoiceplug.errors import CODES
from invoiceplug_cloud.openapi import document

LEAD = """# Error codes

A code means the same on the command line, in the HTTP API, in a job and on the page, and never changes its meaning.
The command line ends with the exit status; an HTTP answer has the status, `application/problem+json` as its type, and
the code in `code` and in `type` (`urn:invoiceplug:error:CODE`). `invoiceplug schema errors` prints the list as JSON."""

FINDINGS = """## Findings

What is odd about an invoice that was read stands in its reading's `findings`, and beside the values on the page. An
error stops applying until it is settled, a warning and a note do not."""


def page() -> str:
    """The reference of all codes, in the page's groups."""
    texts, routes = page_texts()["codes"], answering()
    parts = [LEAD]
    for group, title in texts["groups"].items():
        parts.append(f"## {title}")
        for code, words in texts[group].items():
            parts.append(entry(code, words, routes.get(code, [])))
    return "\n\n".join([*parts, FINDINGS, findings()])


def entry(code: str, words: dict[str, str], routes: list[str]) -> str:
    """One code: what happened, what it means for the stock, what to do, and its statuses."""
    known = CODES.get(code)
    title, hint = (known.title, known.hint) if known else (words["happened"], words["action"])
    statuses = f"Exit status {known.exit}, HTTP {known.http}." if known else "Said by the page alone."
    answered = f" Answered by {', '.join(f'`{route}`' for route in routes)}." if routes else ""
    return f"### {code}\n\n{anchor(code)}**{title}** {hint} {words['stock']}\n\n{statuses}{answered}"


def findings() -> str:
    """A table of the findings that are no error codes."""
    texts = page_texts()
    rows = [
        f"| {anchor(code)}`{code}` | {title}. | {texts['actions'][code]} |"
        for code, title in texts["findings"].items()
        if code in texts["actions"]
    ]
    return "\n".join(["| finding | means | what to do |", "|---|---|---|", *rows])


def anchor(code: str) -> str:
    return f'<a id="{code}"></a>'


def answering() -> dict[str, list[str]]:
    """The routes that may answer with each code; what every one of them may say is left out."""
    routes = {
        f"{method.upper()} {path}": str(operation["responses"])
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    }
    found: dict[str, Any] = {code: [route for route, said in routes.items() if f"`{code}`" in said] for code in CODES}
    return {code: named for code, named in found.items() if len(named) < len(routes) // 2}

"""The API's refusals: which codes each route can answer with, as its own description says, and what they look like."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any

from playwright.sync_api import Page, Route

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.handlers import problems

ASKED_OF_ALL = "UNAUTHORIZED"  # no refusal of what was asked for: the page asks for the key, wherever it is


def codes_of(method: str, path: str) -> list[str]:
    """Every code that this route is described to refuse with, each once; not the one that any request may meet."""
    text = resources.files("invoiceplug_cloud").joinpath("schema/openapi.json").read_text(encoding="utf-8")
    answers = json.loads(text)["paths"][path][method.lower()]["responses"]
    told = " ".join(answer.get("description", "") for answer in answers.values())
    return [code for code in dict.fromkeys(re.findall(r"`([A-Z_]+)`", told)) if code != ASKED_OF_ALL]


def detail_of(code: str) -> str:
    """The sentence that the server says, which knows more than the code."""
    return f"What {code} is about this time."


def problem(code: str) -> dict[str, Any]:
    """The body of a refusal."""
    return problems.problem(InvoiceplugError(code, detail_of(code)), "a-request")


class Refusals:
    """Refuses the page's requests to one route with the code of the moment; while there is none, they go through."""

    def __init__(self, page: Page, method: str, path: str) -> None:
        self.code: str | None = None
        self._method = method
        page.route(re.compile(path), self._answer)

    def _answer(self, route: Route) -> None:
        if self.code is None or route.request.method != self._method:
            route.continue_()
            return
        body = problem(self.code)
        route.fulfill(status=body["status"], json=body)

"""An explanation for other programs."""

from __future__ import annotations

from typing import Any

from invoiceplug.authoring.explain import Asked, Explained
from invoiceplug.authoring.proof import proof
from invoiceplug.errors import InvoiceplugError
from invoiceplug.geometry import rounded
from invoiceplug.trace import Step

SCHEMA = "invoiceplug/explanation/1"


def explained_json(file: str, explained: Explained) -> dict[str, Any]:
    """One file's explanation; boxes are fractions of the displayed page from its top left."""
    findings = explained.reading["findings"] if explained.reading else None
    return {
        "schema": SCHEMA,
        "file": file,
        "vendor": explained.vendor.vendor.id if explained.vendor else None,
        "origin": explained.reading["origin"] if explained.reading else None,
        "asked": [asked_json(each) for each in explained.asked],
        "steps": [step_json(step) for step in explained.steps],
        "invoice": explained.invoice,
        "sources": explained.sources,
        "proof": [{"text": each.text, "verdict": each.verdict} for each in proof(explained.invoice, findings)],
        "findings": findings or [],
        "error": _error(explained.error),
    }


def asked_json(asked: Asked) -> dict[str, Any]:
    """One vendor's answer: its claim, or what it found and what it lacks."""
    said = asked.said
    data: dict[str, Any] = {"vendor": asked.installed.vendor.id, "plugin": asked.installed.plugin}
    data |= {"claims": asked.claims, "found": asked.found, "missing": list(asked.missing)}
    data["reasons"] = list(getattr(said, "reasons", ()))
    data["marks"] = [step_json(step) for step in asked.marks]
    return data | {"error": _error(said)} if isinstance(said, InvoiceplugError) else data


def step_json(step: Step) -> dict[str, Any]:
    """One step; what it does not have is left out."""
    data: dict[str, Any] = {
        "kind": step.kind,
        "outcome": step.outcome,
        "text": step.text,
        "name": step.name,
        "why": step.why,
    }
    data |= {"rule": step.rule, "page": step.page, "box": list(rounded(step.box)) if step.box else None}
    return {key: value for key, value in data.items() if value not in (None, "")}


def _error(error: InvoiceplugError | None) -> dict[str, Any] | None:
    return {"code": error.code, "message": error.detail, **error.facts} if error else None

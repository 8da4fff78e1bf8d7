"""Reviews: a person's decisions as a numbered document, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from invoiceplug.canonical import hash_without
from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice_json import clean_text
from invoiceplug_cloud.domain.lines import article, line_effects
from invoiceplug_cloud.domain.records import Item
from invoiceplug_cloud.domain.records import Mapping as ArticleMapping
from invoiceplug_cloud.domain.schemas import check_review

SCHEMA_VERSION = "review.v1"
SHORTEST_REASON = 3  # characters that are seen: the schema counts those without a width too
_DECISIONS = ("reading_sha256", "vendor_id", "corrections", "lines", "confirmed", "overrides")


def review_document(job_id: str, base_version: int, decisions: Mapping[str, Any]) -> dict[str, Any]:
    """review.v1 from the HTTP body `review_input` and the version it builds on, with its hash; REQUEST_INVALID."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "job_id": job_id,
        "version": base_version + 1,
        "base_version": base_version,
        **decisions,
    }
    document["review_sha256"] = hash_without(document, "review_sha256")
    check_review(document)
    return document


def decisions_of(review: Mapping[str, Any]) -> dict[str, Any]:
    """The review as the HTTP body `review_input`, for the page to go on with."""
    return {name: review[name] for name in _DECISIONS if name in review}


def proposal(
    reading_sha256: str,
    invoice: Mapping[str, Any],
    candidates: Mapping[str, list[ArticleMapping]],
) -> dict[str, Any]:
    """The decisions of version 0: a line with exactly one candidate gets it; none or several are left to the person."""
    lines = {}
    for line in invoice["lines"]:
        known = candidates.get(line["line_id"], [])
        if line["kind"] == "item" and len(known) == 1:
            only = known[0]
            lines[line["line_id"]] = {
                "item": only.item,
                "factor": f"{only.factor:f}",
                "quantity_source": only.quantity_source,
            }
    return {"reading_sha256": reading_sha256, "corrections": {}, "lines": lines, "confirmed": [], "overrides": []}


def check_decisions(review: Mapping[str, Any], invoice: Mapping[str, Any]) -> None:
    """Nothing when the review decides only about lines that the invoice has, for reasons that say something.

    Otherwise REQUEST_INVALID names the place. That a reason is there at all is asked when the line's effect is known.
    """
    strangers = sorted(set(review["lines"]) - {line["line_id"] for line in invoice["lines"]}, key=int)
    if strangers:
        raise InvoiceplugError(
            "REQUEST_INVALID", f"The invoice has no line {strangers[0]}.", path="/lines", line_ids=strangers
        )
    reasons = {f"/lines/{line_id}/reason": line.get("reason") for line_id, line in review["lines"].items()}
    reasons |= {f"/overrides/{at}/reason": each["reason"] for at, each in enumerate(review["overrides"])}
    for path, reason in reasons.items():
        check_reason(reason, path)


def check_reason(reason: str | None, path: str) -> None:
    """Nothing when there is no reason, or one that says something; otherwise REQUEST_INVALID names its place."""
    if reason is not None and not _says_something(reason):
        raise InvoiceplugError("REQUEST_INVALID", "A reason says something that others can read.", path=path)


def articles_of(invoice: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The vendor articles of the item lines, each once, by which mappings are asked for."""
    codes = (article(line) for line in invoice["lines"] if line["kind"] == "item")
    return list(dict.fromkeys(code for code in codes if code is not None))


def items_named(review: Mapping[str, Any]) -> list[str]:
    """The stock items that the review's lines name, each once."""
    return list(dict.fromkeys(line["item"] for line in review["lines"].values() if "item" in line))


def unmapped_lines(
    review: Mapping[str, Any], invoice: Mapping[str, Any], items: Mapping[str, Item]
) -> dict[str, tuple[str, ...]]:
    """The lines that cannot be applied as decided, and what each of them lacks."""
    return {each.line_id: each.missing for each in line_effects(review, invoice, items) if each.missing}


def vendor_of(review: Mapping[str, Any], invoice: Mapping[str, Any]) -> str | None:
    """The vendor that was read, else the one a person chose."""
    return invoice.get("vendor", {}).get("id") or review.get("vendor_id")


def open_findings(
    review: Mapping[str, Any], invoice: Mapping[str, Any], findings: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The findings that no override of the review resolves; warnings and notes always stay."""
    return [finding for finding in findings if not _resolved(finding, review, invoice)]


def _resolved(finding: Mapping[str, Any], review: Mapping[str, Any], invoice: Mapping[str, Any]) -> bool:
    if finding["severity"] != "error":
        return False
    if finding["code"] == "NO_VENDOR_MATCH":  # no reason replaces a vendor and a look at every line
        pointers = {f"/lines/{at}" for at, _ in enumerate(invoice["lines"])}
        return "vendor_id" in review and pointers <= set(review["confirmed"])
    return any(_is_about(override, finding) for override in review["overrides"])


def _says_something(reason: str) -> bool:
    seen = clean_text(reason)
    return len(seen) >= SHORTEST_REASON and any(map(str.isalnum, seen))


def _is_about(override: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    """Whether all of the finding's lines are named; who looked at some lines has not looked at the whole document."""
    lines, named = set(finding["line_ids"]), set(override["line_ids"])
    return override["code"] == finding["code"] and (lines <= named if lines else not named)

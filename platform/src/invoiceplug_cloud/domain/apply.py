"""plan_apply: what applying a review would do to the stock, decided without touching anything."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import groupby
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.lines import EXACT, LIMIT, MISSING_WORDS, LineEffect, article, line_effects, unit_of
from invoiceplug_cloud.domain.negative_stock import refuse_negative
from invoiceplug_cloud.domain.plan import Plan, PlanLine, PlanRow
from invoiceplug_cloud.domain.records import Item
from invoiceplug_cloud.domain.records import Mapping as ArticleMapping
from invoiceplug_cloud.domain.review import open_findings, vendor_of

MAX_ITEMS = 2000  # of one invoice: 42 transactions, well within one request

Known = Mapping[tuple[str, str], list[ArticleMapping]]


def plan_apply(
    *,
    review: Mapping[str, Any],
    invoice: Mapping[str, Any],
    findings: list[dict[str, Any]],
    items: Mapping[str, Item],
    mappings: Known,
) -> Plan:
    """The plan of a review (review.v1) over its corrected invoice (invoice.v1) and the findings that remain in it.

    `items` are those that the review names, as they stand now; `mappings` what is known of the invoice's articles.
    Raises UNMAPPED_LINES, UNRESOLVED_FINDINGS, TOO_MANY_ITEMS or NEGATIVE_STOCK, each with its facts.
    """
    effects = line_effects(review, invoice, items)
    _refuse_unmapped(effects)
    vendor_id = _refuse_unresolved(review, invoice, findings)
    by_id = {line["line_id"]: line for line in invoice["lines"]}
    moving = sorted((each for each in effects if each.excluded is None), key=lambda each: each.item)
    grouped = [(items[item], list(group)) for item, group in groupby(moving, key=lambda each: each.item)]
    if len(grouped) > MAX_ITEMS:
        raise InvoiceplugError(
            "TOO_MANY_ITEMS",
            f"The invoice changes {len(grouped)} stock items; one apply carries {MAX_ITEMS}.",
            count=len(grouped),
            limit=MAX_ITEMS,
        )
    rows = tuple(_row(item, group, by_id, mappings, invoice["currency"]) for item, group in grouped)
    refuse_negative(rows)
    return Plan(
        job_id=review["job_id"],
        review_sha256=review["review_sha256"],
        reading_sha256=review["reading_sha256"],
        vendor_id=vendor_id,
        invoice=dict(invoice),
        rows=rows,
        excluded=tuple(_excluded(each, by_id) for each in effects if each.excluded is not None),
        overrides=tuple(review["overrides"]),
    )


def unit_cost(totals: list[str | None], change: Decimal) -> Decimal | None:
    """What one stock unit cost: the lines' totals by the change, to six places; None where that says nothing."""
    if change == 0 or any(total is None for total in totals):
        return None
    total = sum((Decimal(each) for each in totals if each is not None), Decimal(0))
    cost = EXACT.divide(total, change)
    if not 0 <= cost < LIMIT:
        return None
    rounded = cost.quantize(Decimal("0.000001"), ROUND_HALF_EVEN, context=EXACT)
    whole, _, places = f"{rounded:f}".partition(".")
    return Decimal(f"{whole}.{places.rstrip('0').ljust(2, '0')}")


def _refuse_unmapped(effects: list[LineEffect]) -> None:
    lines = [{"line_id": each.line_id, "missing": list(each.missing)} for each in effects if each.missing]
    if lines:
        first = lines[0]
        words = " and ".join(MISSING_WORDS[name] for name in first["missing"])
        more = f", and {len(lines) - 1} more" if len(lines) > 1 else ""
        raise InvoiceplugError("UNMAPPED_LINES", f"Line {first['line_id']} has {words}{more}.", lines=lines)


def _refuse_unresolved(review: Mapping[str, Any], invoice: Mapping[str, Any], findings: list[dict[str, Any]]) -> str:
    errors = [each for each in open_findings(review, invoice, findings) if each["severity"] == "error"]
    vendor_id = vendor_of(review, invoice)
    if errors or vendor_id is None:
        facts = [{"code": each["code"], "line_ids": each["line_ids"], "message": each["message"]} for each in errors]
        detail = errors[0]["message"] if errors else "No vendor is chosen."
        raise InvoiceplugError("UNRESOLVED_FINDINGS", detail, findings=facts)
    return vendor_id


def _row(item: Item, effects: list[LineEffect], by_id: Mapping[str, Any], known: Known, currency: str) -> PlanRow:
    change = Decimal(0)
    for effect in effects:
        change = EXACT.add(change, effect.change)
    after = EXACT.add(item.on_hand, change)
    if abs(after) >= LIMIT:
        raise InvoiceplugError("REQUEST_INVALID", f"{item.item} would pass 15 digits.", item=item.item)
    lines = tuple(_line(effect, by_id[effect.line_id], known) for effect in effects)
    cost = unit_cost([by_id[each.line_id].get("line_total") for each in effects], change)
    return PlanRow(item, change, after, lines, cost, currency if cost is not None else None)


def _line(effect: LineEffect, line: Mapping[str, Any], known: Known) -> PlanLine:
    code = article(line)
    candidates = known.get(code, []) if code else []
    mapping = next((each for each in candidates if each.item == effect.item), None)
    return PlanLine(effect, dict(line), unit_of(line, effect.chosen_source), code, mapping)


def _excluded(effect: LineEffect, by_id: Mapping[str, Any]) -> dict[str, Any]:
    described = {"description": by_id[effect.line_id].get("description"), "why": effect.excluded}
    return {"line_id": effect.line_id, **{k: v for k, v in described.items() if v is not None}}

"""What one invoice line does to the stock: a change of an item, an exclusion, or what is missing first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from invoiceplug_cloud.domain.records import Item

EXACT = Context(prec=60, traps=[])  # 24 digits times 24 digits fit: nothing is ever rounded on the way
LIMIT = Decimal(10) ** 15  # the schema's decimals have at most 15 digits before the point

MISSING_WORDS = {
    "item": "no stock item",
    "unknown_item": "a stock item that does not exist",
    "factor": "no factor above zero",
    "fraction": "a factor that gives more decimal places than the item has",
    "quantity": "no quantity",
    "received": "a received quantity below zero",
    "reason": "no reason",
    "stock_effect": "no decision whether stock comes in, goes out or stays",
}


@dataclass(frozen=True, slots=True)
class LineEffect:
    """One line's effect: `excluded` says why it moves nothing; `missing` what must be decided before anything can."""

    line_id: str
    missing: tuple[str, ...] = ()
    excluded: str | None = None
    item: str = ""
    quantity: Decimal = Decimal(0)  # signed by the stock effect: quantity x factor = change
    quantity_source: str = ""  # shipped, billed, weight, or received when a person said what came
    chosen_source: str = "shipped"  # the one of the decision, which a mapping learns
    factor: Decimal = Decimal(0)
    change: Decimal = Decimal(0)


def line_effect(
    line: Mapping[str, Any], decision: Mapping[str, Any], items: Mapping[str, Item], document_type: str
) -> LineEffect:
    """What the line does under the operator's decision (`$defs/line` of review.v1) at the item's scale.

    The quantity is what was received, by default shipped; ordered is never used. Only kind `item` moves stock; a line
    of a credit note, or one with a negative quantity or total, moves it only as `stock_effect` says. Whoever keeps out
    what would come in, or says that something else came, gives a reason.
    """
    line_id = line["line_id"]
    if line["kind"] != "item":
        return LineEffect(line_id, excluded=line["kind"])
    if decision.get("exclude"):
        reason = decision.get("reason")
        return LineEffect(line_id, excluded=reason) if reason else LineEffect(line_id, missing=("reason",))
    quantity, source, gaps = _quantity(line, decision)
    if quantity == 0:
        return LineEffect(line_id, missing=gaps) if gaps else LineEffect(line_id, excluded="zero")
    effect, more = _stock_effect(line, decision, quantity, document_type)
    if effect == "none":
        return _kept_out(line_id, gaps, decision.get("reason"), credited=is_credited(line, document_type))
    return _change(line_id, effect, quantity, source, gaps + more, decision, items)


def line_effects(review: Mapping[str, Any], invoice: Mapping[str, Any], items: Mapping[str, Item]) -> list[LineEffect]:
    """What each line of the invoice does under the review's decisions, in the invoice's order."""
    decisions, kind = review["lines"], invoice["document_type"]
    return [line_effect(line, decisions.get(line["line_id"], {}), items, kind) for line in invoice["lines"]]


def article(line: Mapping[str, Any]) -> tuple[str, str] | None:
    """Vendor article (or GTIN) and unit, by which a mapping is found; None when nothing can be learned."""
    code = line.get("vendor_sku") or line.get("gtin")
    return (code, line.get("uom_raw") or line.get("uom") or "") if code else None


def unit_of(line: Mapping[str, Any], quantity_source: str) -> str | None:
    """The unit that the quantity is counted in, as printed where possible."""
    if quantity_source == "weight":
        return line.get("weight_uom")
    return line.get("uom_raw") or line.get("uom")


def at_scale(value: Decimal, scale: int) -> Decimal | None:
    """The number with exactly that many decimal places; None when it has more, or over 15 before the point."""
    exact = EXACT.quantize(value, Decimal(1).scaleb(-scale))
    return exact if exact == value and abs(exact) < LIMIT else None


def _quantity(line: Mapping[str, Any], decision: Mapping[str, Any]) -> tuple[Decimal | None, str, tuple[str, ...]]:
    source = decision.get("quantity_source", "shipped")
    if "received" in decision:
        gaps = () if decision.get("reason") else ("reason",)
        return Decimal(decision["received"]), "received", gaps
    text = {
        "shipped": line.get("qty_shipped"),
        "billed": line.get("qty_billed", line.get("qty_shipped")),
        "weight": line.get("weight"),
    }[source]
    return (None, source, ("quantity",)) if text is None else (Decimal(text), source, ())


def _stock_effect(
    line: Mapping[str, Any], decision: Mapping[str, Any], quantity: Decimal | None, document_type: str
) -> tuple[str | None, tuple[str, ...]]:
    explicit: str | None = decision.get("stock_effect")
    if is_credited(line, document_type):
        return explicit, () if explicit else ("stock_effect",)
    return explicit or "in", ("received",) if quantity is not None and quantity < 0 else ()


def is_credited(line: Mapping[str, Any], document_type: str) -> bool:
    """Whether nobody knows what the line does to the stock before a person said so: it gives back money or goods."""
    printed = (line.get("qty_shipped"), line.get("qty_billed"), line.get("weight"), line.get("line_total"))
    return document_type == "credit_note" or any(Decimal(text) < 0 for text in printed if text is not None)


def _kept_out(line_id: str, gaps: tuple[str, ...], reason: str | None, *, credited: bool) -> LineEffect:
    if not reason and ("reason" in gaps or not credited):
        return LineEffect(line_id, missing=("reason",))
    return LineEffect(line_id, excluded=reason or "credited")


def _change(
    line_id: str,
    effect: str | None,
    quantity: Decimal | None,
    source: str,
    gaps: tuple[str, ...],
    decision: Mapping[str, Any],
    items: Mapping[str, Item],
) -> LineEffect:
    item, factor = decision.get("item"), Decimal(decision.get("factor", "0"))
    if item is None:
        gaps += ("item",)
    elif item not in items:
        gaps += ("unknown_item",)
    if factor <= 0:
        gaps += ("factor",)
    if gaps or quantity is None or item is None:
        return LineEffect(line_id, missing=gaps)
    signed = -abs(quantity) if effect == "out" else abs(quantity)
    change = at_scale(EXACT.multiply(signed, factor), items[item].scale)
    if change is None:
        return LineEffect(line_id, missing=("fraction",))
    return LineEffect(
        line_id,
        item=item,
        quantity=signed,
        quantity_source=source,
        chosen_source=decision.get("quantity_source", "shipped"),
        factor=factor,
        change=change,
    )

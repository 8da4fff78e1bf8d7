"""How many of a review's decisions change what was read: none, and the invoice is applied as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from invoiceplug_cloud.domain.lines import is_credited


def edits_of(review: Mapping[str, Any], read: Mapping[str, Any], invoice: Mapping[str, Any]) -> int:
    """The number of edits in a review of the invoice as `read`; `invoice` is what its corrections make of that.

    An edit is a value that is now another one, an item line that is kept out or of which something else came, an
    override, or a vendor where none was read. To say what an article is in stock, to confirm a value, or to say what
    a credited line does to the stock is none: however well an invoice is read, only a person knows that.
    """
    corrected = [pointer for pointer in review["corrections"] if _at(read, pointer) != _at(invoice, pointer)]
    decisions, kind = review["lines"], invoice["document_type"]
    changed = sum(_is_edited(line, decisions.get(line["line_id"], {}), kind) for line in invoice["lines"])
    chosen = int("vendor_id" in review and "id" not in read.get("vendor", {}))
    return len(corrected) + changed + chosen + len(review["overrides"])


def _is_edited(line: Mapping[str, Any], decision: Mapping[str, Any], document_type: str) -> bool:
    if line["kind"] != "item":  # it moves nothing, whatever is decided
        return False
    said = bool(decision.get("exclude")) or "received" in decision
    return said or (decision.get("stock_effect", "in") != "in" and not is_credited(line, document_type))


def _at(holder: Any, pointer: str) -> Any:
    """The value that a JSON Pointer names; None when there is none."""
    for name in pointer[1:].split("/"):  # no name in an invoice needs an escape
        if isinstance(holder, list):
            holder = holder[int(name)] if name.isdecimal() and int(name) < len(holder) else None
        else:
            holder = holder.get(name) if isinstance(holder, dict) else None
    return holder

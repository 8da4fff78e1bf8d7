"""Readings for tests of the cloud: small, valid by reading.v1, adding up unless a test says otherwise."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from invoiceplug.canonical import hash_without
from invoiceplug.validate import validate_reading

Json = dict[str, Any]


def a_line(qty: str = "8", price: str = "6.00", *, sku: str | None = "4711", uom: str = "CS", **members: Any) -> Json:
    """An item line whose total is quantity times price; None takes a member away."""
    line: Json = {"kind": "item", "description": f"Article {sku}", "vendor_sku": sku, "qty_shipped": qty}
    line |= {"uom_raw": uom, "unit_price": price, "line_total": f"{Decimal(qty) * Decimal(price):.2f}", **members}
    return {name: value for name, value in line.items() if value is not None}


def an_invoice(*lines: Json, number: str = "RE-1", vendor: str | None = "nordkontor", **members: Any) -> Json:
    """invoice.v1 over the lines, without tax."""
    numbered = [{"line_id": str(at), **line} for at, line in enumerate(lines or (a_line(),), start=1)]
    total = f"{sum((Decimal(line.get('line_total', '0')) for line in numbered), Decimal(0)):.2f}"
    invoice: Json = {
        "schema_version": "invoice.v1",
        "document_type": "invoice",
        "invoice_number": number,
        "invoice_date": "2026-03-01",
        "currency": "EUR",
        "lines": numbered,
        "totals": {"lines_net": total, "grand": total},
    }
    party = {"vendor": {"id": vendor, "name": vendor.title()}} if vendor else {}
    return {**invoice, **party, **members}


def a_reading(invoice: Json, sha256: str, *findings: Json) -> Json:
    """reading.v1 of that invoice from a file with that hash."""
    reading: Json = {
        "schema_version": "reading.v1",
        "document": {"sha256": sha256, "bytes": 12, "pages": 1},
        "origin": "plugin" if "vendor" in invoice else "suggested",
        "reader": {"plugin": "test", "version": "1", "host_version": "1"},
        "match": {"reasons": ["a mark on page 1"]},
        "invoice": invoice,
        "sources": {},
        "proofs": {},
        "findings": list(findings),
        "unread": [],
    }
    reading["reading_sha256"] = hash_without(reading, "reading_sha256")
    validate_reading(reading)
    return reading


def a_finding(code: str = "LAYOUT_CHANGED", severity: str = "error", *line_ids: str) -> Json:
    """A finding that the standard checks do not make, so that a recheck carries it along."""
    return {"code": code, "severity": severity, "message": f"{code}!", "line_ids": list(line_ids), "sources": []}


def to(item: str, factor: str = "12", **members: Any) -> Json:
    """The decision that a line goes to that item."""
    return {"item": item, "factor": factor, "quantity_source": "shipped", **members}

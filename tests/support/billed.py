"""Small invoices as JSON data, and what the checks find on them."""

from __future__ import annotations

from typing import Any

from invoiceplug.checks import check_invoice


def line(number: int = 1, **members: str) -> dict[str, Any]:
    given = {"qty_shipped": "4", "unit_price": "2.50", "line_total": "10.00"} | members
    return {"line_id": str(number), "kind": "item", "description": f"Bolt {number}", **given}


def invoice(*lines: dict[str, Any], totals: dict[str, str] | None = None, **members: Any) -> dict[str, Any]:
    return {
        "schema_version": "invoice.v1",
        "document_type": "invoice",
        "invoice_number": "1",
        "invoice_date": "2026-04-03",
        "currency": "USD",
        "lines": list(lines) or [line()],
        "totals": totals or {"grand": "10.00"},
        **members,
    }


def found(data: dict[str, Any]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(each.code, each.path, each.expected, each.actual) for each in check_invoice(data)]

"""Dates in order: one that is not was perhaps read with day and month exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from invoiceplug.checks.amounts import Data
from invoiceplug.reading import Finding

LONGEST = timedelta(days=366)  # between delivery and invoice


def check_date_order(invoice: Data) -> Iterator[Finding]:
    """DATE_ORDER, a warning: due before the invoice, delivered over a year away from it, or expired when delivered.

    Where no delivery date is printed, goods should not have expired when they were billed. What is credited may have.
    """
    billed = date.fromisoformat(invoice["invoice_date"])
    due, delivered = _date(invoice, "due_date"), _date(invoice, "delivery_date")
    if due and due < billed:
        yield _odd(f"It is due on {due}, before its date, {billed}.", "/due_date", due)
    if delivered and abs(delivered - billed) > LONGEST:
        yield _odd(
            f"It was delivered on {delivered}, over a year from its date, {billed}.", "/delivery_date", delivered
        )
    if invoice["document_type"] == "credit_note":
        return
    received, what = (delivered, "delivery") if delivered else (billed, "invoice's date")
    for index, line in enumerate(invoice["lines"]):
        expiry = _date(line, "expiry")
        if expiry and expiry < received:
            said = f"Line {line['line_id']} expired on {expiry}, before the {what}, {received}."
            yield _odd(said, f"/lines/{index}/expiry", expiry, (line["line_id"],))


def _date(data: Data, name: str) -> date | None:
    return date.fromisoformat(data[name]) if name in data else None


def _odd(said: str, path: str, actual: date, line_ids: tuple[str, ...] = ()) -> Finding:
    return Finding("DATE_ORDER", "warning", said, line_ids, path, actual=actual.isoformat())

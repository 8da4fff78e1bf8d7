"""A reading as a screen: header, line items, totals, and what does not add up."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import click

from invoiceplug.cli.output import BAD, ODD, OK, bad, dim, good, odd, strong
from invoiceplug.cli.table import GAP, columns, fit, width

Data = dict[str, Any]

PROVED = "proved"  # a column of suggested readings alone

_COLUMNS = (  # title, member, right-aligned
    ("", PROVED, False),
    ("#", "line_id", True),
    ("SKU", "vendor_sku", False),
    ("Description", "description", False),
    ("Ordered", "qty_ordered", True),
    ("Qty", "qty_shipped", True),
    ("Back-ordered", "qty_backordered", True),
    ("Unit", "uom_raw", False),
    ("Weight", "weight", True),
    ("Price", "unit_price", True),
    ("per", "price_qty", True),
    ("Tax %", "tax_rate", True),
    ("Amount", "line_total", True),
)
_ALWAYS = ("line_id", "description", "line_total")
_FACTS = (
    ("customer", "customer_number"),
    ("order", "purchase_order"),
    ("due", "due_date"),
    ("delivered", "delivery_date"),
)
_TOTALS = (
    ("Lines", "lines_net"),
    ("Allowances", "allowances"),
    ("Charges", "charges"),
    ("Tax", "tax"),
    ("Total", "grand"),
    ("Prepaid", "prepaid"),
    ("Rounding", "rounding"),
    ("Due", "amount_due"),
)


def reading_screen(file: str, reading: Data) -> str:
    """The reading of one file for a terminal, with a line feed at its end."""
    room = shutil.get_terminal_size((100, 24)).columns
    invoice = reading["invoice"]
    table = _lines(reading, room)
    parts = [
        *_head(file, reading),
        "",
        *table,
        *_totals(invoice, max(width(click.unstyle(line)) for line in table)),
        "",
        *_findings(reading),
    ]
    return "\n".join(parts) + "\n"


def _head(file: str, reading: Data) -> Iterator[str]:
    invoice = reading["invoice"]
    vendor = invoice.get("vendor", {})
    title = "   ".join(
        (
            vendor.get("name", vendor.get("id", "")),
            invoice["invoice_number"],
            invoice["invoice_date"],
            invoice["currency"],
        )
    )
    yield f"{strong(title)}   {dim(f'({_read_by(reading)})')}"
    kind = "credit note" if invoice["document_type"] == "credit_note" else "invoice"
    facts = [f"{word} {invoice[name]}" for word, name in _FACTS if name in invoice]
    pages = reading["document"]["pages"]
    yield dim(" · ".join([kind, *facts, f"{pages} page{'s'[: pages > 1]}", file]))


def _read_by(reading: Data) -> str:
    """The plugin, or the attachment that was read instead of the page."""
    attached = [place["attachment"] for place in reading["sources"].get("/invoice_number", ()) if "attachment" in place]
    if reading["origin"] == "suggested":
        return "a suggestion: no plugin knows this vendor"
    reader = reading["reader"]
    return f"from the e-invoice {attached[0]}" if attached else f"{reader['plugin']} {reader['version']}"


def _lines(reading: Data, room: int) -> list[str]:
    lines = reading["invoice"]["lines"]
    if reading["origin"] == "suggested":
        lines = [line | {PROVED: OK if _is_proved(reading, at) else ODD} for at, line in enumerate(lines)]
    used = [each for each in _COLUMNS if each[1] in _ALWAYS or any(each[1] in line for line in lines)]
    rows = [[title for title, _, _ in used]]
    rows += [[_cell(line, member) for _, member, _ in used] for line in lines]
    give = [member for _, member, _ in used].index("description")
    first, *rest = columns(rows, [right for _, _, right in used], room - len(GAP), give)
    return [f"{GAP}{strong(first)}", *(f"{GAP}{line}" for line in rest)]


def _is_proved(reading: Data, index: int) -> bool:
    """Whether arithmetic proves the line."""
    return f"/lines/{index}/line_total" in reading["proofs"]


def _cell(line: Data, member: str) -> str:
    if member == "description" and line["kind"] != "item":
        return f"{line.get(member, '')} [{line['kind']}]".strip()
    return str(line.get(member, ""))


def _totals(invoice: Data, edge: int) -> Iterator[str]:
    """The amounts under the amount column, each with its label to the left."""
    rows = list(_amounts(invoice))
    size = max(width(amount) for _, amount in rows)
    yield fit("-" * size, edge, right=True)
    for label, amount in rows:
        line = fit(f"{label}{GAP}{fit(amount, size, right=True)}", edge, right=True, cut=False)
        yield strong(line) if label == "Total" else line


def _amounts(invoice: Data) -> Iterator[tuple[str, str]]:
    """Label and amount from the lines' sum to what is due; charges and taxes one by one where they are known."""
    totals, taxes = invoice["totals"], invoice.get("taxes", ())
    for label, name in _TOTALS:
        if name == "charges":
            yield from ((each.get("description", each["kind"]), each["amount"]) for each in invoice.get("charges", ()))
        if name == "tax":
            yield from ((_tax_label(each), each["amount"]) for each in taxes)
        if name in totals and not (name == "tax" and taxes) and not (name == "charges" and invoice.get("charges")):
            yield label, totals[name]


def _tax_label(tax: Data) -> str:
    rate = f"Tax {tax['rate']} %" if "rate" in tax else "Tax"
    return f"{rate} on {tax['basis']}" if "basis" in tax else rate


def _findings(reading: Data) -> Iterator[str]:
    findings = reading["findings"]
    if reading["origin"] == "suggested":
        yield from _proofs(reading)
    if not findings:
        count = len(reading["invoice"]["lines"])
        yield f"{good(OK)} {count} lines read, everything adds up."
        return
    for finding in findings:
        mark = bad(BAD) if finding["severity"] == "error" else odd(ODD)
        yield f"{mark} {finding['code']}: {finding['message']}{_where(finding)}"
    errors = sum(finding["severity"] == "error" for finding in findings)
    if errors:
        yield dim(f"{errors} problem{'s'[: errors > 1]}: --strict makes this fail.")


def _proofs(reading: Data) -> Iterator[str]:
    """How many lines arithmetic proves, and which totals it does by which equation."""
    count = len(reading["invoice"]["lines"])
    proved = sum(_is_proved(reading, index) for index in range(count))
    said = f"{proved} of {count} lines proved by arithmetic ({OK})"
    yield f"{good(OK)} {said}." if proved == count else f"{odd(ODD)} {said}, {count - proved} unproved ({ODD})."
    for pointer, equation in reading["proofs"].items():
        if pointer.startswith("/totals/"):
            yield f"{good(OK)} {pointer.removeprefix('/totals/').replace('_', ' ')} proved: {equation}"


def _where(finding: Data) -> str:
    pages = sorted({source["page"] for source in finding["sources"] if "page" in source})
    return dim(f" (page {', '.join(map(str, pages))})") if pages else ""

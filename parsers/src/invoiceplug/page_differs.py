"""The embedded invoice against what the page shows: PAGE_DIFFERS for each value that both have and that differs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from invoiceplug.invoice import Totals
from invoiceplug.invoice_json import Sources, source_from_json
from invoiceplug.reading import Finding, Severity
from invoiceplug.record import members_of

Data = dict[str, Any]

TEXTS: dict[str, Severity] = {
    "document_type": "error",
    "invoice_number": "error",
    "invoice_date": "error",
    "currency": "error",
    "due_date": "warning",
    "delivery_date": "warning",
}
LINE_NUMBERS: dict[str, Severity] = {"line_total": "error", "tax_rate": "warning"}
QUANTITIES = ("qty_shipped", "qty_billed", "weight")  # any of them may be what the other one calls the quantity


def differences(embedded: Data, page: Data, sources: Sources, page_sources: Sources) -> Iterator[Finding]:
    """The differences in the order of the invoice; `expected` is what the page shows, `actual` the embedded value.

    Amounts are compared as numbers, and only where both sides have a value; lines by their number or article number,
    and one that only one side has is a difference.
    """
    compared = _Compared(embedded, page, sources, page_sources)
    yield from compared.header()
    yield from compared.lines()


class _Compared:
    def __init__(self, embedded: Data, page: Data, sources: Sources, page_sources: Sources) -> None:
        self.embedded, self.page = embedded, page
        self.sources, self.page_sources = sources, page_sources

    def header(self) -> Iterator[Finding]:
        for name, severity in TEXTS.items():
            one, other = self.embedded.get(name), self.page.get(name)
            if one is not None and other is not None and one != other:
                yield self._finding(f"/{name}", f"/{name}", one, other, severity)
        for name in members_of(Totals):
            one, other = self.embedded["totals"].get(name), self.page["totals"].get(name)
            if one is not None and other is not None and Decimal(one) != Decimal(other):
                yield self._finding(f"/totals/{name}", f"/totals/{name}", one, other, "error")

    def lines(self) -> Iterator[Finding]:
        ours = [index for index, line in enumerate(self.embedded["lines"]) if _counts(line)]
        theirs = [index for index, line in enumerate(self.page["lines"]) if _counts(line)]
        pairs = _paired(self.embedded["lines"], self.page["lines"], ours, theirs)
        for index in ours:
            if index in pairs:
                yield from self._line(index, pairs[index])
            else:
                yield self._alone(index, self.embedded, "The embedded invoice has a line that the page does not show")
        for index in theirs:
            if index not in pairs.values():
                yield self._alone(index, self.page, "The page shows a line that the embedded invoice does not have")

    def _line(self, index: int, other: int) -> Iterator[Finding]:
        one, page = self.embedded["lines"][index], self.page["lines"][other]
        yield from self._quantity(index, other)
        if _price(one) is not None and _price(page) is not None and _price(one) != _price(page):
            yield self._line_finding(index, other, "unit_price", "unit_price", "error")
        for name, severity in LINE_NUMBERS.items():
            if name in one and name in page and Decimal(one[name]) != Decimal(page[name]):
                yield self._line_finding(index, other, name, name, severity)

    def _quantity(self, index: int, other: int) -> Iterator[Finding]:
        one, page = self.embedded["lines"][index], self.page["lines"][other]
        shown = [name for name in QUANTITIES if name in page]
        if "qty_shipped" in one and shown and Decimal(one["qty_shipped"]) not in [Decimal(page[n]) for n in shown]:
            yield self._line_finding(index, other, "qty_shipped", shown[0], "error")

    def _line_finding(self, index: int, other: int, name: str, shown: str, severity: Severity) -> Finding:
        one, page = self.embedded["lines"][index][name], self.page["lines"][other][shown]
        line_id = self.embedded["lines"][index]["line_id"]
        pointers = f"/lines/{index}/{name}", f"/lines/{other}/{shown}"
        return self._finding(*pointers, one, page, severity, line_id=line_id)

    def _alone(self, index: int, holder: Data, said: str) -> Finding:
        line = holder["lines"][index]
        what = " ".join(line[name] for name in ("line_number", "vendor_sku", "description") if name in line)
        pointer = f"/lines/{index}/line_total"
        ours = holder is self.embedded
        places = (self.sources if ours else self.page_sources).get(pointer, ())
        ids, path = ((line["line_id"],), pointer) if ours else ((), "/lines")
        return Finding(
            "PAGE_DIFFERS", "error", f"{said}: {what}.", ids, path, sources=tuple(map(source_from_json, places))
        )

    def _finding(
        self, pointer: str, shown_at: str, one: str, page: str, severity: Severity, *, line_id: str | None = None
    ) -> Finding:
        what = pointer.rpartition("/")[2].replace("_", " ")
        where = f"Line {line_id}: the" if line_id else "The"
        said = f"{where} embedded invoice has {what} {one}, but the page shows {page}."
        places = [*self.page_sources.get(shown_at, ()), *self.sources.get(pointer, ())]
        ids = (line_id,) if line_id else ()
        return Finding("PAGE_DIFFERS", severity, said, ids, pointer, page, one, tuple(map(source_from_json, places)))


def _counts(line: Data) -> bool:
    return "line_total" in line or "qty_shipped" in line


def _paired(one: list[Data], other: list[Data], ours: list[int], theirs: list[int]) -> dict[int, int]:
    """Which line of the page is which of ours: by line number, by article number, or, counts being equal, by place."""
    for name in ("line_number", "vendor_sku", "gtin"):
        here = {_key(one[index], name): index for index in ours}
        there = {_key(other[index], name): index for index in theirs}
        usable = "" not in here and "" not in there and len(here) == len(ours) and len(there) == len(theirs)
        if usable and here.keys() & there.keys():
            return {index: there[key] for key, index in here.items() if key in there}
    return dict(zip(ours, theirs, strict=False))


def _key(line: Data, name: str) -> str:
    """The value as two spellings of it agree: 007 and 7 are one line number."""
    text: str = line.get(name, "").casefold()
    return text.lstrip("0") or text


def _price(line: Data) -> Decimal | None:
    if "unit_price" not in line:
        return None
    return Decimal(line["unit_price"]) / (Decimal(line.get("price_qty", "1")) or 1)

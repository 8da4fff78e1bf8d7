"""What a drafted template is to read from a sample: the values of a reading, each with its words on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from invoiceplug.authoring.draft_places import words_at, words_like, words_saying
from invoiceplug.document import Document, Word, row_box
from invoiceplug.geometry import Box
from invoiceplug.invoice import Source
from invoiceplug.toolkit.locale import Locale

LINE_VALUES = (
    *("line_number", "vendor_sku", "buyer_sku", "gtin", "mpn", "qty_ordered", "qty_shipped", "qty_backordered"),
    *("uom_raw", "pack_text", "weight", "weight_uom", "unit_price", "price_qty", "price_uom", "line_total"),
    *("tax_rate", "purchase_order_line", "lot", "expiry"),
)
FIELDS = ("invoice_number", "invoice_date", "due_date", "delivery_date", "customer_number", "purchase_order")
TOTALS = ("lines_net", "allowances", "charges", "tax", "grand", "prepaid", "rounding", "amount_due")
MAKE_A_LINE = ("qty_shipped", "unit_price", "line_total")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value as the invoice writes it, and the words that print it; none where it was not found on the page."""

    value: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class WantedSet:
    """Everything that is wanted of one sample; lines, taxes and charges in their order."""

    document_type: str
    currency: str
    fields: dict[str, Wanted] = field(default_factory=dict)
    lines: tuple[dict[str, Wanted], ...] = ()
    totals: dict[str, Wanted] = field(default_factory=dict)
    taxes: tuple[dict[str, Wanted], ...] = ()
    charges: tuple[tuple[str, dict[str, Wanted]], ...] = ()


def wanted_of(document: Document, invoice: dict[str, Any], sources: dict[str, list[dict[str, Any]]],
              locale: Locale) -> WantedSet:  # fmt: skip
    """The values of an invoice.v1 with their words, by the reading's places or where the page says just that."""
    finder = _Finder(document, sources, locale)
    taxes = [finder.each(f"/taxes/{n}", tax, ("rate", "basis", "amount")) for n, tax in _items(invoice, "taxes")]
    charges = [
        (charge["kind"], finder.each(f"/charges/{n}", charge, ("description", "amount")))
        for n, charge in _items(invoice, "charges")
    ]
    return WantedSet(
        invoice.get("document_type", "invoice"),
        invoice.get("currency", ""),
        finder.each("", invoice, FIELDS),
        tuple(finder.lines([{**line, "_at": n} for n, line in _items(invoice, "lines")])),
        finder.each("/totals", invoice.get("totals", {}), TOTALS),
        tuple(tax for tax in taxes if tax["amount"].words),
        tuple(charge for charge in charges if charge[1]["amount"].words),
    )


def _items(invoice: dict[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from enumerate(invoice.get(name, ()))


class _Finder:
    def __init__(self, document: Document, sources: dict[str, list[dict[str, Any]]], locale: Locale) -> None:
        self.document = document
        self.sources = sources
        self.locale = locale

    def each(self, at: str, values: dict[str, Any], names: Sequence[str]) -> dict[str, Wanted]:
        """The values of these names that there are; where no place is told, wherever the pages say just that."""
        return {name: self._one(f"{at}/{name}", name, values[name]) for name in names if values.get(name) is not None}

    def lines(self, lines: Sequence[dict[str, Any]]) -> Iterator[dict[str, Wanted]]:
        """The items; a value without a place is looked for between its line and the next one."""
        placed = [
            (line, {name: self._placed(f"/lines/{line['_at']}/{name}") for name in (*LINE_VALUES, "description")})
            for line in lines
            if any(line.get(name) is not None for name in MAKE_A_LINE)
        ]
        heads = [_first(words) for _, words in placed]
        for index, (line, words) in enumerate(placed):
            near = self._near(heads, index)
            said = set(words["description"])  # in which a value may stand that nobody knew
            taken = {word for each in words.values() for word in each} - said
            found: dict[str, Wanted] = {}
            for name in (each for each in LINE_VALUES if line.get(each) is not None):
                value = str(line[name])
                own = words[name] or words_like(near, name, value, self.locale, taken | said)
                own = own or words_like(near, name, value, self.locale, taken)
                taken.update(own)
                found[name] = Wanted(str(line[name]), own)
            found |= dict(self._discounts(line))
            if text := line.get("description"):
                printed = words_saying(near, text) or words["description"]
                found["description"] = Wanted(text, tuple(word for word in printed if word not in taken))
            yield found

    def _discounts(self, line: dict[str, Any]) -> Iterator[tuple[str, Wanted]]:
        for at, allowance in enumerate(line.get("allowances", ())[:2]):
            for name in ("percent", "amount"):
                words = self._placed(f"/lines/{line['_at']}/allowances/{at}/{name}")
                if words and allowance.get(name) is not None:
                    yield f"discount_{name}{'_2' if at else ''}", Wanted(str(allowance[name]), words)

    def _near(self, heads: Sequence[Word | None], index: int) -> list[tuple[Word, ...]]:
        """The text rows from a line's own first word to the next line's; () where it has none."""
        head = heads[index]
        if head is None:
            return self._between(heads, index)
        below = [each for each in heads[index + 1 :] if each and each.page == head.page]
        floor = below[0].box.y0 if below else 1.0
        page = self.document.pages[head.page - 1]
        return [row for row in page.lines() if head.box.y0 - head.box.height / 2 < row_box(row).middle[1] < floor]

    def _between(self, heads: Sequence[Word | None], index: int) -> list[tuple[Word, ...]]:
        """For a line that somebody added: the text rows between its neighbours."""
        above = next((each for each in reversed(heads[:index]) if each), None)
        below = next((each for each in heads[index + 1 :] if each), None)
        found = []
        for page in self.document.pages[(above.page if above else 1) - 1 : below.page if below else None]:
            for row in page.lines():
                middle = row_box(row).middle[1]
                under = above is None or page.number > above.page or middle > above.box.y1
                over = below is None or page.number < below.page or middle < below.box.y0
                found += [row] if under and over else []
        return found

    def _one(self, at: str, name: str, value: Any) -> Wanted:
        words = self._placed(at)
        rows = [row for page in self.document.pages for row in page.lines()]
        return Wanted(str(value), words or words_like(rows, name, str(value), self.locale))

    def _placed(self, at: str) -> tuple[Word, ...]:
        places = [
            Source(each.get("text", ""), each.get("page"), Box(*each["box"]))
            for each in self.sources.get(at, ())
            if each.get("box")
        ]
        return words_at(self.document, places)


def _first(words: dict[str, tuple[Word, ...]]) -> Word | None:
    """The word that says where the line stands: of its total, else of another number."""
    return next((words[name][0] for name in ("line_total", "unit_price", "qty_shipped") if words[name]), None)

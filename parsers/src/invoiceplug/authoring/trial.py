"""One sample put to the test: read as the task reads it, compared with its expected file, and checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from invoiceplug.authoring.compare import MISSING, Difference, count_values, differences
from invoiceplug.authoring.invariants import broken
from invoiceplug.authoring.samples import Sample
from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.pipeline import read_invoice
from invoiceplug.plugins import InstalledExtractor, Plugins
from invoiceplug.toolkit.open import open_pdf

Status = Literal["passed", "differs", "broken", "error", "new"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read: page, box in points from the top left of the page as displayed, printed text."""

    page: int
    box: tuple[float, float, float, float]
    text: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one sample. `new` means that there is no expected file yet."""

    sample: Sample
    status: Status
    invoice: dict[str, Any] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    error: InvoiceplugError | None = None

    @property
    def lines(self) -> int:
        return len(self.invoice.get("lines", ()))

    @property
    def values(self) -> int:
        return count_values(self.invoice)


def try_sample(sample: Sample, installed: InstalledExtractor, plugins: Plugins) -> Trial:
    """The trial of one sample of this vendor, among all plugins: another one that claims it is an error too."""
    data = sample.pdf.read_bytes()
    try:
        reading, again = (read_invoice(data, plugins=plugins).to_json() for _ in range(2))
        expected = _expected(sample)
        document = open_pdf(data)
    except InvoiceplugError as error:
        return Trial(sample, "error", error=error)
    invoice = reading["invoice"]
    if reading["reader"]["plugin"] != installed.plugin or invoice["vendor"]["id"] != installed.vendor.id:
        said = f"it was identified as {invoice['vendor']['id']}: {'; '.join(reading['match']['reasons'])}"
        return Trial(sample, "broken", invoice, broken=(said,))
    holds_not = tuple(broken(reading, again, document))
    found = tuple(differences(expected, invoice)) if expected is not None else ()
    places = {each.read_at: _places(each.read_at, reading["sources"], document) for each in found}
    status: Status = "new" if expected is None else "differs" if found else "broken" if holds_not else "passed"
    return Trial(sample, status, invoice, found, places, holds_not)


def expected_text(invoice: dict[str, Any]) -> str:
    """The invoice as an expected file: sorted keys, two spaces, a line feed at the end."""
    return json.dumps(invoice, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def value_json(value: Any) -> Any:
    """A compared value as JSON data: null for what is missing."""
    return None if value is MISSING else value


def _expected(sample: Sample) -> Any:
    if not sample.expected.exists():
        return None
    try:
        return json.loads(sample.expected.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        detail = f"{sample.expected.name} is no JSON: {error}."
        raise InvoiceplugError("REQUEST_INVALID", detail) from error


def _places(pointer: str, sources: dict[str, list[dict[str, Any]]], document: Document) -> tuple[Place, ...]:
    """The places of a value, or, for a whole line, of the values in it."""
    named = sources.get(pointer) or [
        source for each, found in sources.items() if each.startswith(f"{pointer}/") for source in found
    ]
    return tuple(_place(source, document) for source in named if "page" in source)


def _place(source: dict[str, Any], document: Document) -> Place:
    page = document.pages[source["page"] - 1]
    x0, y0, x1, y1 = source["box"]
    box = (x0 * page.width, y0 * page.height, x1 * page.width, y1 * page.height)
    return Place(
        source["page"], (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)), source["text"]
    )

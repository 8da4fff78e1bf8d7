"""Why a file is read as it is: who claims it by which marks, every step of the reading, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from invoiceplug.authoring.derived import derived_steps
from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Match, Miss
from invoiceplug.identify import Answer, ask_all
from invoiceplug.invoice_json import Sources, invoice_to_json
from invoiceplug.pipeline import TEXTLESS, read_invoice
from invoiceplug.plugins import InstalledExtractor, Plugins
from invoiceplug.toolkit.open import open_pdf
from invoiceplug.trace import Step, Trace, tracing


@dataclass(frozen=True, slots=True)
class Asked:
    """What one vendor's extractor said of the document, and its marks one by one where it tells them."""

    installed: InstalledExtractor
    said: Match | Miss | InvoiceplugError | None
    marks: tuple[Step, ...] = ()

    @property
    def claims(self) -> bool:
        return isinstance(self.said, Match)

    @property
    def found(self) -> int:
        """How many of its marks are there."""
        if isinstance(self.said, Match):
            return len(self.said.reasons)
        return self.said.found if isinstance(self.said, Miss) else 0

    @property
    def missing(self) -> tuple[str, ...]:
        """The marks that are not there."""
        return self.said.missing if isinstance(self.said, Miss) else ()


@dataclass(frozen=True, slots=True)
class Explained:
    """One file explained: as far as the reading came, whether it ended in a reading or in an error.

    `asked` is in order of nearness. `invoice` and `sources` are what the extractor returned, also where something in
    it is missing; `reading` is None when there is an error. `document` is None when the PDF cannot be opened.
    """

    document: Document | None = None
    asked: tuple[Asked, ...] = ()
    steps: tuple[Step, ...] = ()
    invoice: dict[str, Any] = field(default_factory=dict)
    sources: Sources = field(default_factory=dict)
    reading: dict[str, Any] | None = None
    error: InvoiceplugError | None = None
    vendor: InstalledExtractor | None = None


def explain(data: bytes, plugins: Plugins, *, vendor: str | None = None, **options: Any) -> Explained:
    """How the PDF is read, step by step; never raises for what the file or a plugin does wrong.

    `vendor` forces one by id, `options` are those of `read_invoice`. A scan is opened as well: there may be an
    e-invoice in it, and its pages can be looked at.
    """
    try:
        document = _opened(data)
    except InvoiceplugError as error:
        return Explained(error=error)
    asked = who(document, plugins) if any(page.words for page in document.pages) else ()
    reading: dict[str, Any] | None = None
    failed: InvoiceplugError | None = None
    with tracing() as trace:
        try:
            reading = read_invoice(data, plugins=plugins, vendor=vendor, **options).to_json()
        except InvoiceplugError as error:
            failed = error
    invoice, sources = _as_far_as_read(trace, reading)
    steps = [step for step in trace.steps if step.vendor is None]
    steps += derived_steps(steps, invoice, sources, (reading or {}).get("unread", ()))
    return Explained(document, asked, tuple(steps), invoice, sources, reading, failed, _read_by(asked, vendor, reading))


def who(document: Document, plugins: Plugins) -> tuple[Asked, ...]:
    """Every vendor's answer: those who claim the document first, then the nearest."""
    with tracing() as trace:
        answers = ask_all(document, plugins.extractors)
    asked = [Asked(each.installed, each.said, _marks(each, trace)) for each in answers]
    return tuple(sorted(asked, key=lambda each: (not each.claims, -each.found, len(each.missing))))


def _opened(data: bytes) -> Document:
    try:
        return open_pdf(data)
    except InvoiceplugError as error:
        if error.code not in TEXTLESS:
            raise
        return open_pdf(data, textless=True)


def _marks(answer: Answer, trace: Trace) -> tuple[Step, ...]:
    return tuple(step for step in trace.steps if step.vendor == answer.installed.vendor.id and step.kind == "mark")


def _as_far_as_read(trace: Trace, reading: dict[str, Any] | None) -> tuple[dict[str, Any], Sources]:
    """The invoice and its places: of the reading, else of what the extractor returned before it was refused."""
    if reading is not None:
        return reading["invoice"], reading["sources"]
    try:
        return invoice_to_json(trace.invoice) if trace.invoice is not None else ({}, {})
    except (TypeError, ValueError, AttributeError):  # the very reason why it was refused
        return {}, {}


def _read_by(asked: tuple[Asked, ...], vendor: str | None, reading: dict[str, Any] | None) -> InstalledExtractor | None:
    """The extractor that read, or tried to; None when nobody did."""
    if reading is not None and reading["origin"] != "plugin":
        return None
    if vendor is not None:
        named = (each.installed for each in asked)
        return next((each for each in named if vendor in (each.vendor.id, *each.vendor.aliases)), None)
    claims = [each.installed for each in asked if each.claims]
    return claims[0] if len(claims) == 1 else None

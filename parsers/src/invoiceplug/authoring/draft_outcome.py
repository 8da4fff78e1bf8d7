"""What a fresh draft makes of a sample, in words: by the very code path of `read`, against what was wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from invoiceplug.authoring.draft import Sample
from invoiceplug.authoring.draft_places import same_number
from invoiceplug.authoring.draft_wanted import MAKE_A_LINE, WantedSet
from invoiceplug.document import row_text
from invoiceplug.errors import InvoiceplugError
from invoiceplug.pipeline import read_document
from invoiceplug.plugins import Plugins

MOST = 8  # differences that are told one by one
COMPARED = (*MAKE_A_LINE, "vendor_sku")
BY_A_PERSON = (*COMPARED, "description")  # the draft cuts its columns better than the reader of last resort


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sample: a line that says what was read, and what is left to do about it."""

    headline: str
    left: tuple[str, ...]
    is_read: bool
    is_as_wanted: bool = False  # nothing of what was wanted differs


def outcome_of(name: str, sample: Sample, plugins: Plugins, vendor: str) -> Outcome:
    """The sample read by its draft; a vendor that its own marks do not find is told too."""
    try:
        reading = read_document(sample.document, plugins=plugins, vendor=vendor, embedded=False)
    except InvoiceplugError as error:
        return Outcome(f"{name} is not read yet: {error.code}: {error.detail}", (), is_read=False)
    invoice = reading.invoice
    total = f"{invoice['currency']} {invoice['totals'].get('grand', '?')}"
    headline = (
        f"{name} read: {invoice['document_type']} {invoice['invoice_number']} of {invoice['invoice_date']}, "
        f"{len(invoice['lines'])} lines, {total}"
    )
    names = BY_A_PERSON if sample.corrected else COMPARED
    differs = list(_differences(sample.wanted, invoice, names)) if sample.wanted else []
    left = [*_claimed(sample, plugins, vendor), *differs]
    left += [f"{finding.code}: {finding.message}" for finding in reading.findings]
    rest = len(left) - MOST
    said = (*left[:MOST], *([f"and {rest} more"] if rest > 0 else []))
    return Outcome(headline, said, is_read=True, is_as_wanted=bool(sample.wanted and not differs))


def _claimed(sample: Sample, plugins: Plugins, vendor: str) -> Iterator[str]:
    """What its marks and those of others make of it."""
    from invoiceplug.identify import identify

    try:
        found = identify(sample.document, plugins.extractors)
    except InvoiceplugError as error:
        yield f"`match` does not single it out: {error.code}: {error.detail}"
    else:
        if found.installed.vendor.id != vendor:
            yield f"`match` does not find it: {found.installed.vendor.id} claims it"


def _differences(wanted: WantedSet, invoice: dict[str, Any], names: Sequence[str]) -> Iterator[str]:
    """Where the template reads something else than was wanted; of lines these names are compared."""
    lines = invoice["lines"]
    if len(lines) != len(wanted.lines):
        yield f"it reads {len(lines)} lines, wanted are {len(wanted.lines)}: see `lines` in the template"
    for at, (row, line) in enumerate(zip(wanted.lines, lines, strict=False), start=1):
        for name in names:
            if name in row and not _is_same(line.get(name), row[name].value):
                printed = row_text(row[name].words) or row[name].value
                yield f'line {at}, {name}: it reads "{line.get(name, "nothing")}", wanted is "{printed}"'
    for name, value in {**wanted.fields, **wanted.totals}.items():
        read = invoice.get(name, invoice["totals"].get(name))
        if not _is_same(read, value.value):
            yield f'{name}: it reads "{read or "nothing"}", wanted is "{value.value}"'


def _is_same(read: Any, wanted: str) -> bool:
    return read is not None and (str(read) == wanted or same_number(read, wanted))

"""`admit`: a PDF from a stranger, looked at, counted, and written anew by qpdf; what is odd about it is a finding.

Everything here happens in memory, in the caller's process, which should be one that may die of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pikepdf import Pdf

from invoiceplug.errors import InvoiceplugError
from invoiceplug.front_door.carried import carried_findings
from invoiceplug.front_door.container import Container, look_at_container
from invoiceplug.front_door.forms import form_findings
from invoiceplug.front_door.preflight.functions import measure_functions
from invoiceplug.front_door.preflight.meter import Meter
from invoiceplug.front_door.preflight.objects import count_objects
from invoiceplug.front_door.preflight.pages import count_pages, measure_pages
from invoiceplug.front_door.qpdf import limited_qpdf, opened, rewritten, warnings_of
from invoiceplug.front_door.revisions import shows_another_page
from invoiceplug.glance import glance
from invoiceplug.limits import Limits
from invoiceplug.reading import Finding

# What reading a PDF ends in when what it should show is gone
_NOTHING_THERE = (
    "NO_PAGES", "SCANNED_NO_TEXT", "UNREADABLE_TEXT", "NO_VENDOR_MATCH",
    "FIELD_NOT_FOUND", "VALUE_UNREADABLE", "NO_LINE_ITEMS",
)  # fmt: skip
_SAYS_NOTHING = "file is damaged"  # qpdf's first words before it says how


@dataclass(frozen=True, slots=True)
class Admitted:
    """The copy to read in place of the PDF, what was noticed (warnings all), and whether anything was mended.

    `measured` holds the largest value that was found of each limit.
    """

    data: bytes = field(repr=False)
    findings: tuple[Finding, ...]
    repaired: bool
    measured: Mapping[str, int]


def admit(data: bytes, limits: Limits, password: str | None = None) -> Admitted:
    """The PDF as a clean copy without encryption; a reading keeps hash and size of `data` all the same.

    Raises InvoiceplugError: EMPTY_FILE, FILE_TOO_LARGE, NOT_A_PDF, ENCRYPTED_PDF, DAMAGED_PDF, NO_PAGES, XFA_ONLY,
    and for a limit of `limits` that the PDF is over TOO_MANY_PAGES, TOO_COMPLEX, DECOMPRESSION_BOMB or LIMIT_OUTPUT.
    """
    container = look_at_container(data, glance(data, limits))
    meter = Meter(limits)
    meter.note("pdf_bytes", len(data))
    meter.note("objects", container.object_headers)
    with limited_qpdf(limits), opened(container.pdf, password) as pdf:
        noticed = _examined(pdf, container, meter, password)
        copy = rewritten(pdf)
        mended = (*warnings_of(pdf, limits), *meter.mended)
    repaired = (_repaired(mended),) if mended else ()
    return Admitted(copy, (*container.findings, *repaired, *noticed), bool(mended), meter.largest)


def instead_of_nothing(error: InvoiceplugError, admitted: Admitted) -> InvoiceplugError:
    """DAMAGED_PDF in place of an error that says that something is not there, when the PDF had to be repaired.

    A repair can lose every word of a page; that is then no scan, no stranger and no invoice without lines.
    """
    if not admitted.repaired or error.code not in _NOTHING_THERE:
        return error
    detail = f"The PDF is damaged, and what could be saved of it cannot be read: {error.detail}"
    return InvoiceplugError("DAMAGED_PDF", detail, saved=error.code)


def _examined(pdf: Pdf, container: Container, meter: Meter, password: str | None) -> list[Finding]:
    count_pages(pdf, meter)
    objects = count_objects(pdf, meter)
    measure_functions(objects, meter)
    measure_pages(pdf, meter)
    findings = [*carried_findings(pdf, objects), *form_findings(pdf, objects)]
    if container.first_revision and shows_another_page(container.first_revision, pdf, password):
        said = "The PDF was changed after it was made: its first version shows other pages."
        findings.append(Finding("INCREMENTAL_UPDATES", "warning", said))
    return findings


def _repaired(mended: tuple[str, ...]) -> Finding:
    told = [each for each in mended if each != _SAYS_NOTHING] or ["its table of objects was wrong"]
    more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
    return Finding("REPAIRED", "warning", f"The PDF was damaged and has been repaired: {told[0]}{more}.")

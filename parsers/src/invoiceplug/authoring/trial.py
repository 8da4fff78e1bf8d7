"""One sample put to the test: read as the task reads it, compared with its expected file, and checked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any, Literal

from invoiceplug.authoring.beside import Beside, read_beside
from invoiceplug.authoring.compare import MISSING, Difference, count_values, differences
from invoiceplug.authoring.details import Detail, detail_of
from invoiceplug.authoring.hints import locales_of
from invoiceplug.authoring.invariants import broken
from invoiceplug.authoring.samples import Sample
from invoiceplug.authoring.template_rules import template_codes
from invoiceplug.authoring.twice import ReadTwice
from invoiceplug.errors import InvoiceplugError
from invoiceplug.plugins import InstalledExtractor, Plugins
from invoiceplug.template.model import Template
from invoiceplug.toolkit.open import open_pdf

Status = Literal["passed", "differs", "broken", "error", "new", "xfail", "xpass"]
GOOD = ("passed", "xfail")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one sample. `new`: there is no expected file yet; `xpass`: it was said to fail and does not.

    `seconds` is the time of reading it in this process; `warnings` are its findings that are no error and not
    allowed, which fail nothing but want to be seen.
    """

    sample: Sample
    status: Status
    invoice: dict[str, Any] = field(default_factory=dict)
    details: tuple[Detail, ...] = ()
    broken: tuple[str, ...] = ()
    error: InvoiceplugError | None = None
    seconds: float = 0.0
    xfail: str | None = None
    hint: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def differences(self) -> tuple[Difference, ...]:
        return tuple(each.difference for each in self.details)

    @property
    def is_good(self) -> bool:
        return self.status in GOOD

    @property
    def lines(self) -> int:
        return len(self.invoice.get("lines", ()))

    @property
    def values(self) -> int:
        return count_values(self.invoice)


def try_sample(sample: Sample, installed: InstalledExtractor, plugins: Plugins, read_twice: ReadTwice) -> Trial:
    """The trial of one sample of this vendor, among all plugins: another one that claims it is an error too.

    Both of the readings must come to the same: see `twice` for how they are made.
    """
    began = perf_counter()
    try:
        beside = read_beside(sample.beside)
    except InvoiceplugError as error:
        return Trial(sample, "error", error=error)
    try:
        trial = _read(sample, installed, plugins, beside, read_twice)
    except InvoiceplugError as error:
        trial = _refused(sample, error, beside, perf_counter() - began)
    if beside.xfail is None:
        return trial
    return replace(trial, status="xpass" if trial.status == "passed" else "xfail", xfail=beside.xfail)


def expected_text(invoice: dict[str, Any]) -> str:
    """The invoice as an expected file: sorted keys, two spaces, a line feed at the end."""
    return json.dumps(invoice, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def value_json(value: Any) -> Any:
    """A compared value as JSON data: null for what is missing."""
    return None if value is MISSING else value


def _read(
    sample: Sample,
    installed: InstalledExtractor,
    plugins: Plugins,
    beside: Beside,
    read_twice: ReadTwice,
) -> Trial:
    data = sample.pdf.read_bytes()
    twice = read_twice(data, plugins)
    reading, seconds = twice.reading, twice.seconds
    expected, document = _expected(sample), open_pdf(data)
    invoice = reading["invoice"]
    if reading["reader"]["plugin"] != installed.plugin or invoice["vendor"].get("id") != installed.vendor.id:
        said = f"it was identified as {invoice['vendor'].get('id')}: {'; '.join(reading['match']['reasons'])}"
        return Trial(sample, "broken", invoice, broken=(said,), seconds=seconds)
    holds_not = tuple(broken(reading, twice.again, document, beside.allow, _codes(installed)))
    if beside.error:
        holds_not = (f"it was to be refused with {beside.error} ({sample.beside.name}), and was read", *holds_not)
    found = differences(expected, invoice) if expected is not None else []
    details = tuple(detail_of(each, reading, document, twice.steps) for each in found)
    is_new = expected is None and not beside.error
    status: Status = "new" if is_new else "differs" if found else "broken" if holds_not else "passed"
    return Trial(sample, status, invoice, details, holds_not, seconds=seconds, warnings=_warnings(reading, beside))


def _warnings(reading: dict[str, Any], beside: Beside) -> tuple[str, ...]:
    found = [each for each in reading["findings"] if each["severity"] == "warning" and each["code"] not in beside.allow]
    return tuple(f"{each['code']}: {each['message']}" for each in found)


def _codes(installed: InstalledExtractor) -> dict[str, frozenset[str]]:
    """What printed texts stand for, where the vendor is a template that says so."""
    template = getattr(installed.extractor, "template", None)
    return template_codes(template) if isinstance(template, Template) else {}


def _refused(sample: Sample, error: InvoiceplugError, beside: Beside, seconds: float) -> Trial:
    status: Status = "passed" if error.code == beside.error else "error"
    locales = locales_of(str(error.facts.get("text", ""))) if error.code == "VALUE_UNREADABLE" else []
    said = f"the text looks like {' or '.join(locales)}" if locales else None
    return Trial(sample, status, error=error, seconds=seconds, hint=said)


def _expected(sample: Sample) -> Any:
    if not sample.expected.exists():
        return None
    try:
        return json.loads(sample.expected.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        detail = f"{sample.expected.name} is no JSON: {error}."
        raise InvoiceplugError("REQUEST_INVALID", detail) from error

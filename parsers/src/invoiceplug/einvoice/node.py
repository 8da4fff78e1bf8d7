"""An element of the XML, asked for values by path; every value comes with its place."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from invoiceplug.einvoice.xml import Xml
from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice import Field, Source
from invoiceplug.reading import Finding
from invoiceplug.validate import schema

DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)  # xs:decimal
CII_DATES = {"102": 8, "203": 12, "204": 14}  # UNTDID 2379: digits of YYYYMMDD[hhmm[ss]]
NO_DAYS = ("610", "616")  # a month, a week
ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(T\S+|Z|[+-]\d{2}:\d{2})?", re.ASCII)
MOST_DECIMALS = 9

Paths = str | tuple[str, ...]  # several: the first that is there


@dataclass(frozen=True)
class Node:
    """An element and the document it stands in; `currency` is the invoice's."""

    xml: Xml
    element: Any
    currency: str = ""

    def all(self, path: str) -> list[Node]:
        """The elements at the path, in the order of the document."""
        return [Node(self.xml, each, self.currency) for each in self.xml.find(self.element, path, self.currency)]

    def text(self, paths: Paths) -> Field[str] | None:
        """The text at the path, None when it is missing or blank."""
        for path in (paths,) if isinstance(paths, str) else paths:
            for found in self.xml.find(self.element, path, self.currency):
                text = str(found) if isinstance(found, str) else "".join(found.itertext())
                if text.strip():
                    return Field(text, (self._source(found, text),))
        return None

    def code(self, paths: Paths) -> Field[str] | None:
        """The text at the path as a code; what is too long to be one is left out and becomes a finding."""
        found = self.text(paths)
        most = schema("invoice.v1")["$defs"]["code"]["maxLength"]
        if found is None or len(" ".join(found.value.split())) <= most:
            return found
        said = self._unreadable(found, f"has more than {most} characters and was left out").detail
        self.xml.findings.append(Finding("VALUE_UNREADABLE", "warning", said, sources=found.sources))
        return None

    def decimal(self, paths: Paths) -> Field[Decimal] | None:
        """The number at the path, its written scale kept up to nine places; VALUE_UNREADABLE when it is none."""
        found = self.text(paths)
        if found is None:
            return None
        if not DECIMAL.fullmatch(found.value.strip()):
            raise self._unreadable(found, "is no decimal number")
        return Field(_shortened(Decimal(found.value.strip())), found.sources)

    def date(self, paths: Paths) -> Field[datetime.date] | None:
        """The day at the path; None where only a month or week is given, VALUE_UNREADABLE for what is no date."""
        for path in (paths,) if isinstance(paths, str) else paths:
            found = self.text(path)
            if found is not None:
                form = self.xml.find(self.element, f"({path})/@format", self.currency)
                return self._day(found, str(form[0]) if form else "")
        return None

    def _day(self, found: Field[str], form: str) -> Field[datetime.date] | None:
        text = found.value.strip()
        if form in NO_DAYS:
            return None
        digits = CII_DATES.get(form or "102")
        iso = ISO_DATE.fullmatch(text)
        try:
            if iso:
                return Field(datetime.date.fromisoformat(iso[1]), found.sources)
            if digits and len(text) == digits and text.isascii() and text.isdigit():
                return Field(datetime.date.fromisoformat(text[:8]), found.sources)
        except ValueError as error:
            raise self._unreadable(found, "is no date") from error
        raise self._unreadable(found, "is no date")

    def _source(self, found: Any, text: str) -> Source:
        if isinstance(found, str):
            owner = self.xml.path(found.getparent())  # type: ignore[attr-defined]
            path = f"{owner}/@{found.attrname}"  # type: ignore[attr-defined]
        else:
            path = self.xml.path(found)
        return Source(text, attachment=self.xml.name, path=path)

    def _unreadable(self, found: Field[str], why: str) -> InvoiceplugError:
        place = found.sources[0]
        shown = " ".join(found.value.split())[:80]
        detail = f"{place.attachment}: {shown!r} {why} ({place.path})."
        return InvoiceplugError("VALUE_UNREADABLE", detail, attachment=place.attachment, path=place.path)


def _shortened(number: Decimal) -> Decimal:
    """The number with at most nine decimal places: prices are sometimes written with all a computer had."""
    if -int(number.as_tuple().exponent) <= MOST_DECIMALS:
        return number
    with localcontext(prec=60):
        rounded = number.quantize(Decimal(1).scaleb(-MOST_DECIMALS), ROUND_HALF_UP)
        exact = rounded.normalize()
    return exact if int(exact.as_tuple().exponent) <= 0 else rounded.quantize(Decimal(1))

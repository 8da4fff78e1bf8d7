"""The invoice's header and totals, value by value, each by its rule; another page that says otherwise is noticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Any, Literal

from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice import Field
from invoiceplug.reading import Finding
from invoiceplug.record import Record
from invoiceplug.several import several_invoices
from invoiceplug.template.locate import Found, locate
from invoiceplug.template.model import Rule
from invoiceplug.template.names import EXTRA, HEADER_DATES, TOTALS, header_name
from invoiceplug.template.text import Lines, places_of
from invoiceplug.template.values import read_field
from invoiceplug.toolkit.values import Locale
from invoiceplug.trace import Step, note

Fields = dict[str, Field[Any]]

_DOUBTFUL = HEADER_DATES | TOTALS | {"currency"}  # what two pages must not say differently


class Header(Record, frozen=False):
    """The values by name, all values of `reference`, and what was odd about them."""

    values: Fields = field(default_factory=dict)
    references: tuple[Field[str], ...] = ()
    findings: list[Finding] = field(default_factory=list)


def read_rules(
    rules: dict[str, Rule], lines: Lines, locale: Locale, pointer: str = "", *, whole: Lines | None = None
) -> Header:
    """What the rules find in these lines; FIELD_NOT_FOUND when a required value is not there.

    `whole` is the document, where the lines are a part of it: there stands what may stand anywhere.

    A value that two pages print differently is FIELD_DIFFERS, an invoice number MULTIPLE_INVOICES, unless its rule
    says which of them counts.
    """
    header = Header()
    beside: Fields = {}
    found = _located(rules, lines, whole)
    for name, rule in rules.items():
        reader, places = _Reader(name, rule, locale, pointer), found[name]
        reader.trace(places)
        if not places:
            _miss(reader, lines, whole)
            continue
        chosen = reader.choose(places)
        header.values[name] = reader.value(chosen)
        if name == "reference" and rule.occurrence == "all":
            header.references = tuple(dict.fromkeys(map(reader.value, places)))
        beside |= {key: value for key, value in reader.groups(chosen).items() if key not in beside}
        header.findings += reader.differences(header.values[name], chosen, places)
    header.values |= {name: value for name, value in beside.items() if name not in header.values}
    return header


class _Reader(Record):
    """One rule at work."""

    name: str
    rule: Rule
    locale: Locale
    pointer: str

    def choose(self, places: Sequence[Found]) -> Found:
        """The place that counts; VALUE_UNREADABLE when there must be only one value and there are several."""
        if self.rule.occurrence == "only" and len({place.text for place in places}) > 1:
            texts = " and ".join(dict.fromkeys(f'"{place.text}"' for place in places))
            detail = f"{self.rule.at}: {self.name} must be there only once, but {texts} were found {self.rule.sought}."
            raise InvoiceplugError("VALUE_UNREADABLE", detail, at=self.rule.at, field=f"{self.pointer}/{self.name}")
        return places[-1 if self.rule.occurrence == "last" else 0]

    def value(self, found: Found) -> Field[Any]:
        return read_field(self.name, found.text, found.sources, self.rule.at, self.locale)

    def groups(self, found: Found) -> Fields:
        """The values that the named groups of the rule's regex read."""
        at = self.rule.regex.at if self.rule.regex else self.rule.at
        named = {(header_name(group) or group): part for group, part in found.groups.items()}
        return {name: read_field(name, *part, at, self.locale) for name, part in named.items()}

    def differences(self, value: Field[Any], chosen: Found, places: Sequence[Found]) -> Iterator[Finding]:
        """FIELD_DIFFERS where the first readable value of another page is a different one."""
        if self.rule.occurrence or chosen.page is None:
            return
        others = {place.page: other for place in reversed(places) if (other := self._readable(place)) is not None}
        differing = {page: other for page, other in others.items() if other.value != value.value and page}
        if not differing:
            return
        if self.name == "invoice_number":
            raise several_invoices([(chosen.page, value.value), *((p, each.value) for p, each in differing.items())])
        page, other = min(differing.items())
        said = f'"{other.sources[0].text}" on page {page} is not "{chosen.text}" on page {chosen.page}'
        hint = "its rule may say which of them is meant: by pages, occurrence or region"
        severity: Literal["error", "warning"] = "error" if self.name in _DOUBTFUL else "warning"
        sources = (*value.sources, *other.sources)
        yield Finding("FIELD_DIFFERS", severity, f"{self.name}: {said}; {hint}.", path=self._path(), sources=sources)

    def trace(self, places: Sequence[Found]) -> None:
        """Tells who listens which place was taken, or that there is none."""
        kind: Literal["total", "field"] = "total" if self.pointer else "field"
        if not places:
            note(Step(kind, "missing", "", self.rule.sought, self.rule.at, name=self.name))
            return
        found = places[-1 if self.rule.occurrence == "last" else 0]
        source = found.sources[0] if found.sources else None
        page, box = (source.page, source.box) if source else (None, None)
        note(Step(kind, "ok", found.text, self.rule.sought, self.rule.at, page, box, self.name))

    def _readable(self, found: Found) -> Field[Any] | None:
        try:
            return self.value(found)
        except InvoiceplugError:
            return None

    def _path(self) -> str:
        return f"{self.pointer}/{self.name.replace(EXTRA, 'extra/')}"


def _located(rules: dict[str, Rule], lines: Lines, whole: Lines | None) -> dict[str, list[Found]]:
    """Every place of each value, by its rule."""
    found: dict[str, list[Found]] = {}
    for anywhere, where in ((True, whole or lines), (False, lines)):
        some = [name for name, rule in rules.items() if rule.anywhere is anywhere]
        found |= dict(zip(some, locate([rules[name] for name in some], where), strict=True))
    return found


def _miss(reader: _Reader, lines: Lines, whole: Lines | None) -> None:
    rule = reader.rule
    if rule.required:
        detail = f"{rule.at}: {reader.name} was not found {rule.sought} on {_pages(rule, lines)}."
        [places] = locate([rule], whole if whole and not rule.anywhere else [])
        if places:
            detail = f"{detail[:-1]} after the end of the table, but before it"
            detail += f' on page {places[0].page} there is "{places[0].text}": `anywhere: true` takes it.'
        facts = {"at": rule.at, "field": f"{reader.pointer}/{reader.name}", "sought": rule.sought}
        raise InvoiceplugError("FIELD_NOT_FOUND", detail, **facts)


def _pages(rule: Rule, lines: Lines) -> str:
    numbers = [page[0].page.number for at in places_of(lines, rule.pages) if (page := lines[at])]
    if not numbers:
        return f"page {rule.pages}" if isinstance(rule.pages, int) else "an empty page"
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {numbers[0]} to {numbers[-1]}"

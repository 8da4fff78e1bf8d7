"""From checked YAML data to a Template: regexes compiled, names and groups checked, every rule with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from invoiceplug.extractor import Vendor
from invoiceplug.template.build_fields import RuleBuilder
from invoiceplug.template.lines.build import LinesBuilder
from invoiceplug.template.model import ChargeRule, Head, Lines, Mark, Marks, Pages, Rule, Template
from invoiceplug.template.pattern import Known, Pattern, compile_pattern, however_spaced
from invoiceplug.template.yaml_source import Source
from invoiceplug.toolkit.values import Locale, check_date_format

Steps = tuple[str | int, ...]
_NEVER = r"(?!)"
_DATE_CODES = {"DD": "%d", "D": "%d", "MMMM": "%B", "MMM": "%b", "MM": "%m", "M": "%m", "YYYY": "%Y", "YY": "%y"}


class Builder:
    """Builds one template; what is wrong beyond the schema gathers in `problems`, so that all is said at once."""

    def __init__(self, source: Source, known: Mapping[str, Sequence[Any]] | None = None) -> None:
        """`known` are regexes that were compiled before and found good: the members of what is `Known` of them."""
        self.source = source
        self.known = known or {}
        self.regexes: dict[str, Known] = {}  # those that were built
        self.data: dict[str, Any] = source.data
        self.problems: list[str] = []

    def head(self, path: Path | None, whole: Callable[[], Template]) -> Head:
        """Whose invoices it reads and how they are recognised."""
        return Head(self._vendor(), str(self.data["version"]), self._match(), path, whole)

    def template(self) -> Template:
        """The template; only valid while `problems` is empty."""
        data = self.data
        return Template(
            file=self.source.file,
            vendor=self._vendor(),
            version=str(data["version"]),
            match=self._match(),
            locale=self._locale(),
            credit_note=self._marks(data.get("document_type", {}), ("document_type",), "credit_note"),
            not_an_invoice=self._marks(data.get("document_type", {}), ("document_type",), "not_an_invoice"),
            fields=self._rules("fields"),
            lines=self._lines(),
            charges=tuple(self._charge(index, each) for index, each in enumerate(data.get("charges", ()))),
            taxes=tuple(
                self._pattern(each["regex"], ("taxes", index, "regex"), {"amount"}, {"rate", "basis", "category"})
                for index, each in enumerate(data.get("taxes", ()))
            ),
            totals=self._rules("totals"),
            price_includes_tax=self._gross(),
        )

    def _vendor(self) -> Vendor:
        vendor = self.data["vendor"]
        tax_ids, aliases = (tuple(map(str, vendor.get(key, ()))) for key in ("tax_ids", "aliases"))
        return Vendor(str(vendor["id"]), str(vendor["name"]), tax_ids, aliases)

    def _match(self) -> Marks:
        return Marks(*(self._marks(self.data["match"], ("match",), key) for key in ("all", "any", "none")))

    def _gross(self) -> bool | tuple[Mark, ...] | None:
        said = self.data.get("price_includes_tax")
        if said is None or isinstance(said, bool):
            return said
        return self._marks(self.data, (), "price_includes_tax")

    def _locale(self) -> Locale:
        data = self.data["locale"]
        language = str(data.get("language", "en"))
        formats = tuple(_date_format(str(each)) for each in data["dates"])
        for index, form in enumerate(formats):
            try:
                check_date_format(form, language)
            except ValueError:
                self._problem(("locale", "dates", index), "a date format has one day (DD), month (MM) and year (YYYY)")
        if data["grouping"] == data["decimal"]:
            self._problem(("locale", "grouping"), "the grouping mark cannot be the decimal mark")
        return Locale(
            decimal=data["decimal"],
            grouping=data["grouping"] if data["grouping"] != data["decimal"] else "",
            date_formats=formats,
            currency=str(data["currency"]),
            negative=tuple(data.get("negative", ["-1"])),
            language=language,
            symbols=tuple(map(str, data.get("symbols", ()))),
            units={str(raw): str(code) for raw, code in self.data["lines"].get("units", {}).items()},
        )

    def _marks(self, data: dict[str, Any], path: Steps, key: str) -> tuple[Mark, ...]:
        return tuple(self._mark(each, (*path, key, index)) for index, each in enumerate(data.get(key, ())))

    def _mark(self, data: str | dict[str, Any], path: Steps) -> Mark:
        at = self.source.at(*path)
        pages: Pages = "all" if path[0] == "lines" else "first"
        if isinstance(data, str):
            return Mark(at, text=data, pages=pages)
        if len({"text", "regex", "tax_id"} & set(data)) != 1 or {"metadata", "tax_id"} <= set(data):
            self._problem(path, "a mark is one of text, regex and tax_id (metadata goes with a text or a regex)")
        pattern = self._pattern(data["regex"], (*path, "regex")) if "regex" in data else None
        if "tax_id" in data:
            pattern = self._pattern(however_spaced(str(data["tax_id"])), (*path, "tax_id"))
        return Mark(at, data.get("text"), pattern, data.get("tax_id"), data.get("pages", pages), data.get("metadata"))

    def _rules(self, part: str) -> dict[str, Rule]:
        return RuleBuilder(part, self.source, self._pattern, self._problem).rules(self.data[part])

    def _lines(self) -> Lines:
        return LinesBuilder(self.data["lines"], self.source, self._marks, self._pattern, self._problem).lines()

    def _charge(self, index: int, data: dict[str, Any]) -> ChargeRule:
        path: Steps = ("charges", index)
        pattern = self._pattern(data["regex"], (*path, "regex"), {"amount"}, {"description"})
        return ChargeRule(self.source.at(*path), data["kind"], pattern, bool(data.get("negate", False)))

    def _pattern(
        self, text: str, path: Steps, needed: set[str] | None = None, allowed: set[str] | None = None
    ) -> Pattern:
        at = self.source.at(*path)
        try:
            pattern = self._known(str(text), at) or compile_pattern(str(text), at)
        except ValueError as error:
            self._problem(path, str(error))
            return Pattern(_NEVER, at)
        self.regexes[pattern.text] = pattern.known
        for name in sorted((needed or set()) - set(pattern.groups)):
            self._problem(path, f"the regex needs a group (?<{name}>…)")
        if needed is not None:
            for name in sorted(set(pattern.groups) - needed - (allowed or set())):
                self._problem(path, f"the group `{name}` is none of {', '.join(sorted(needed | (allowed or set())))}")
        return pattern

    def _known(self, text: str, at: str) -> Pattern | None:
        if text not in self.known:
            return None
        groups, *others = self.known[text]
        return Pattern(text, at, Known(tuple(groups), *others))

    def _problem(self, path: Steps, sentence: str) -> None:
        self.problems.append(f"{self.source.at(*path)}: {sentence}.")


def _date_format(tokens: str) -> str:
    """DD.MM.YYYY as %d.%m.%Y."""
    for token, code in _DATE_CODES.items():
        tokens = tokens.replace(token, code)
    return tokens

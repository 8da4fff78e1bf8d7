"""The rules of `fields` and `totals`, from checked YAML data: one way to find each value, groups that are values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from invoiceplug.record import Record
from invoiceplug.template.model import Pages, Rule
from invoiceplug.template.names import ALWAYS_REQUIRED, HEADER_NAMES, MUST_HAVE, TOTALS, header_name
from invoiceplug.template.pattern import Pattern
from invoiceplug.template.yaml_source import Source
from invoiceplug.toolkit.find import GAP

Path = tuple[str | int, ...]

_LABELS = ("right_of", "below", "between")
_ALTERNATIVES = {"right_of", "below"}  # two layouts of one vendor may print a value in two ways
_WAYS = "right_of, below, between, region, regex and constant"


class RuleBuilder(Record):
    """Builds the rules of one part; `pattern` compiles the regex at a path, `problem` takes what is wrong there."""

    part: str
    source: Source
    pattern: Callable[[str, Path], Pattern]
    problem: Callable[[Path, str], None]

    def rules(self, data: Mapping[str, Any]) -> dict[str, Rule]:
        """The rules by the name of their value."""
        rules = {str(name): self._rule(str(name), each) for name, each in data.items()}
        groups = {group for rule in rules.values() if rule.regex for group in rule.regex.groups}
        for name in MUST_HAVE[self.part]:
            if name not in rules and name not in groups:
                self.problem((self.part,), f"`{name}` is missing: give it a rule, or a group (?<{name}>…) in another's")
        return rules

    def _rule(self, name: str, data: Mapping[str, Any]) -> Rule:
        path: Path = (self.part, name)
        self._check_way(name, data, path)
        pattern = self.pattern(data["regex"], (*path, "regex")) if "regex" in data else None
        if pattern:
            self._check_groups(pattern, (*path, "regex"))
        region = data.get("region")
        return Rule(
            self.source.at(*path),
            texts(data.get("right_of")),
            texts(data.get("below")),
            texts(data.get("between")),
            (float(region[0]), float(region[1]), float(region[2]), float(region[3])) if region else None,
            pattern,
            data.get("constant"),
            data.get("pages", _pages(data)),
            bool(data.get("required", name in ALWAYS_REQUIRED)),
            data.get("occurrence"),
            float(data.get("gap", GAP)),
            int(data.get("rows", 1)),
            bool(data.get("anywhere", False)),
        )

    def _check_way(self, name: str, data: Mapping[str, Any], path: Path) -> None:
        labels, ways = {*_LABELS} & set(data), {*_LABELS, "region", "regex", "constant"} & set(data)
        several = len(labels) > 1 and labels != _ALTERNATIVES
        if several or not ways or ("constant" in ways and len(ways) > 1):
            narrowed = "a region or a regex may narrow the others; below may stand in for right_of"
            self.problem(path, f"say one of {_WAYS} ({narrowed})")
        region = data.get("region")
        if region and not (region[0] < region[2] and region[1] < region[3]):
            self.problem((*path, "region"), "a region is left, top, right, bottom: left < right and top < bottom")
        if data.get("occurrence") == "all" and name != "reference":
            self.problem((*path, "occurrence"), "only `reference` can have several values")
        if "anywhere" in data and self.part == "fields":
            self.problem((*path, "anywhere"), "fields are looked for everywhere; `anywhere` is for `totals`")
        if "rows" in data and "below" not in data:
            self.problem((*path, "rows"), "`rows` goes with `below`")

    def _check_groups(self, pattern: Pattern, path: Path) -> None:
        known = HEADER_NAMES if self.part == "fields" else TOTALS
        for group in pattern.groups:
            if group != "value" and group not in known and not (self.part == "fields" and header_name(group)):
                names = ", ".join(sorted(known | {"value"}))
                self.problem(path, f"the group `{group}` is no value of the {self.part} (known: {names})")


def texts(value: str | list[str] | None) -> tuple[str, ...]:
    """One text or a list of them, as a tuple."""
    if value is None:
        return ()
    return (str(value),) if isinstance(value, str) else tuple(map(str, value))


def _pages(data: Mapping[str, Any]) -> Pages:
    """A region alone is looked at on the first page only: other pages have something else there."""
    return "first" if "region" in data and not {*_LABELS, "regex"} & set(data) else "all"

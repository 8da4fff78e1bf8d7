"""The `lines` part of a template from checked YAML data: columns, layouts, kinds of rows, continuations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from invoiceplug.template.build_fields import texts
from invoiceplug.template.model import Column, Continuation, Layout, Lines, Mark, ReadRule, RowRule
from invoiceplug.template.names import LINE_NAMES, UNUSED, line_name
from invoiceplug.template.pattern import Pattern
from invoiceplug.template.yaml_source import Source

Path = tuple[str | int, ...]
Data = dict[str, Any]
READ = frozenset(["item", "charge", "deposit"])  # kinds of rows that are read into a line with values


class LinesBuilder:
    """Builds the line table's rules; marks, regexes and problems go through the template's builder."""

    def __init__(
        self,
        data: Data,
        source: Source,
        marks: Callable[[Data, Path, str], tuple[Mark, ...]],
        pattern: Callable[[str, Path], Pattern],
        problem: Callable[[Path, str], None],
    ) -> None:
        self.data = data
        self.source = source
        self.marks = marks
        self.compile = pattern
        self.problem = problem

    def lines(self) -> Lines:
        """The rules; only valid while the builder has no problems."""
        data = self.data
        layouts = self._layouts()
        names = {column.name for layout in layouts for column in layout.columns}
        way = data.get("table", "header")
        self._check_way(way, layouts)
        return Lines(
            self.source.at("lines"),
            layouts,
            self._marks("end"),
            way,
            self._marks("start"),
            self._marks("page_start"),
            self._marks("page_end"),
            data.get("header_on", "every_page"),
            bool(data.get("several", False)),
            tuple(self._row(index, each, names) for index, each in enumerate(data.get("rows", ()))),
            data.get("description", "below"),
            self._continuation(names),
            tuple(self._reads(data.get("read", ()), ("lines", "read"))),
        )

    def _marks(self, key: str) -> tuple[Mark, ...]:
        return self.marks(self.data, ("lines",), key)

    def _check_way(self, way: str, layouts: tuple[Layout, ...]) -> None:
        if way != "regex":
            if not layouts[0].columns:
                self.problem(("lines",), "a table has `columns`; only `table: regex` does without")
            return
        if layouts[0].columns:
            self.problem(("lines", "columns"), "`table: regex` has no columns: the named groups of `rows` are values")
        if not self.data.get("start"):
            self.problem(("lines",), "`table: regex` needs `start`: the text line after which the rows begin")
        if not any(each["is"] in READ for each in self.data.get("rows", ())):
            self.problem(("lines",), "`table: regex` needs `rows` with a regex for each shape of row")

    def _layouts(self) -> tuple[Layout, ...]:
        needs = self.data.get("needs", ["line_total"])
        first = self._layout(self.data, ("lines",), needs)
        others = (
            self._layout(each, ("lines", "layouts", index), needs)
            for index, each in enumerate(self.data.get("layouts", ()))
        )
        return (first, *others)

    def _layout(self, data: Data, path: Path, needs: Iterable[str]) -> Layout:
        columns = tuple(
            self._column(str(name), each, (*path, "columns", name)) for name, each in data.get("columns", {}).items()
        )
        names = {column.name for column in columns}
        needs = tuple(map(str, data.get("needs", needs)))
        at = (*path, "needs") if "needs" in data else ("lines", "needs")
        for index, name in enumerate(needs):
            if columns and name not in names:
                self.problem((*at, index), f"`{name}` is no column of this table")
        for column in columns:
            self._known(column.source, (*path, "columns", column.name, "from"), names)
        words = tuple(word for text in data.get("layout", ()) for word in str(text).split())
        return Layout(self.source.at(*path), columns, needs, data.get("name"), words)

    def _column(self, name: str, data: Data, path: Path) -> Column:
        pattern = self._pattern(data["regex"], (*path, "regex"), {"value"}) if "regex" in data else None
        if not {"header", "x", "constant", "from"} & set(data):
            self.problem(path, "say where the column stands (header, or x), or give it `constant` or `from`")
        elif len({"header", "constant", "from"} & set(data)) > 1:
            self.problem(path, "say one of header, constant and from")
        if data.get("required") and ("constant" in data or name.startswith(UNUSED)):
            self.problem((*path, "required"), "only what is read from the page can be required")
        x = data.get("x")
        if x and x[0] >= x[1]:
            self.problem((*path, "x"), "the left edge comes first, then the right one")
        return Column(
            name,
            self.source.at(*path),
            texts(data.get("header")),
            data.get("align"),
            (float(x[0]), float(x[1])) if x else None,
            pattern,
            bool(data.get("optional", False)),
            {str(printed): str(value) for printed, value in data.get("values", {}).items()},
            data.get("from"),
            str(data["constant"]) if "constant" in data else None,
            bool(data.get("required", False)),
        )

    def _row(self, index: int, data: Data, names: set[str]) -> RowRule:
        path: Path = ("lines", "rows", index)
        self._known(data.get("column"), (*path, "column"), names)
        pattern = self._pattern(data["regex"], (*path, "regex"))
        if pattern.groups and data["is"] not in READ | {"section"}:
            self.problem((*path, "regex"), f"a row that is `{data['is']}` has no values: its groups need no names")
        return RowRule(self.source.at(*path), data["is"], pattern, data.get("column"))

    def _continuation(self, names: set[str]) -> Continuation:
        data = self.data.get("continuation", {})
        columns = tuple(map(str, data.get("columns", ["description"])))
        for index, name in enumerate(columns):
            self._known(name, ("lines", "continuation", "columns", index), names | {"description"})
        gap = data.get("max_gap")
        reads = tuple(self._reads(data.get("read", ()), ("lines", "continuation", "read")))
        return Continuation(None if gap is None else float(gap), columns, bool(data.get("anywhere", False)), reads)

    def _reads(self, rules: Iterable[Data], path: Path) -> Iterable[ReadRule]:
        for index, data in enumerate(rules):
            where = (*path, index, "regex")
            pattern = self._pattern(data["regex"], where)
            if not pattern.groups:
                self.problem(where, "the regex needs a named group, such as (?<lot>…)")
            yield ReadRule(pattern, bool(data.get("keep", True)))

    def _known(self, name: str | None, path: Path, names: set[str]) -> None:
        if name is not None and name not in names:
            self.problem(path, f"`{name}` is no column of this table")

    def _pattern(self, text: str, path: Path, also: Iterable[str] = ()) -> Pattern:
        """The regex, whose groups are values of a line."""
        pattern = self.compile(text, path)
        for name in pattern.groups:
            if name not in also and line_name(name) is None:
                known = ", ".join(sorted(LINE_NAMES | set(also)))
                self.problem(path, f"the group `{name}` is no value of a line (known: {known})")
        return pattern

"""Update expressions: SET, REMOVE, ADD and DELETE, all computed from the item as it was."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from fake_aws.expressions import Attributes, Compiled, ExpressionInvalidError, Names, Parser, Path, Values
from fake_aws.values import Attribute, Row, stored, total

Change = Callable[[Attributes, dict[str, Any], Names, Values], None]  # from the old item into the new one
Source = Callable[[Attributes, Names, Values], Attribute]

MOST_NAME_BYTES = 256
_CLAUSES = ("SET", "REMOVE", "ADD", "DELETE")


class Assignment(NamedTuple):
    """`SET name = :value`, which nearly all changes are."""

    name: str
    placeholder: str


class UpdateImpossibleError(Exception):
    """The update does not fit the item that is there; the message is DynamoDB's."""


@lru_cache(maxsize=8192)
def update(text: str) -> Compiled:
    """An `Update` in `run`."""
    parser = Parser(text)
    changes: list[Change | Assignment] = []
    paths: list[Path] = []
    seen: set[str] = set()
    while clause := parser.keyword(*_CLAUSES):
        if clause in seen:
            raise ExpressionInvalidError(f'The "{clause}" section can only be used once in an update expression;')
        seen.add(clause)
        _clause(parser, clause, changes, paths)
    if not changes:
        raise parser.wrong()

    return parser.end(Update(tuple(paths), tuple(changes)))


class Update(NamedTuple):
    """The paths that an update writes, and what it does at each."""

    paths: tuple[Path, ...]
    changes: tuple[Change | Assignment, ...]

    def run(self, row: Row, names: Names, values: Row) -> Row:
        """The item after the update."""
        new = Row(row)
        plain = True
        for change in self.changes:
            if change.__class__ is Assignment:
                new[names.get(change[0], change[0])] = values[change[1]]
            else:
                change(row, new, names, values)
                plain = False
        if plain:
            # Placeholders may be shorter than names, but never by more than this.
            new.most, new.exact = row.most + values.most + MOST_NAME_BYTES * len(self.changes), False
            return new
        return stored(new)


def check_paths(paths: tuple[Path, ...], names: Names, keys: tuple[str, ...]) -> None:
    """Raises ExpressionInvalidError when two paths overlap or one is of the key."""
    roots = {names.get(path.root, path.root) for path in paths}
    for key in keys:
        if key in roots:
            what = f"Cannot update attribute {key}. This attribute is part of the key"
            raise ExpressionInvalidError(f"One or more parameter values were invalid: {what}")
    if len(roots) == len(paths):
        return
    resolved = [(names.get(path.root, path.root), *path.steps) for path in paths]
    for at, one in enumerate(resolved):
        for other in resolved[at + 1 :]:
            shared = min(len(one), len(other))
            if one[:shared] == other[:shared]:
                raise ExpressionInvalidError("Two document paths overlap with each other;")


def _clause(parser: Parser, clause: str, changes: list[Change | Assignment], paths: list[Path]) -> None:
    read = {"SET": _set, "REMOVE": _remove, "ADD": _add, "DELETE": _delete}[clause]
    while True:
        path = parser.path()
        paths.append(path)
        changes.append(read(parser, path))
        if parser.next != ",":
            return
        parser.take()


def _set(parser: Parser, path: Path) -> Change | Assignment:
    parser.expect("=")
    plain = parser.next if parser.next.startswith(":") else ""
    source = _source(parser)
    if parser.next in ("+", "-"):
        source = _sum(source, 1 if parser.take() == "+" else -1, _source(parser))
    elif plain and not path.steps:
        return Assignment(path.root, plain)
    if path.steps:
        return lambda row, new, names, values: _write(new, path, names, source(row, names, values))
    root = path.root

    def assign(row: Attributes, new: dict[str, Any], names: Names, values: Values) -> None:
        new[names.get(root, root)] = source(row, names, values)

    return assign


def _source(parser: Parser) -> Source:
    if parser.next.startswith(":"):
        placeholder = parser.value()
        return lambda row, names, values: values[placeholder]
    if parser.keyword("IF_NOT_EXISTS"):
        parser.expect("(")
        path = parser.path()
        parser.expect(",")
        otherwise = _source(parser)
        parser.expect(")")
        return lambda row, names, values: path.get(row, names) or otherwise(row, names, values)
    if parser.keyword("LIST_APPEND"):
        parser.expect("(")
        first = _source(parser)
        parser.expect(",")
        second = _source(parser)
        parser.expect(")")
        return lambda row, names, values: _joined(first(row, names, values), second(row, names, values))
    path = parser.path()
    return lambda row, names, values: _present(path.get(row, names))


def _remove(parser: Parser, path: Path) -> Change:
    if path.steps:
        return lambda row, new, names, values: _write(new, path, names, None)
    return lambda row, new, names, values: new.pop(names.get(path.root, path.root), None)


def _add(parser: Parser, path: Path) -> Change:
    placeholder = parser.value()

    def add(row: Attributes, new: dict[str, Any], names: Names, values: Values) -> None:
        found, given = path.get(row, names), values[placeholder]
        ((kind, value),) = given.items()
        if kind not in ("N", "SS", "NS", "BS"):
            raise ExpressionInvalidError(
                f"Incorrect operand type for operator or function; operator: ADD, type: {kind}"
            )
        if found is not None and kind not in found:
            raise UpdateImpossibleError("An operand in the update expression has an incorrect data type")
        if kind == "N":
            result = {"N": total(found["N"] if found else "0", value, 1)}
        else:
            result = {kind: sorted({*(found[kind] if found else ()), *value})}
        _write(new, path, names, result)

    return add


def _delete(parser: Parser, path: Path) -> Change:
    placeholder = parser.value()

    def delete(row: Attributes, new: dict[str, Any], names: Names, values: Values) -> None:
        ((kind, value),) = values[placeholder].items()
        found = path.get(row, names)
        if found is None:
            return
        if kind not in found:
            raise UpdateImpossibleError("An operand in the update expression has an incorrect data type")
        left = sorted({*found[kind]} - {*value})
        _write(new, path, names, {kind: left} if left else None)

    return delete


def _sum(left: Source, sign: int, right: Source) -> Source:
    def compute(row: Attributes, names: Names, values: Values) -> Attribute:
        one, other = left(row, names, values), right(row, names, values)
        if "N" not in one or "N" not in other:
            raise UpdateImpossibleError("An operand in the update expression has an incorrect data type")
        return {"N": total(one["N"], other["N"], sign)}

    return compute


def _joined(one: Attribute, other: Attribute) -> Attribute:
    if "L" not in one or "L" not in other:
        raise UpdateImpossibleError("An operand in the update expression has an incorrect data type")
    return {"L": [*one["L"], *other["L"]]}


def _present(found: Attribute | None) -> Attribute:
    if found is None:
        raise UpdateImpossibleError("The provided expression refers to an attribute that does not exist in the item")
    return found


def _write(new: dict[str, Any], path: Path, names: Names, value: Attribute | None) -> None:
    # Stored values are shared, so what stands around a member is copied before it is changed.
    root = names.get(path.root, path.root)
    if not path.steps:
        if value is None:
            new.pop(root, None)
        else:
            new[root] = value
        return
    if root not in new:
        raise UpdateImpossibleError("The document path provided in the update expression is invalid for update")
    inside: Any = copy.deepcopy(new[root])
    new[root] = inside
    for step in path.steps[:-1]:
        inside = _inner(inside, step, names)
    _write_member(inside, path.steps[-1], names, value)


def _inner(inside: Any, step: str | int, names: Names) -> Any:
    try:
        return inside["L"][step] if isinstance(step, int) else inside["M"][names.get(step, step)]
    except (KeyError, IndexError) as error:
        what = "The document path provided in the update expression is invalid for update"
        raise UpdateImpossibleError(what) from error


def _write_member(inside: Any, step: str | int, names: Names, value: Attribute | None) -> None:
    container = inside.get("L" if isinstance(step, int) else "M")
    if container is None:
        raise UpdateImpossibleError("The document path provided in the update expression is invalid for update")
    if isinstance(step, int):
        container[step : step + 1] = [] if value is None else [value]
    elif value is None:
        container.pop(names.get(step, step), None)
    else:
        container[names.get(step, step)] = value

"""DynamoDB's expressions as functions: each text is parsed once and kept, since gateways make the same ones again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from fake_aws.values import Attribute

Names = Mapping[str, str]
Values = Mapping[str, Attribute]
Attributes = Mapping[str, Attribute]
Operand = Callable[[Attributes, Names, Values], Attribute | None]
Condition = Callable[[Attributes, Names, Values], bool]

_TOKEN = re.compile(r"\s*([#:]?[A-Za-z0-9_]+|<>|<=|>=|[=<>(),.\[\]+-])")
COMPARATORS = ("=", "<>", "<", "<=", ">", ">=")


class ExpressionInvalidError(Exception):
    """An expression that DynamoDB does not take; the message says why."""


class Compiled(NamedTuple):
    """What an expression does, and the placeholders that it uses."""

    run: Any
    names: frozenset[str]
    values: frozenset[str]


class Path(NamedTuple):
    """Where a value stands: the attribute, then members of maps (texts) and places in lists (numbers)."""

    root: str
    steps: tuple[str | int, ...] = ()

    def get(self, row: Attributes, names: Names) -> Attribute | None:
        """The value there, if there is one."""
        found = row.get(names.get(self.root, self.root))
        for step in self.steps:
            if found is None:
                return None
            if isinstance(step, int):
                members = found.get("L", ())
                found = members[step] if step < len(members) else None
            else:
                found = found.get("M", {}).get(names.get(step, step))
        return found


class Parser:
    """The tokens of one expression, read from left to right; the placeholders met on the way."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = tokens(text)
        self._at = 0
        self.names: set[str] = set()
        self.values: set[str] = set()

    @property
    def next(self) -> str:
        """The token that comes next; empty at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def keyword(self, *words: str) -> str:
        """Takes the next token if it is one of these words, in any case; the word, or nothing."""
        word = self.next.upper()
        if word in words:
            self._at += 1
            return word
        return ""

    def take(self) -> str:
        """The next token, taken."""
        token = self.next
        if not token:
            raise self.wrong()
        self._at += 1
        return token

    def expect(self, token: str) -> None:
        """Takes exactly that token."""
        if self.take() != token:
            self._at -= 1
            raise self.wrong()

    def wrong(self) -> ExpressionInvalidError:
        """The error at this place."""
        return ExpressionInvalidError(f'Syntax error; token: "{self.next or "<EOF>"}", near: "{self.text}"')

    def end(self, run: Any) -> Compiled:
        """The compiled expression, when nothing is left over."""
        if self.next:
            raise self.wrong()
        return Compiled(run, frozenset(self.names), frozenset(self.values))

    def path(self) -> Path:
        """A path like #a.#b[1]."""
        root = self._name(self.take())
        steps: list[str | int] = []
        while self.next in (".", "["):
            if self.take() == ".":
                steps.append(self._name(self.take()))
            else:
                steps.append(int(self.take()))
                self.expect("]")
        return Path(root, tuple(steps))

    def value(self) -> str:
        """A placeholder of a value."""
        token = self.take()
        if not token.startswith(":"):
            raise ExpressionInvalidError(f"A value must be a placeholder: {token}")
        self.values.add(token)
        return token

    def _name(self, token: str) -> str:
        if token.startswith("#"):
            self.names.add(token)
        elif not re.fullmatch("[A-Za-z][A-Za-z0-9_]*", token):
            raise self.wrong()
        elif token.upper() in reserved_words():
            raise ExpressionInvalidError(f"Attribute name is a reserved keyword; reserved keyword: {token}")
        return token


def tokens(text: str) -> list[str]:
    """The expression's tokens."""
    found, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ExpressionInvalidError(f'Syntax error; token: "{text[at]}", near: "{text[at : at + 10]}"')
        found.append(match[1])
        at = match.end()
    return found


@cache
def reserved_words() -> frozenset[str]:
    """The words that are no names without a placeholder."""
    return frozenset((files("fake_aws") / "reserved_words.txt").read_text().split())


@lru_cache(maxsize=4096)
def projection(text: str) -> Compiled:
    """(row, names) -> the row with these paths only."""
    parser = Parser(text)
    paths = [parser.path()]
    while parser.next == ",":
        parser.take()
        paths.append(parser.path())

    def project(row: Attributes, names: Names) -> dict[str, Attribute]:
        shown: dict[str, Any] = {}
        for path in paths:
            found = path.get(row, names)
            if found is not None:
                _place(shown, [names.get(path.root, path.root), *path.steps], found, names)
        return shown

    return parser.end(project)


def _place(shown: dict[str, Any], path: list[Any], found: Attribute, names: Names) -> None:
    if len(path) == 1:
        shown[path[0]] = found
    elif isinstance(path[1], int):
        members: Any = shown.setdefault(path[0], {"L": []})["L"]
        if len(path) > 2:
            raise ExpressionInvalidError("The fake projects nothing within a list's member.")
        members.append(found)
    else:
        inner: Any = shown.setdefault(path[0], {"M": {}})["M"]
        _place(inner, [names.get(path[1], path[1]), *path[2:]], found, names)

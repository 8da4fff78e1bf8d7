"""Seeded bugs: the text of one function of the product changed while it runs, and back again."""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any


@dataclass(frozen=True, slots=True)
class Edit:
    """In the function at `place` (`module:Class.method`, the module within the product) `old` becomes `new`."""

    place: str
    old: str
    new: str

    @contextmanager
    def made(self) -> Iterator[None]:
        """With the edit; LookupError when the text is not there exactly once."""
        function = _function(self.place)
        before = function.__code__
        function.__code__ = self._edited(function)
        try:
            yield
        finally:
            function.__code__ = before

    def _edited(self, function: FunctionType) -> CodeType:
        source = textwrap.dedent(inspect.getsource(function))
        if source.count(self.old) != 1:
            raise LookupError(f"{self.place} has {self.old!r} {source.count(self.old)} times")
        source = source.replace(self.old, self.new)
        tree = ast.parse(source)
        definition = tree.body[0]
        assert isinstance(definition, ast.FunctionDef)
        definition.decorator_list = []
        made: dict[str, Any] = {}
        code = "from __future__ import annotations\n" + ast.unparse(tree)
        exec(compile(code, f"<{self.place}>", "exec"), function.__globals__, made)
        edited: CodeType = made[definition.name].__code__
        assert edited.co_freevars == function.__code__.co_freevars
        return edited


@dataclass(frozen=True, slots=True)
class Mutant:
    """A bug with a name, what it is, the kinds of runs that should find it, and its edits.

    Edits beyond the first switch off other guards that would hide the bug.
    """

    name: str
    what: str
    scenarios: tuple[str, ...]
    edits: tuple[Edit, ...]

    @contextmanager
    def alive(self) -> Iterator[None]:
        """With the bug."""
        with ExitStack() as stack:
            for edit in self.edits:
                stack.enter_context(edit.made())
            yield


def _function(place: str) -> FunctionType:
    module, _, path = place.partition(":")
    found: Any = importlib.import_module(f"invoiceplug_cloud.{module}")
    for name in path.split("."):
        found = inspect.getattr_static(found, name)
    found = inspect.unwrap(found.fget if isinstance(found, property) else found)
    assert isinstance(found, FunctionType), place
    return found

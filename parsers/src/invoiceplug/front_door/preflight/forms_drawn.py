"""How much the forms draw that a page calls: two calls a form, thirty deep, are a thousand million drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from pikepdf import Dictionary, Name, Stream

from invoiceplug.front_door.preflight.drawing import Drawing

_Key = tuple[int, int]


class Contents(Protocol):
    """Where the drawing of a single content stream comes from."""

    def drawing_of(self, stream: Any, where: str) -> Drawing: ...


class FormsDrawn:
    """What forms draw together with those that they call; each counted once, however often it is called.

    A form that calls itself, if by detours, is counted up to there: engines stop at it too.
    """

    def __init__(self, page_resources: Any, contents: Contents) -> None:
        self._page_resources, self._contents = page_resources, contents
        self._whole: dict[_Key, Drawing] = {}

    def called(self, calls: Mapping[str, int], resources: Any) -> Drawing:
        """The sum of all calls of one content stream, whose names mean what `resources` say."""
        total = Drawing()
        for form, times in _forms(calls, resources):
            self._count(form)
            total.add(self._whole[form.objgen], times)
        return total

    def _count(self, form: Any) -> None:
        """Counts the form after all that it calls; a list takes the place of recursion, for chains can be long."""
        waiting, begun = [form], set[_Key]()
        while waiting:
            current = waiting[-1]
            key = current.objgen
            if key in self._whole:
                waiting.pop()
                continue
            callees = list(_forms(self._own(current).calls, self._resources_of(current)))
            fresh = [each for each, _ in callees if each.objgen not in self._whole and each.objgen not in begun]
            if key not in begun and fresh:
                begun.add(key)
                waiting += fresh
                continue
            begun.add(key)
            self._whole[key] = self._sum(current, callees)
            waiting.pop()

    def _sum(self, form: Any, callees: list[tuple[Any, int]]) -> Drawing:
        total = Drawing(forms=1)
        total.add(self._own(form))
        for each, times in callees:
            if each.objgen in self._whole:
                total.add(self._whole[each.objgen], times)
        return total

    def _own(self, form: Any) -> Drawing:
        return self._contents.drawing_of(form, f"Form {form.objgen[0]}")

    def _resources_of(self, form: Any) -> Any:
        return form.get(Name.Resources, self._page_resources)


def _forms(calls: Mapping[str, int], resources: Any) -> Iterator[tuple[Any, int]]:
    named = resources.get(Name.XObject) if isinstance(resources, Dictionary) else None
    if not isinstance(named, Dictionary):
        return
    for name, times in calls.items():
        form = named.get(name)
        if isinstance(form, Stream) and form.get(Name.Subtype) == Name.Form:
            yield form, times

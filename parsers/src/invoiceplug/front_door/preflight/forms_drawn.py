"""How much the forms draw that a page calls: two calls a form, thirty deep, are a thousand million drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from pikepdf import Dictionary, Name, Stream

from invoiceplug.front_door.preflight.drawing import Drawing

_DEEP = 50  # levels of forms in forms; PDFium follows 40, also those of a form that calls itself

_Key = tuple[int, int]
_Calls = list[tuple[_Key, int]]  # which form, how often


class Contents(Protocol):
    """Where the drawing of a single content stream comes from."""

    def drawing_of(self, stream: Any, where: str) -> Drawing: ...


class FormsDrawn:
    """What forms draw together with those that they call, level by level, so that a circle is nothing special."""

    def __init__(self, page_resources: Any, contents: Contents) -> None:
        self._page_resources, self._contents = page_resources, contents
        self._own: dict[_Key, Drawing] = {}
        self._calls: dict[_Key, _Calls] = {}

    def called(self, calls: Mapping[str, int], resources: Any) -> Drawing:
        """The sum of all calls of one content stream, whose names mean what `resources` say."""
        first = [(form.objgen, times) for form, times in self._met(calls, resources)]
        whole: dict[_Key, Drawing] = {}
        for _ in range(_DEEP):
            deeper = {key: _sum(Drawing(forms=1), self._own[key], self._calls[key], whole) for key in self._own}
            if deeper == whole:
                break
            whole = deeper
        return _sum(Drawing(), Drawing(), first, whole)

    def _met(self, calls: Mapping[str, int], resources: Any) -> list[tuple[Any, int]]:
        """The forms that are called; what they and those below them draw and call is known afterwards."""
        met = list(_forms(calls, resources))
        waiting = [form for form, _ in met]
        while waiting:  # a list in place of recursion, for chains can be long
            form = waiting.pop()
            if form.objgen in self._own:
                continue
            own = self._own[form.objgen] = self._contents.drawing_of(form, f"Form {form.objgen[0]}")
            below = list(_forms(own.calls, form.get(Name.Resources, self._page_resources)))
            self._calls[form.objgen] = [(each.objgen, times) for each, times in below]
            waiting += [each for each, _ in below]
        return met


def _sum(total: Drawing, own: Drawing, calls: _Calls, whole: Mapping[_Key, Drawing]) -> Drawing:
    total.add(own)
    for key, times in calls:
        if key in whole:
            total.add(whole[key], times)
    return total


def _forms(calls: Mapping[str, int], resources: Any) -> Iterator[tuple[Any, int]]:
    named = resources.get(Name.XObject) if isinstance(resources, Dictionary) else None
    if not isinstance(named, Dictionary):
        return
    for name, times in calls.items():
        form = named.get(name)
        if isinstance(form, Stream) and form.get(Name.Subtype) == Name.Form:
            yield form, times

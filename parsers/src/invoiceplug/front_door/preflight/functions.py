"""How many functions one is made of: two that are made of two each, twenty-five deep, are thirty million."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pikepdf import Array, Dictionary, Stream

from invoiceplug.front_door.preflight.meter import Meter
from invoiceplug.front_door.preflight.objects import Written

_Key = tuple[int, int]
_STITCHED = "/Functions"  # of which a function of type 3 is made


def measure_functions(objects: Iterable[Written], meter: Meter) -> None:
    """Notes how many functions stand in each: an engine makes one anew as often as it is named."""
    named = {each.object.objgen: list(_named(each.object)) for each in objects if _STITCHED.encode() in each.text}
    order = TopologicalSorter(named)
    with suppress(CycleError):  # what stands in itself is no function: the engine gives up on it at once
        order.prepare()
    made: dict[_Key, int] = {}
    while order.is_active():
        ready = order.get_ready()
        for key in ready:
            made[key] = 1 + sum(made[each] for each in named.get(key, ()))
            meter.note("function_expansions", made[key], f"Object {key[0]}")
        order.done(*ready)


def _named(holder: Any) -> Iterator[_Key]:
    """The functions in the object, each as often as it is named; (0, 0) for one that is written out in it."""
    if isinstance(holder, Stream):
        holder = holder.stream_dict
    for key, value in holder.items() if isinstance(holder, Dictionary) else enumerate(holder):
        if key == _STITCHED and isinstance(value, Array):
            yield from (each.objgen for each in value if isinstance(each, Dictionary | Stream))
        elif not isinstance(value, Dictionary | Array) or value.is_indirect:
            continue
        yield from _named(value)

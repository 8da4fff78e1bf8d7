"""Where the values of a reading stand, page by page, and which letters they are made of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from invoiceplug.document import Document
from invoiceplug.geometry import Box, contains
from invoiceplug.invoice import Source
from invoiceplug.reading import Finding, Reading, Severity

BESIDE = 0.5  # points: boxes are stored rounded, and a letter of tiny print is smaller than that
MOST_SOURCES = 100  # of a finding, by the schema
MOST_QUOTED = 3  # values that a message quotes

_LINE = re.compile(r"/lines/(\d+)/")


@dataclass(frozen=True, slots=True)
class Value:
    """One value's place on a page: its JSON Pointer, its box with a margin around it, and what was read there."""

    pointer: str
    line_id: str | None
    box: Box
    source: Source


@dataclass(frozen=True, slots=True)
class PageValues:
    """The values on one page, whose sides are in points."""

    number: int
    width: float
    height: float
    values: tuple[Value, ...]


class Boxed(Protocol):
    """What stands somewhere on the page."""

    @property
    def box(self) -> Box: ...


T = TypeVar("T", bound=Boxed)


class Standing(list[T]):
    """Things on a page, in their order, of which those in a box are found without looking at all of them."""

    def __init__(self, things: Iterable[T]) -> None:
        super().__init__(things)
        self.by_height = sorted((each.box.middle[1], index) for index, each in enumerate(self))

    def inside(self, box: Box) -> list[tuple[int, T]]:
        """Those whose middle lies in the box, each with its index, in their order."""
        first, end = bisect_left(self.by_height, (box.y0, -1)), bisect_left(self.by_height, (box.y1, len(self)))
        found = sorted(index for _, index in self.by_height[first:end])
        return [(index, self[index]) for index in found if contains(box, self[index].box.middle)]


def values_on_pages(document: Document, reading: Reading) -> Iterator[PageValues]:
    """The pages that hold values, with them; none for an e-invoice, whose values stand in its attachment."""
    lines = reading.invoice["lines"]
    found: dict[int, list[Value]] = defaultdict(list)
    for pointer, places in reading.sources.items():
        line = _LINE.match(pointer)
        line_id = lines[int(line[1])]["line_id"] if line else None
        for place in places:
            if "box" in place:
                page = document.pages[place["page"] - 1]
                found[page.number].append(_value(pointer, line_id, place, page.width, page.height))
    for number, values in sorted(found.items()):
        page = document.pages[number - 1]
        yield PageValues(number, page.width, page.height, tuple(values))


def findings_about(code: str, severity: Severity, what: str, wrong: Sequence[Value]) -> Iterator[Finding]:
    """One finding a line, and one for each other value; `what` is said before the values' texts.

    A line of which one value is wrong has that value's path, so that correcting it settles the matter.
    """
    by_owner: dict[str, list[Value]] = defaultdict(list)
    for value in wrong:
        by_owner[value.line_id or value.pointer].append(value)
    for values in by_owner.values():
        pointers = list(dict.fromkeys(value.pointer for value in values))
        line_id, line = values[0].line_id, _LINE.match(pointers[0])
        path = line[0].rstrip("/") if line and len(pointers) > 1 else pointers[0]
        texts = list(dict.fromkeys(f"{value.source.text!r}" for value in values))
        quoted = ", ".join(texts[:MOST_QUOTED]) + (
            f" and {len(texts) - MOST_QUOTED} more" if texts[MOST_QUOTED:] else ""
        )
        whose = f"Line {line_id}" if line_id else _name(path)
        sources = tuple(dict.fromkeys(value.source for value in values))[:MOST_SOURCES]
        said = f"{whose}: {what}: {quoted}."
        yield Finding(code, severity, said, (line_id,) if line_id else (), path, sources=sources)


def _name(pointer: str) -> str:
    """`/taxes/0/basis` as a person calls it: Taxes 1 basis."""
    words = (str(int(word) + 1) if word.isdecimal() else word.replace("_", " ") for word in pointer.split("/"))
    return " ".join(words).strip().capitalize()


def _value(pointer: str, line_id: str | None, place: dict[str, Any], width: float, height: float) -> Value:
    box = Box(*place["box"])
    x, y = BESIDE / width, BESIDE / height
    grown = Box(box.x0 - x, box.y0 - y, box.x1 + x, box.y1 + y)
    return Value(pointer, line_id, grown, Source(place["text"], place["page"], box))

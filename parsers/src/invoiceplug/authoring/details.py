"""What an author needs to mend a difference: where it was printed, the rule that read it, what else it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from invoiceplug.authoring.compare import MISSING, Difference
from invoiceplug.authoring.hints import hint
from invoiceplug.document import Document
from invoiceplug.geometry import Box, overlap_x, overlap_y
from invoiceplug.trace import Step

Sources = Mapping[str, Sequence[Mapping[str, Any]]]

READS = ("field", "total", "tax", "charge", "continuation", "row", "column")  # kinds of steps that give values
NEAR = 0.01  # of the page: how far a step's box may stand from the value's


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read: page, box in points from the top left of the page as displayed, printed text."""

    page: int
    box: tuple[float, float, float, float]
    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One difference with its places, the rule's `file:line`, a hint, and for a lost line the nearest unread row."""

    difference: Difference
    places: tuple[Place, ...] = ()
    rule: str | None = None
    hint: str | None = None
    nearest: str | None = None


def detail_of(each: Difference, reading: Mapping[str, Any], document: Document, steps: Sequence[Step]) -> Detail:
    """All that can be said of one difference."""
    sources: Sources = reading["sources"]
    named = _sources_of(each.read_at, sources)
    places = tuple(_place(source, document) for source in named if "page" in source)
    printed = " ".join(place.text for place in places)
    said = hint(each.expected, printed) if each.read_at in sources else None
    nearest = None
    if each.actual is MISSING and isinstance(each.expected, dict):
        nearest = _nearest(each.expected, reading, document, steps)
    return Detail(each, places, _rule(each, named, steps), said, nearest)


def _sources_of(pointer: str, sources: Sources) -> list[Mapping[str, Any]]:
    """The places of a value, or, for a whole line, of the values in it."""
    own = sources.get(pointer)
    if own:
        return list(own)
    return [source for each, found in sources.items() if each.startswith(f"{pointer}/") for source in found]


def _place(source: Mapping[str, Any], document: Document) -> Place:
    page = document.pages[source["page"] - 1]
    x0, y0, x1, y1 = source["box"]
    edges = (x0 * page.width, y0 * page.height, x1 * page.width, y1 * page.height)
    left, top, right, bottom = (round(edge, 1) for edge in edges)
    return Place(source["page"], (left, top, right, bottom), source["text"])


def _rule(each: Difference, sources: Sequence[Mapping[str, Any]], steps: Sequence[Step]) -> str | None:
    """The rule that read the value, or, when nothing was read, the one that should have; None for a plugin in code."""
    name = each.pointer.rpartition("/")[2]
    ruled = [step for step in steps if step.rule and step.kind in READS]
    at_place = [step for step in ruled if any(_shares(step, source) for source in sources)]
    for candidates in (at_place, ruled):
        if mine := [step for step in candidates if step.name == name]:
            return mine[-1].rule
    return min(at_place, key=_area).rule if at_place and not isinstance(each.actual, dict) else None


def _shares(step: Step, source: Mapping[str, Any]) -> bool:
    if step.box is None or step.page != source.get("page"):
        return False
    box = Box(*source["box"])
    wider = Box(step.box.x0 - NEAR, step.box.y0 - NEAR / 4, step.box.x1 + NEAR, step.box.y1 + NEAR / 4)
    return overlap_x(wider, box) > box.width / 2 and overlap_y(wider, box) > box.height / 2


def _area(step: Step) -> float:
    assert step.box is not None  # only steps that share a place are asked
    return step.box.width * step.box.height


def _nearest(
    expected: Mapping[str, Any], reading: Mapping[str, Any], document: Document, steps: Sequence[Step]
) -> str | None:
    """The row that was dropped or left unread and looks most like the expected line: `page 1 top 338.9 "…": why`."""
    wanted = {word for value in expected.values() if isinstance(value, str) for word in value.casefold().split()}
    rows = [(_likeness(wanted, text), said) for text, said in _left_out(reading, document, steps)]
    likest = max(rows, key=lambda row: row[0], default=(0, ""))
    return likest[1] if likest[0] else None


def _likeness(wanted: set[str], text: str) -> int:
    printed = text.casefold().split()
    plain = {word.replace(",", ".") for word in printed}
    return len(wanted & ({*printed} | plain))


def _left_out(reading: Mapping[str, Any], document: Document, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
    for step in steps:
        if step.kind in ("row", "continuation") and step.outcome in ("dropped", "unread") and step.page and step.box:
            top = step.box.y0 * document.pages[step.page - 1].height
            by = f" ({step.rule})" if step.rule else ""
            yield step.text, f'page {step.page} top {top:.1f} "{step.text}": {step.why or step.outcome}{by}'
    for row in reading["unread"]:
        top = row["box"][1] * document.pages[row["page"] - 1].height
        yield row["text"], f'page {row["page"]} top {top:.1f} "{row["text"]}": {row["why"]}'

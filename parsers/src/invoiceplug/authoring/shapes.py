"""What `overlay` draws: the words, rules, columns, regions, rows and values of an explained file, as boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, get_args

from invoiceplug.authoring.area import ROWS, columns_on, table_area
from invoiceplug.authoring.derived import value_at
from invoiceplug.authoring.explain import Explained
from invoiceplug.authoring.guessed import guessed_columns
from invoiceplug.document import Document, Page, row_box, row_text
from invoiceplug.geometry import Box
from invoiceplug.trace import Step

Layer = Literal["regions", "columns", "rows", "lines", "words", "matches", "unread"]
LAYERS: tuple[Layer, ...] = get_args(Layer)  # from the bottom to the top
KNOWN: tuple[Layer, ...] = ("regions", "columns", "rows", "matches", "unread")  # drawn unless others are named
UNKNOWN: tuple[Layer, ...] = ("columns", "rows", "lines", "words")  # where no vendor knows the file

LETTER = 3.4  # points: the width of a letter of a label
_AIR = 0.9  # points: dots and accents stand above the box of a word that begins and ends low
_VALUES = ("field", "total", "charge", "tax")


@dataclass(frozen=True, slots=True)
class Shape:
    """One box on a page: how it is drawn (`tone`), what stands beside it, and what it tells who points at it.

    `pointer` says which value of the invoice was read there; `level` how many labels lie between it and its own.
    """

    layer: Layer
    tone: str
    page: int
    box: Box
    label: str = ""
    tip: tuple[str, ...] = ()
    pointer: str = ""
    level: int = 0

    def outline(self, page: Page) -> Box:
        """Where it is drawn: a little around text, whose boxes reach from its first to its last letter only."""
        air = {"words": _AIR, "matches": _AIR, "rows": _AIR, "regions": 3 * _AIR}.get(self.layer, 0.0)
        x, y = air / page.width, air / page.height
        below = 0.0 if self.layer == "regions" else y  # what ends a table often stands close under it
        return Box(self.box.x0 - x, self.box.y0 - y, self.box.x1 + x, self.box.y1 + below)


def shapes_of(explained: Explained, page: Page) -> list[Shape]:
    """All that is to be drawn on one page, from the bottom to the top."""
    steps = [step for step in explained.steps if step.page == page.number and step.box is not None]
    shapes = [*_regions(explained, steps, page), *_columns(explained, page), *_rows(explained, steps, page)]
    shapes += [*_lines(page), *_words(page), *_marks(explained, page), *_values(explained, steps, page)]
    order = {layer: index for index, layer in enumerate(LAYERS)}
    return sorted(shapes, key=lambda shape: order[shape.layer])


def pages_to_draw(explained: Explained) -> list[int]:
    """The pages on which something was read; every page where nothing was."""
    document = _document(explained)
    places = (place["page"] for found in explained.sources.values() for place in found if "page" in place)
    told = {step.page for step in explained.steps if step.page is not None} | set(places)
    return sorted(told) or [page.number for page in document.pages]


def _document(explained: Explained) -> Document:
    if explained.document is None:
        raise ValueError("a file that cannot be opened has no pages to draw on")
    return explained.document


def _regions(explained: Explained, steps: Iterable[Step], page: Page) -> Iterator[Shape]:
    area = table_area(explained.steps, page.number)
    if area:
        said = (_told(step) for step in steps if step.kind == "region")
        yield Shape(
            "regions", "region", page.number, area, "line table", ("line table", *(line for s in said for line in s))
        )


def _columns(explained: Explained, page: Page) -> Iterator[Shape]:
    told, area = columns_on(explained.steps, page.number), table_area(explained.steps, page.number)
    if told and area:
        ends: list[float] = []
        for step in told:
            assert step.box is not None
            box, name = Box(step.box.x0, area.y0, step.box.x1, area.y1), step.name or step.text
            level = _free_level(ends, box.middle[0] * page.width, len(name) * LETTER)
            yield Shape("columns", "column", page.number, box, name, _told(step), level=level)
    elif explained.vendor is None and explained.reading is None:
        for index, box in enumerate(guessed_columns(page), start=1):
            yield Shape("columns", "column", page.number, box, str(index), (f"column {index}, guessed",))


def _free_level(ends: list[float], middle: float, width: float) -> int:
    """The lowest level on which a label of this width, in points, does not cover the one before; it is then taken."""
    level = next((level for level, end in enumerate(ends) if end < middle - width / 2), len(ends))
    ends[level : level + 1] = [middle + width / 2 + LETTER]
    return level


def _rows(explained: Explained, steps: Iterable[Step], page: Page) -> Iterator[Shape]:
    rows = [step for step in steps if step.kind in ROWS]
    for step in rows:
        if step.outcome == "unread":
            yield _shape("unread", "unread", step, "unread")
        else:
            tone = "dropped" if step.outcome == "dropped" else step.kind
            label = {"dropped": "dropped", "row": step.name}.get(tone, "")
            yield _shape("rows", tone, step, label)
    if not rows and explained.vendor is None and explained.reading is None:
        for words in page.lines():
            yield Shape("rows", "plain", page.number, row_box(words), tip=(row_text(words),))


def _lines(page: Page) -> Iterator[Shape]:
    for edge in page.edges:
        said = "ruling line, horizontal" if edge.orientation == "h" else "ruling line, vertical"
        yield Shape("lines", "edge", page.number, edge.box, tip=(said,))


def _words(page: Page) -> Iterator[Shape]:
    for word in page.words:
        yield Shape("words", "word", page.number, word.box, tip=(word.text,))


def _marks(explained: Explained, page: Page) -> Iterator[Shape]:
    """The marks by which those who claim the file know it."""
    for asked in explained.asked:
        for step in asked.marks if asked.claims else ():
            if step.page == page.number and step.box and step.outcome == "ok":
                yield _shape("matches", "mark", step, "", f"mark of {asked.installed.vendor.id}")


def _values(explained: Explained, steps: Iterable[Step], page: Page) -> Iterator[Shape]:
    """The values that were read; where reading failed on the way, those that it had found till then."""
    rules = {step.name: step.rule for step in explained.steps if step.rule and step.kind in (*_VALUES, "column")}
    rules |= {step.text: step.rule for step in explained.steps if step.rule and step.kind == "column" and not step.name}
    for pointer, places in explained.sources.items():
        rule = rules.get(pointer.rpartition("/")[2])
        for place in places:
            if place.get("page") == page.number:
                said = (place["text"], f"{pointer} = {value_at(explained.invoice, pointer)}", _short(rule))
                yield Shape("matches", "value", page.number, Box(*place["box"]), tip=_some(*said), pointer=pointer)
    if not explained.sources:
        for step in steps:
            if step.kind in _VALUES and step.outcome == "ok":
                yield _shape("matches", "value", step, "", step.name)


def _shape(layer: Layer, tone: str, step: Step, label: str, said: str = "") -> Shape:
    assert step.page is not None and step.box is not None
    return Shape(layer, tone, step.page, step.box, label, (*_told(step), *([said] if said else [])))


def _told(step: Step) -> tuple[str, ...]:
    heading = {"continuation": "continuation: ", "column": "column "}.get(step.kind, "")
    outcome = f"{step.outcome}: {step.why}" if step.outcome != "ok" else step.why
    return _some(f"{heading}{step.text}", outcome, _short(step.rule))


def _short(rule: str | None) -> str:
    """file:line without the folders."""
    return PurePath(rule).name if rule else ""


def _some(*said: str) -> tuple[str, ...]:
    return tuple(filter(None, said))

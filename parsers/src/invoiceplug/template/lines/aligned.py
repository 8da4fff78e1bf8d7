"""What stands at an x: the columns whose cells share an edge there, and what of that is otherwise once more is known.

Each x is looked at once: the cells of a column stand at the same few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from invoiceplug.template.lines.anchors import EDGE


class Aligned(dict[float, tuple[int, ...]]):
    """The columns, by their index, of which a cell's edge at x is the shared one; `anchors` has x and index of each."""

    def __init__(self, anchors: Sequence[tuple[float, int]]) -> None:
        super().__init__()
        self.anchors = anchors

    def __missing__(self, x: float) -> tuple[int, ...]:
        found = self[x] = tuple([index for place, index in self.anchors if abs(x - place) <= EDGE])
        return found


class Edges(NamedTuple):
    """The columns by their cells' left and right edges and middles, and by the right edges at which lines are cut."""

    lefts: Aligned
    rights: Aligned
    centres: Aligned
    cutting: Aligned


class Moved:
    """The x of which more knowledge says otherwise than before."""

    def __init__(self, before: Edges, after: Edges) -> None:
        self.lefts = _otherwise(before.lefts, after.lefts)
        self.rights = _otherwise(before.rights, after.rights)
        self.begin = {x for x in self.lefts if bool(before.lefts[x]) != bool(after.lefts[x])}  # where lines are cut
        self.end = _otherwise(before.cutting, after.cutting)
        self.centres = bool(before.centres.anchors or after.centres.anchors)

    def __bool__(self) -> bool:
        return bool(self.lefts or self.rights or self.end or self.centres)


def _otherwise(before: dict[float, Any], after: dict[float, Any]) -> set[float]:
    return {x for x, there in before.items() if after[x] != there}

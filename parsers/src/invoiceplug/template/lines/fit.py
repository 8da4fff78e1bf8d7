"""The pieces of a text line laid into columns from left to right: the best way, and where another is as good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

Costs = Sequence[Sequence[float | None]]
Homes = tuple[int | None, ...]

ASTRAY = 20.0  # what it costs to leave a piece under no column
AGAIN = 2.0  # what it costs to put a second piece into a column of text


class Fit(NamedTuple):
    """Each piece's column (None: under no column), and for a piece that fits two columns equally well, both."""

    homes: Homes
    ties: Mapping[int, tuple[int, ...]] = MappingProxyType({})


def best_fit(costs: Costs, texts: Sequence[bool]) -> Fit:
    """The cheapest way to lay the pieces into the columns without crossing; `texts` says which may take several."""
    ways = _ways(costs, texts)
    cheapest = min(cost for cost, _ in ways)
    best = [homes for cost, homes in ways if cost == cheapest]
    return Fit(best[0], _ties(best))


def _ways(costs: Costs, texts: Sequence[bool]) -> list[tuple[float, Homes]]:
    """The cheapest ways to lay the pieces so far, at most two for each column reached, grown piece by piece."""
    reached: dict[int, list[tuple[float, Homes]]] = {-1: [(0.0, ())]}
    for row in costs:
        grown: dict[int, list[tuple[float, Homes]]] = {}
        for last, ways in reached.items():
            for cost, homes in ways:
                grown.setdefault(last, []).append((cost + ASTRAY, (*homes, None)))
                for index in range(max(last, 0), len(row)):
                    price = row[index]
                    if price is not None and (index > last or texts[index]):
                        again = AGAIN if index == last else 0.0
                        grown.setdefault(index, []).append((cost + price + again, (*homes, index)))
        reached = {last: sorted(ways, key=lambda way: way[0])[:2] for last, ways in grown.items()}
    return [way for ways in reached.values() for way in ways]


def _ties(best: Sequence[Homes]) -> dict[int, tuple[int, ...]]:
    """The pieces that stand in several columns among the best ways."""
    ties = {}
    for index in range(len(best[0])):
        options = sorted({home for homes in best if (home := homes[index]) is not None})
        if len(options) > 1:
            ties[index] = tuple(options)
    return ties

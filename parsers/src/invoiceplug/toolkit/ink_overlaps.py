"""Letters that stand on one spot, and the layers into which their texts part so that each can be looked at alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from invoiceplug.geometry import Box, contains, overlap_x, overlap_y
from invoiceplug.toolkit.ink_letters import RawLetter

CELLS = 128  # a side of the grid that the page is divided into
SHARED = 0.5  # of the smaller letter's area: neighbours share next to nothing
LIGATURE = 2  # letters to the next at the most, in ffi; kerned ones share a spot too
MOST_LAYERS = 6  # each costs a drawing of the page; nobody prints more texts on one spot
MOST_LOOKS = 1_000_000  # cells and pairs: ten times what the densest honest page needs

Pair = tuple[int, int]  # indices of two letters


def overlaps(letters: Sequence[RawLetter]) -> list[Pair] | None:
    """The pairs of different letters of which one covers half of the other; None when that takes too many looks.

    A letter that is drawn twice (fake bold) is no pair, nor are the letters of a ligature.
    """
    # What covers half of a letter covers its middle: so the middles are sought, each in its cell of the page.
    grid: dict[tuple[int, int], list[tuple[int, tuple[float, float]]]] = defaultdict(list)
    for index, letter in enumerate(letters):
        x, y = letter.box.middle
        if 0 <= x < 1 and 0 <= y < 1:
            grid[int(x * CELLS), int(y * CELLS)].append((index, (x, y)))
    pairs: set[Pair] = set()
    looks = 0
    for index, letter in enumerate(letters):
        for cell in _cells(letter.box):
            inside = grid.get(cell, ())
            looks += 1 + len(inside)
            if looks > MOST_LOOKS:
                return None
            pairs.update(
                (min(index, other), max(index, other))
                for other, middle in inside
                if contains(letter.box, middle) and _are_two(index, other, letters)
            )
    return sorted(pairs)


def layers(letters: Sequence[RawLetter], pairs: Iterable[Pair]) -> dict[int, int]:
    """The layer of each text object, from 0: objects with letters on one spot are in different ones, while there are.

    Without overlaps everything is in layer 0.
    """
    against: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        one, other = letters[a].drawn_by, letters[b].drawn_by
        if one != other:
            against[one].add(other)
            against[other].add(one)
    found: dict[int, int] = {}
    for letter in letters:
        if letter.drawn_by not in found:
            taken = {found.get(other) for other in against[letter.drawn_by]}
            free = (layer for layer in range(MOST_LAYERS) if layer not in taken)
            found[letter.drawn_by] = next(free, MOST_LAYERS - 1)
    return found


def _are_two(a: int, b: int, letters: Sequence[RawLetter]) -> bool:
    """Whether they are different letters on one spot, and not one glyph or kerned."""
    one, other = letters[a], letters[b]
    in_one_word = one.drawn_by == other.drawn_by and abs(a - b) <= LIGATURE
    if one.text == other.text or (in_one_word and one.text.isalpha() and other.text.isalpha()):
        return False
    return _share_a_spot(one.box, other.box)


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    x0, y0 = max(0, int(box.x0 * CELLS)), max(0, int(box.y0 * CELLS))
    x1, y1 = min(CELLS - 1, int(box.x1 * CELLS)), min(CELLS - 1, int(box.y1 * CELLS))
    return ((x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1))


def _share_a_spot(a: Box, b: Box) -> bool:
    smaller = min(a.width * a.height, b.width * b.height)
    return smaller > 0 and overlap_x(a, b) * overlap_y(a, b) > SHARED * smaller

"""OVERLAPPING_TEXT: two texts are printed on one spot, and a value was read from one of them."""

from __future__ import annotations

from collections.abc import Iterator

from invoiceplug.geometry import Box
from invoiceplug.lies.places import PageValues, Standing, findings_about
from invoiceplug.reading import Finding
from invoiceplug.toolkit.ink import PageInk

ALIKE = 2.0  # times the height: a letter of a watermark is larger than those it lies under


def overlapping(ink: PageInk, values: PageValues) -> Iterator[Finding]:
    """A warning for each line or value in whose place letters of two texts are seen on one spot."""
    letters = ink.letters
    on_top = {
        index
        for pair in ink.pairs
        if all(letters[each].seen and letters[each].text.isalnum() for each in pair)
        and _alike(letters[pair[0]].box, letters[pair[1]].box)
        for index in pair
    }
    if not on_top:
        return
    standing = Standing(letters)
    wrong = [value for value in values.values if any(index in on_top for index, _ in standing.inside(value.box))]
    yield from findings_about("OVERLAPPING_TEXT", "warning", "other text is printed on top of it", wrong)


def _alike(a: Box, b: Box) -> bool:
    return max(a.height, b.height) <= ALIKE * min(a.height, b.height)

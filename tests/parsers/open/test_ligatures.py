"""Letters drawn twice are read once; the letters of one ligature are all read."""

from __future__ import annotations

import pytest

from invoiceplug.geometry import Box
from invoiceplug.toolkit.displayed import Displayed
from invoiceplug.toolkit.doubled import without_doubles

PAGE = Displayed(0.0, 0.0, 600.0, 800.0, 0)


def letters(*placed: tuple[str, float]) -> list[tuple[str, Box]]:
    """Letters 6 pt wide, each with its left edge in points."""
    return [(text, Box(x / 600, 0.1, (x + 6) / 600, 0.112)) for text, x in placed]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (letters(("c", 0), ("o", 6), ("f", 12), ("f", 12), ("e", 18), ("e", 24)), "coffee"),
        (letters(("o", 0), ("f", 6), ("f", 6), ("i", 6), ("c", 12), ("e", 18)), "office"),
        (letters(("f", 0), ("f", 0)), "ff"),
        (letters(("S", 0), ("S", 0.3), ("u", 6), ("u", 6.3), ("m", 12), ("m", 12.3)), "Sum"),
        (letters(("S", 0), ("S", 0), ("u", 6), ("u", 6), ("m", 12), ("m", 12)), "Sum"),
        (letters(("1", 0), ("1", 0.3), ("1", 6), ("1", 6.3)), "11"),
        (letters(("1", 0), ("1", 6)), "11"),
    ],
)
def test_what_was_drawn_is_read_once_and_whole(drawn: list[tuple[str, Box]], read: str) -> None:
    assert "".join(text for text, _ in without_doubles(drawn, PAGE)) == read

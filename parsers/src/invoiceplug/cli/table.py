"""Text columns for people: aligned, and cut to the terminal's width."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "


def columns(rows: Sequence[Sequence[str]], right: Sequence[bool], room: int, give: int) -> list[str]:
    """The rows as lines: `right` says which columns are right-aligned; column `give` is cut until all fits `room`."""
    widths = [max(width(row[index]) for row in rows) for index in range(len(right))]
    rest = sum(widths) - widths[give] + len(GAP) * (len(widths) - 1)
    widths[give] = max(8, min(widths[give], room - rest))
    return [
        GAP.join(fit(cell, widths[i], right=right[i], cut=i == give) for i, cell in enumerate(row)).rstrip()
        for row in rows
    ]


def fit(text: str, size: int, *, right: bool = False, cut: bool = True) -> str:
    """The text in so many places, filled with spaces, or cut with an ellipsis."""
    if width(text) > size and cut:
        while width(text) > size - 1:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    space = " " * (size - width(text))
    return space + text if right else text + space


def width(text: str) -> int:
    """Places the text takes on a terminal: wide characters two, combining ones none."""
    return sum(0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)

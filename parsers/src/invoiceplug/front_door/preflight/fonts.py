"""What fonts say of their glyphs: tables of a few bytes that some readers write out entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name

from invoiceplug.front_door.preflight.meter import Meter

_BLOCK = re.compile(rb"begin(?:bf|cid|notdef)(range|char)(.*?)end(?:bf|cid|notdef)\1", re.DOTALL)
_HEX = rb"<([0-9A-Fa-f\s]*)>"
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:<[^>]*>|\[[^\]]*\]|\d+)")
_STRING = re.compile(_HEX)
_CODE = 4  # bytes of the longest code of a glyph; codes count up in the last of them


def measure_cmap(data: bytes, meter: Meter, where: str) -> None:
    """Notes the entries of a CMap's ranges, together with those of the CMaps before, and its longest text."""
    if b"endbf" not in data and b"endcid" not in data:
        return
    entries = meter.largest.get("cmap_entries", 0)
    for block in _BLOCK.finditer(data):
        longest = max((len(text[1]) for text in _STRING.finditer(block[2])), default=0)
        meter.note("cmap_characters", longest // 4, where)
        if block[1] == b"range":
            entries += sum(_entries(*found.group(1, 2)) for found in _RANGE.finditer(block[2]))
            meter.note("cmap_entries", entries)


def width_entries(holder: Any) -> int:
    """How many glyph widths a font's /W stands for; also that of a descendant font which has no object of its own."""
    if isinstance(holder, Array):
        return sum(width_entries(each) for each in holder if isinstance(each, Dictionary))
    inner = holder.get(Name.DescendantFonts)
    counted = width_entries(inner) if isinstance(inner, Array) and not inner.is_indirect else 0
    widths = holder.get(Name.W)
    return counted + (sum(_runs(widths)) if isinstance(widths, Array) else 0)


def _entries(first: bytes, last: bytes) -> int:
    codes = [int(b"".join(each.split())[-2 * _CODE :] or b"0", 16) for each in (first, last)]
    return max(codes[1] - codes[0], 0) + 1


def _runs(widths: Any) -> Iterator[int]:
    """Entries of each run: `first [width …]`, or `first last width`."""
    rest = iter(widths)
    for first in rest:
        following = next(rest, None)
        if isinstance(following, Array):
            yield len(following)
        elif isinstance(first, int) and isinstance(following, int):
            next(rest, None)
            yield max(following - first, 0) + 1

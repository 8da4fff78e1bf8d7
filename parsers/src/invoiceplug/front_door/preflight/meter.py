"""The largest value that was found of each limit."""

from __future__ import annotations

from typing import Any

from invoiceplug.limits import Limits

_BEYOND = 10**12  # what is more is not told apart


class Meter:
    """Notes what is found; the first value over its limit ends the look at the PDF."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.largest: dict[str, int] = {}
        self.mended: list[str] = []  # what had to be mended besides what qpdf tells of
        self.unpacked = 0  # bytes, of all streams so far

    def note(self, name: str, found: int, where: str = "The PDF", **facts: Any) -> None:
        """Raises the limit's InvoiceplugError when `found` is over it."""
        found = min(found, _BEYOND)
        self.largest[name] = max(found, self.largest.get(name, 0))
        self.limits.check(name, found, where, **facts)

    def unpack(self, size: int, where: str) -> None:
        """Notes that a stream has this many bytes; of them all no more than `unpacked_bytes` may be."""
        self.note("stream_bytes", size, where)
        self.unpacked += size
        self.note("unpacked_bytes", self.unpacked)

"""The words of a long document: texts and numbers, which are made into words while somebody looks at their page.

A word takes 190 bytes, of which its text is the least; packed, 40.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, chain, count, repeat
from typing import Any
from weakref import ref

from invoiceplug.document import MadeAnew, Page, Word
from invoiceplug.geometry import Box

LATEST = 4  # pages whose rows a long document keeps: who looks at a page looks at it more than once

_BOX: Callable[[tuple[float, ...]], Box] = partial(tuple.__new__, Box)  # without a step of Python
_WORD: Callable[[tuple[str, int, Box]], Word] = partial(tuple.__new__, Word)


def packed(pages: Iterable[Page]) -> Iterator[Page]:
    """The same pages with their words packed; only the latest of them that were looked at keep their rows."""
    latest = _Latest()
    return (replace(page, words=Packed(page, latest)) for page in pages)


class Packed(MadeAnew):
    """The words of one page, row by row: their texts and the sides of their boxes, of which equal ones are one."""

    __slots__ = ("_ends", "_latest", "_number", "_places", "_sides", "texts")

    def __init__(self, page: Page, latest: _Latest) -> None:
        rows = page.lines()
        words = list(chain.from_iterable(rows))
        self._number, self._latest = page.number, latest
        self._ends = array("I", accumulate(map(len, rows), initial=0))
        self._places = _places(words, page.words)
        self.texts = tuple([text for text, _, _ in words])
        self._sides = list(zip(*[box for _, _, box in words], strict=True))
        self._sides[::2] = map(_shared, self._sides[::2])  # a row has its heights in common as they are read

    def row_texts(self) -> list[str]:
        return list(map(" ".join, map(self.texts.__getitem__, self._rows())))

    def row(self, at: int) -> tuple[Word, ...]:
        row = slice(*self._ends[at : at + 2])
        return self._made(self.texts[row], [side[row] for side in self._sides])

    def rows(self, page: Page) -> tuple[tuple[Word, ...], ...]:
        self._latest.looked_at(page)
        return tuple(map(self._made(self.texts, self._sides).__getitem__, self._rows()))

    def _rows(self) -> Iterator[slice]:
        return map(slice, self._ends, self._ends[1:])

    def _made(self, texts: Sequence[str], sides: Iterable[Sequence[float]]) -> tuple[Word, ...]:
        return tuple(map(_WORD, zip(texts, repeat(self._number), map(_BOX, zip(*sides, strict=True)), strict=False)))

    def __iter__(self) -> Iterator[Word]:
        return map(self._made(self.texts, self._sides).__getitem__, self._places)

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: Any) -> Any:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Packed) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class _Latest:
    """The pages that made out their rows last."""

    def __init__(self) -> None:
        self._pages: deque[ref[Page]] = deque()  # whose words hold this: a circle would be garbage

    def looked_at(self, page: Page) -> None:
        """Has the page let go of its rows that made them out before all others."""
        self._pages.append(ref(page))
        if len(self._pages) > LATEST and (first := self._pages.popleft()()):
            first.let_go()


def _places(words: Sequence[Word], order: Sequence[Word]) -> Sequence[int]:
    """Where the same words are that come in another order."""
    if list(order) == words:
        return range(len(words))
    place = dict(zip(map(id, words), count(), strict=False))
    return array("I", map(place.__getitem__, map(id, order)))


def _shared(numbers: Sequence[float]) -> tuple[float, ...]:
    """The same numbers, of equal ones the first: what stands in a column has them in common."""
    first: dict[float, float] = {}
    return tuple(map(first.setdefault, numbers, numbers))

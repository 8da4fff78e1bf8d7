"""The text lines of a document: what they say, where the wide gaps are, and which words a regex matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import sub
from typing import Any

from invoiceplug.document import Document, Page, Word, row_box, row_text
from invoiceplug.geometry import Box
from invoiceplug.invoice import Source
from invoiceplug.template.model import Mark, Pages
from invoiceplug.template.pattern import Pattern
from invoiceplug.toolkit.later import Once

WIDE_GAP = 1.2  # between two words, in heights of their text: more is another block of the page; a space is about 0.3


class TextLine:
    """One visual row of words on a page, from left to right; or a cell of it."""

    def __init__(self, page: Page, words: tuple[Word, ...]) -> None:
        self.page = page
        self.words = words
        self.text = row_text(words)

    @Once
    def folded(self) -> str:
        """The text as phrases are compared: without case, one space between words."""
        return _fold(self.text)

    @Once
    def squeezed(self) -> str:
        """The text as labels are compared: without case and spaces."""
        return "".join(self.text.casefold().split())

    @Once
    def box(self) -> Box:
        return row_box(self.words)

    @Once
    def height(self) -> float:
        """Height of its tallest word, in points."""
        return max([box[3] - box[1] for _, _, box in self.words]) * self.page.height

    def x0(self, word: Word) -> float:
        """A word's left edge in points."""
        return word.box.x0 * self.page.width

    def x1(self, word: Word) -> float:
        """A word's right edge in points."""
        return word.box.x1 * self.page.width

    @property
    def edges(self) -> tuple[list[float], list[float]]:
        """The left and the right edges of its words, in points."""
        width = self.page.width
        boxes = [box for _, _, box in self.words]
        return [box[0] * width for box in boxes], [box[2] * width for box in boxes]

    def gaps_over(self, least: float, lefts: Sequence[float], rights: Sequence[float]) -> list[tuple[int, float]]:
        """The gaps that are wider, each with the index of the word behind it; `lefts` and `rights` are its `edges`."""
        heights = [box[3] - box[1] for _, _, box in self.words]
        low = min(heights)
        rough = low * self.page.height * least * 0.99
        wide = [(at, white) for at, white in enumerate(map(sub, lefts[1:], rights), start=1) if white > rough]
        if heights.count(low) < len(heights):
            lower = ((at, white, min(heights[at - 1], heights[at]) * self.page.height) for at, white in wide)
            return [(at, white / height) for at, white, height in lower if height and white / height > least]
        high = low * self.page.height
        return [(at, white / high) for at, white in wide if white / high > least] if high else []

    @Once
    def gaps(self) -> list[float]:
        """The space between each two neighbours, in heights of the lower one."""
        return [self.gap(left, right) for left, right in pairwise(self.words)]

    def gap(self, left: Word, right: Word) -> float:
        """The space between two words, in heights of the lower one."""
        _, top, x1, bottom = left.box
        x0, other_top, _, other_bottom = right.box
        height = min(bottom - top, other_bottom - other_top) * self.page.height
        return (x0 * self.page.width - x1 * self.page.width) / height if height else 0.0

    def parts(self) -> Iterator[TextLine]:
        """The whole line, then what begins after each wide gap: side by side may stand what has nothing in common."""
        yield self
        yield from self._parts

    @Once
    def _parts(self) -> list[TextLine]:
        wide = (index for index, gap in enumerate(self.gaps, start=1) if gap > WIDE_GAP)
        return [TextLine(self.page, self.words[index:]) for index in wide]

    def source(self) -> Source:
        """The line as the place a value was read from."""
        return source_of(self.words)

    def source_of_span(self, start: int, end: int) -> Source:
        """The words that hold the characters start..end of `text`, as a source."""
        return source_of(self.words_of_span(start, end))

    def text_of(self, start: int, end: int) -> str:
        """The text of the words from the one index up to the other."""
        words = self.words
        return words[start].text if end == start + 1 else row_text(words[start:end])

    def words_of_span(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that hold the characters start..end of `text`."""
        found, at = [], 0
        for word in self.words:
            if at < end and at + len(word.text) > start:
                found.append(word)
            at += len(word.text) + 1
        return tuple(found)


Lines = Sequence[list[TextLine]]
"""The text lines of each page."""


def source_of(words: tuple[Word, ...] | list[Word]) -> Source:
    """The words' text and the box around them."""
    return Source(row_text(words), words[0].page, row_box(words))


class PageByPage(Sequence[list[TextLine]]):
    """The text lines of each page of a long document, made anew for each look."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages

    def __len__(self) -> int:
        return len(self.pages)

    def __getitem__(self, at: Any) -> Any:
        return PageByPage(self.pages[at]) if isinstance(at, slice) else _lines_of(self.pages[at])


def text_lines(document: Document, pages: int | None = None) -> Lines:
    """The text lines of each page, or of the first `pages`, from top to bottom."""
    some = document.pages[:pages]
    return PageByPage(some) if document.is_long else list(map(_lines_of, some))


def chosen(lines: Lines, pages: Pages) -> Iterator[TextLine]:
    """The lines of the pages that a rule looks at."""
    for page in lines[span_of(pages)]:
        yield from page


def places_of(lines: Lines, pages: Pages) -> Sequence[int]:
    """Which of these pages a rule looks at, where they may be only the last ones of a document."""
    if isinstance(pages, int) and not isinstance(lines, PageByPage):
        return [at for at, page in enumerate(lines) if page and page[0].page.number == pages]
    return range(len(lines))[span_of(pages)]


def span_of(pages: Pages) -> slice:
    """The pages that a rule looks at, as a slice of all."""
    if isinstance(pages, int):
        return slice(pages - 1, pages)
    return {"first": slice(0, 1), "last": slice(-1, None), "all": slice(None)}[pages]


def search(pattern: Pattern, line: TextLine) -> tuple[Any, TextLine] | None:
    """The first match in the line or in a part of it that begins after a wide gap, with the part it was found in."""
    if pattern.literal not in line.text:
        return None
    match = pattern.search(line.text)
    if match or not pattern.looks_back:  # then nothing is in a part that is not in the line
        return (match, line) if match else None
    for part in line.parts():
        match = part is not line and pattern.search(part.text)
        if match:
            return match, part
    return None


def _lines_of(page: Page) -> list[TextLine]:
    return [TextLine(page, words) for words in page.lines()]


def marked(mark: Mark, line: TextLine) -> bool:
    """Whether the mark stands in this line."""
    if mark.regex:
        return search(mark.regex, line) is not None
    return _stands(folded(mark.text or ""), line.folded)


def holds(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text as whole words; case and width of spaces do not matter."""
    return _stands(folded(phrase), _fold(text))


@lru_cache(maxsize=4096)
def folded(phrase: str) -> str:
    """A template's phrase as it is compared."""
    return _fold(phrase)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _stands(phrase: str, text: str) -> bool:
    at = text.find(phrase)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(phrase) : at + len(phrase) + 1]
        if not (before.isalnum() and phrase[0].isalnum()) and not (after.isalnum() and phrase[-1].isalnum()):
            return True
        at = text.find(phrase, at + 1)
    return False

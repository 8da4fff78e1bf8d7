"""A PDF as plain data: pages of words and ruling edges, in displayed-page coordinates. No PDF engine in sight."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from invoiceplug.geometry import Box, rounded, union
from invoiceplug.record import Record


class Word(NamedTuple):
    """A run of text without white space, with the page it stands on (1-based) and its box.

    A tuple, since a document has very many of them: quick to make and to compare.
    """

    text: str
    page: int
    box: Box


class MadeAnew(Sequence[Word]):
    """The words of a page that does not keep them: they are made for each look, and equal a tuple of the same."""

    texts: Sequence[str]

    @abstractmethod
    def row_texts(self) -> list[str]:
        """What the page's visual rows say, for which no word is made."""

    @abstractmethod
    def row(self, at: int) -> tuple[Word, ...]:
        """One of the visual rows."""

    @abstractmethod
    def rows(self, page: Page) -> tuple[tuple[Word, ...], ...]:
        """All visual rows of the page, which is theirs; later, it may be told to `let_go` of these."""


class Edge(Record):
    """A horizontal or vertical ruling line; its box is flat in one direction."""

    orientation: Literal["h", "v"]
    page: int
    box: Box


class Page(Record, slots=False):
    """One displayed page: its number (1-based), its size in points, its words as the file orders them, its edges.

    Edges may be read when they are first looked at: most templates never ask for them. The words of a long document's
    page are made for each look.
    """

    number: int
    width: float
    height: float
    words: Sequence[Word]
    edges: Sequence[Edge] = ()

    def lines(self) -> list[tuple[Word, ...]]:
        """The visual rows from top to bottom, each from left to right.

        Two words share a row when their middles are closer than half of the lower word's height: what prints
        side by side belongs together even when fonts or baselines differ.
        """
        return list(self._lines)

    def row(self, at: int) -> tuple[Word, ...]:
        """The visual row with that index: of a long document quicker than all of them."""
        words = self.words
        return words.row(at) if isinstance(words, MadeAnew) and "_lines" not in self.__dict__ else self._lines[at]

    def row_texts(self) -> list[str]:
        """The texts of the visual rows, their words parted by one space."""
        words = self.words
        return words.row_texts() if isinstance(words, MadeAnew) else list(map(row_text, self._lines))

    def from_row(self, first: int, words: Sequence[Word]) -> Page:
        """The page with only those words, which are all in its visual rows from this one on: none is made out again."""
        same = replace(self, words=tuple(words))
        same.__dict__["_lines"] = self._lines[first:]
        return same

    def let_go(self) -> None:
        """Forgets what was made of its words, and is made again when somebody asks for it."""
        for made in ("_lines", "folded", "folded_rows", "squeezed"):
            self.__dict__.pop(made, None)

    @cached_property
    def folded(self) -> str:
        """All its words, case-folded: what is no part of this is no part of a word on the page."""
        words = self.words
        return " ".join(words.texts if isinstance(words, MadeAnew) else map(_text, words)).casefold()

    @cached_property
    def folded_rows(self) -> list[str]:
        """The same, row by row."""
        return [text.casefold() for text in self.row_texts()]

    @cached_property
    def squeezed(self) -> str:
        """The same row by row, without spaces, dots, hyphens and slashes: where a tax id is looked for."""
        return squeezed("".join(map(_text, chain.from_iterable(self._lines))).casefold())

    @cached_property
    def _lines(self) -> tuple[tuple[Word, ...], ...]:
        if isinstance(self.words, MadeAnew):
            return self.words.rows(self)
        level: dict[tuple[float, ...], list[Word]] = {}  # by top and bottom, which the words of a row mostly share
        for word in self.words:
            level.setdefault(word[2][1::2], []).append(word)
        middles = {(top + bottom) / 2 for top, bottom in level}
        if len(middles) < len(level) or any(bottom <= top for top, bottom in level):
            return _in_rows([[word] for word in sorted(self.words, key=_middle_and_left)])
        return _in_rows([level[each] for each in sorted(level, key=_middle)])


class Attachment(Record):
    """A file that the PDF carries: its name and the type it is said to have.

    `data` and `size` (bytes) are those of XML, where an e-invoice can be; `data` is empty when it is over the limit.
    """

    name: str
    mime: str = ""
    data: bytes = field(default=b"", repr=False)
    size: int = 0


class Document(Record, slots=False):
    """An opened PDF: the SHA-256 and size of its bytes, its metadata, its pages and what is attached.

    Attachments are not in the JSON and do not count when documents are compared: the hash covers them.
    """

    sha256: str
    size: int
    pages: tuple[Page, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = field(default=(), compare=False)

    @property
    def is_long(self) -> bool:
        """Whether its pages make their words anew for each look: what is made of these is not to be kept either."""
        return any(isinstance(page.words, MadeAnew) for page in self.pages[:1])

    @cached_property
    def text(self) -> str:
        """All visual rows of all pages, words parted by one space and rows by a line feed."""
        return "\n".join(text for page in self.pages for text in page.row_texts())

    def to_json(self) -> dict[str, Any]:
        """The document as JSON data; `from_json` reads it back equal."""
        return {
            "sha256": self.sha256,
            "bytes": self.size,
            "metadata": dict(sorted(self.metadata.items())),
            "pages": [
                {
                    "number": page.number,
                    "width": page.width,
                    "height": page.height,
                    "words": [[w.text, *rounded(w.box)] for w in page.words],
                    "edges": [[e.orientation, *rounded(e.box)] for e in page.edges],
                }
                for page in self.pages
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Document:
        """The document that `to_json` wrote."""
        return cls(data["sha256"], data["bytes"], tuple(map(_page_from_json, data["pages"])), data["metadata"])


def without_colon(text: str) -> str:
    """The word without the colons behind it, unless it is nothing else."""
    return text.rstrip(":") or text


def squeezed(text: str) -> str:
    """The text without spaces, dots, hyphens and slashes."""
    return "".join(text.split()).replace(".", "").replace("-", "").replace("/", "")


def row_text(words: Sequence[Word]) -> str:
    """The words' texts with one space between them."""
    return " ".join([word.text for word in words])


def row_box(words: Sequence[Word]) -> Box:
    """The smallest box around the words; ValueError when there are none."""
    return words[0].box if len(words) == 1 else union([word.box for word in words])


def _page_from_json(data: dict[str, Any]) -> Page:
    number = data["number"]
    return Page(
        number,
        data["width"],
        data["height"],
        tuple(Word(text, number, Box(*box)) for text, *box in data["words"]),
        tuple(Edge(orientation, number, Box(*box)) for orientation, *box in data["edges"]),
    )


def _in_rows(groups: Iterable[Sequence[Word]]) -> tuple[tuple[Word, ...], ...]:
    """The visual rows of words that come by their middles, those with the same top and bottom together."""
    rows: list[list[Word]] = []
    middles, lowest = 0.0, 0.0  # of the row's words: the sum of their middles, the height of the lowest one
    for group in groups:
        _, _, (_, top, _, bottom) = group[0]
        middle, height = (top + bottom) / 2, bottom - top
        if rows and abs(middles / len(rows[-1]) - middle) < min(lowest, height) / 2:
            rows[-1] += group
            lowest = min(lowest, height)
        else:
            rows.append([*group])
            middles, lowest = 0.0, height
        for _ in group:
            middles += middle
    return tuple([tuple(sorted(row, key=_left_edge)) for row in rows])


def _left_edge(word: Word) -> float:
    return word[2][0]


def _middle(level: tuple[float, ...]) -> float:
    return (level[0] + level[1]) / 2


def _middle_and_left(word: Word) -> tuple[float, float]:
    x0, top, _, bottom = word[2]
    return (top + bottom) / 2, x0


_text = itemgetter(0)

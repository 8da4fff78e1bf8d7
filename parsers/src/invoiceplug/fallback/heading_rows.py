"""A document's rows with the labels on them, in six languages: what a heading is read from."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from invoiceplug.document import Document, Page, Word
from invoiceplug.fallback.heading_calendar import PrintedDate, printed_dates
from invoiceplug.toolkit.find import split_by_gaps

MOST_PAGES = 6  # that are looked at, of them the last one: headings stand in front, tax ids at the end
MOST_WORDS = 400  # of a row: what is longer was made to keep us busy
MARKERS = frozenset(("no", "nr", "n", "num", "number", "nummer", "numero", "nro", "#", "id", "nos"))
KIND = "kind:"  # before the kind of a document, where a label is one: "kind:invoice"

_GLUED = re.compile(r"(?P<label>[^\W\d][^:#]*[:#]|(?i:n[ro°º])\.?)(?P<value>[^/].*\d.*)")  # Nr.:471102, Invoice#17
_COMPOUND = re.compile(r".{3,}(?:rechnung|faktura|factuur)")  # Schlussrechnung, verkoopfactuur
_NO_KIND = re.compile(r".*(?:berechnung|anrechnung|verrechnung|unterrechnung|vorausrechnung)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or one of the two parts of a word that holds a label and its value."""

    text: str
    word: Word


@dataclass(frozen=True, slots=True)
class Label:
    """Where words of a row name something: `tokens[start:end]`; `leads` when nothing stands before it in its run."""

    kind: str
    start: int
    end: int
    leads: bool


@dataclass(frozen=True)
class Row:
    """A visual row of a page: its tokens from left to right, and the run (words without a wide gap) of each."""

    page: Page
    index: int
    tokens: tuple[Token, ...]
    runs: tuple[int, ...]

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The labels of the row from left to right; of those that begin at one word the longest."""
        return tuple(self._labels())

    @cached_property
    def dates(self) -> tuple[PrintedDate, ...]:
        """The dates of the row from left to right; start and end count its tokens."""
        text, places = "", list[int]()
        for at, token in enumerate(self.tokens):
            places += [at] * (len(token.text) + 1)
            text += f"{token.text} "
        found = printed_dates(text)
        return tuple(replace(each, start=places[each.start], end=places[each.end - 1] + 1) for each in found)

    @cached_property
    def _starting(self) -> frozenset[int]:
        return frozenset(label.start for label in self.labels)

    @cached_property
    def _dated(self) -> frozenset[int]:
        return frozenset(at for each in self.dates for at in range(each.start, each.end))

    @property
    def top(self) -> float:
        """Where it stands, as a fraction of the page's height."""
        return self.tokens[0].word.box.y0

    def starts(self, at: int) -> bool:
        """Whether a label begins at this token."""
        return at in self._starting

    def is_dated(self, at: int) -> bool:
        """Whether this token is part of a date."""
        return at in self._dated

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words of the tokens, each once."""
        return tuple(dict.fromkeys(token.word for token in self.tokens[start:end]))

    def text(self, start: int, end: int) -> str:
        """The tokens' texts with one space between them."""
        return " ".join(token.text for token in self.tokens[start:end])

    def column(self, label: Label) -> tuple[float, float]:
        """From where to where stands what is printed under the label: up to half way to its neighbours."""
        x0, x1 = self.tokens[label.start].word.box.x0, self.tokens[label.end - 1].word.box.x1
        cuts = {each for other in self.labels for each in (other.start, other.end)}
        ends = [at for at in range(1, len(self.tokens)) if at in cuts or self.runs[at] != self.runs[at - 1]]
        left = max((self.tokens[at - 1].word.box.x1 for at in ends if at <= label.start), default=None)
        right = min((self.tokens[at].word.box.x0 for at in ends if at >= label.end), default=None)
        return (0.0 if left is None else (left + x0) / 2), (1.0 if right is None else (x1 + right) / 2)

    def _labels(self) -> Iterator[Label]:
        at = 0
        while at < len(self.tokens):
            end, kinds = self._longest(at)
            leads = at == 0 or self.runs[at - 1] != self.runs[at]
            yield from (Label(kind, at, end, leads) for kind in kinds)
            at = max(end, at + 1)

    def _longest(self, start: int) -> tuple[int, tuple[str, ...]]:
        said = ""
        found: tuple[int, tuple[str, ...]] = (start, ())
        phrases, beginnings = _phrases()
        for at in range(start, len(self.tokens)):
            text = self.tokens[at].text
            said += bare(text)
            if self.runs[at] != self.runs[start] or said not in beginnings or any(ch.isdigit() for ch in text):
                break
            if said in phrases and bare(text):
                found = at + 1, phrases[said]
        if not found[1]:
            alone = bare(self.tokens[start].text)
            if _COMPOUND.fullmatch(alone) and not _NO_KIND.fullmatch(alone):
                return start + 1, (f"{KIND}invoice",)
        return found


def kind_of(label: Label, row: Row) -> str | None:
    """The kind of document that the label names, also within "Gutschrift Nr."; None for any other label."""
    if label.kind.startswith(KIND):
        return label.kind.removeprefix(KIND)
    if label.kind != "invoice_number":
        return None
    said, phrases = bare(row.text(label.start, label.end)), _phrases()[0]
    starts = (said[:length] for length in range(len(said), 0, -1))
    named = (kind for start in starts for kind in phrases.get(start, ()) if kind.startswith(KIND))
    return next(named, KIND + "invoice").removeprefix(KIND)


def rows_of(document: Document) -> list[Row]:
    """The rows of the first pages and of the last one, from top to bottom."""
    pages = document.pages[:MOST_PAGES]
    if len(document.pages) > MOST_PAGES:
        pages = (*pages[:-1], document.pages[-1])
    return [
        _row(page, index, row) for page in pages for index, row in enumerate(page.lines()) if len(row) <= MOST_WORDS
    ]


def bare(text: str) -> str:
    """What two spellings of a label have in common: "N° de facture:" and "No. de Facture" are "nodefacture"."""
    plain = unicodedata.normalize("NFKD", text.replace("°", "o")).casefold()
    return "".join(ch for ch in plain if ch.isalpha() or ch == "#")


@cache
def heading_words() -> dict[str, dict[str, dict[str, list[str]]]]:
    """What documents and the values of their headings are called: part -> name -> language -> phrases."""
    found: dict[str, Any] = json.loads((files(__package__) / "heading_words.json").read_text(encoding="utf-8"))
    return found


@cache
def _phrases() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """What each bare phrase names, and all beginnings of phrases."""
    named: dict[str, tuple[str, ...]] = {}
    for part, prefix in (("labels", ""), ("kinds", KIND)):
        for name, by_language in heading_words()[part].items():
            for phrase in (bare(text) for texts in by_language.values() for text in texts):
                named[phrase] = tuple(dict.fromkeys((*named.get(phrase, ()), prefix + name)))
    return named, frozenset(phrase[:length] for phrase in named for length in range(len(phrase) + 1))


def _row(page: Page, index: int, row: tuple[Word, ...]) -> Row:
    runs = [number for number, run in enumerate(split_by_gaps(page, row)) for _ in run]
    pairs = [(token, run) for word, run in zip(row, runs, strict=True) for token in _tokens(word)]
    return Row(page, index, tuple(token for token, _ in pairs), tuple(run for _, run in pairs))


def _tokens(word: Word) -> tuple[Token, ...]:
    if glued := _GLUED.fullmatch(word.text):
        return Token(glued["label"], word), Token(glued["value"], word)
    return (Token(word.text, word),)

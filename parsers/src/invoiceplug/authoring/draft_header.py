"""The header of the line table as the page prints it over the wanted lines: which rows it takes, cut into labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from invoiceplug.authoring.draft_wanted import MAKE_A_LINE, Wanted
from invoiceplug.document import Word, row_box, row_text
from invoiceplug.fallback.vocabulary import column_phrases, kinds_of, plain
from invoiceplug.template.text import TextLine

MOST_ROWS = 3  # of text that one header takes, as the engine allows
REACH = 8  # rows above the first line among which it is looked for
ROW_GAP = 1.2  # in heights: rows nearer to each other may be one header
SPACE = 0.75  # in heights: a wider gap parts two labels
SHORT = 12  # characters of a number or a code
STACKED = 1.5  # what a further row must be worth
BEST = 4  # headers that are worth a try
LEAST_LIKELY = 0.4  # of the likeliest one: less is some other row of words

Row = dict[str, Wanted]


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a header, with its left and right edge in points."""

    words: tuple[Word, ...]
    x0: float
    x1: float

    @property
    def text(self) -> str:
        return row_text(self.words)

    def away(self, x0: float, x1: float) -> float:
        """Points between the label and what stands from x0 to x1; negative by as much as they overlap."""
        return max(self.x0 - x1, x0 - self.x1)


def headers_over(lines: Sequence[TextLine], first: int, row: Row) -> list[tuple[float, tuple[Label, ...]]]:
    """The likeliest headers of the table whose first line is the text line at that index, with how likely they are."""
    found = [
        (_merit(labels, row, width, first - end) - STACKED * (end - start - 1), labels)
        for start, end in _windows(lines, first)
        for width in [lines[start].page.width]
        for labels in [_labels(lines[start:end], lines[first], width)]
    ]
    least = LEAST_LIKELY * max((likely for likely, _ in found), default=0.0)
    return sorted((each for each in found if each[0] > 0 and each[0] >= least), key=lambda each: -each[0])[:BEST]


def _windows(lines: Sequence[TextLine], first: int) -> Iterator[tuple[int, int]]:
    """Start and end of one to three text lines that stand closely together above the first line."""
    for end in range(first, max(0, first - REACH), -1):
        yield end - 1, end
        for start in range(end - 2, max(-1, end - 1 - MOST_ROWS), -1):
            above, below = lines[start], lines[start + 1]
            if (below.box.y0 - above.box.y1) * above.page.height > ROW_GAP * below.height:
                break
            yield start, end


def _labels(window: Sequence[TextLine], first: TextLine, width: float) -> tuple[Label, ...]:
    """The window's words as labels from left to right: what stands close together, beside or under each other."""
    spans = list(_short_spans(first))
    runs = [run for line in window for run in _runs(line, spans)]
    stacked: list[list[Word]] = []
    for run in runs:
        box = row_box(run)
        over = [each for each in stacked if min(box.x1, row_box(each).x1) > max(box.x0, row_box(each).x0)]
        if len(over) == 1:
            over[0].extend(run)
        else:
            stacked.append(list(run))
    labels = [_label(words, width) for words in stacked]
    return tuple(sorted(labels, key=lambda label: label.x0 + label.x1))


def _label(words: Sequence[Word], width: float) -> Label:
    box = row_box(words)
    return Label(tuple(words), box.x0 * width, box.x1 * width)


def _runs(line: TextLine, spans: Sequence[tuple[float, float]]) -> list[list[Word]]:
    """The line's words cut at gaps, and between two words that stand over different short cells."""
    runs = [[line.words[0]]]
    for (left, right), gap in zip(pairwise(line.words), line.gaps, strict=True):
        one, other = _over(left, spans), _over(right, spans)
        if gap > SPACE or (one and other and not one & other) or _are_two(left, right):
            runs.append([])
        runs[-1].append(right)
    return runs


def _are_two(left: Word, right: Word) -> bool:
    """Whether each of the words is a label of its own, and the two together are none: as typewriters set them."""
    one, other, both = (kinds_of(plain(text)) for text in (left.text, right.text, f"{left.text} {right.text}"))
    return bool(one and other and not one & other) and both in (one, other) and not _is_phrase(left, right)


def _is_phrase(left: Word, right: Word) -> bool:
    return (*plain(left.text), *plain(right.text)) in column_phrases()


def _short_spans(line: TextLine) -> Iterator[tuple[float, float]]:
    """Left and right edge of the line's numbers and codes: no text that runs under several labels."""
    start = 0
    for at, gap in enumerate([*line.gaps, float("inf")], start=1):
        if gap > SPACE:
            text = row_text(line.words[start:at])
            if any(map(str.isdigit, text)) and len(text) <= SHORT:
                yield line.words[start].box.x0, line.words[at - 1].box.x1
            start = at


def _over(word: Word, spans: Sequence[tuple[float, float]]) -> set[int]:
    return {at for at, (x0, x1) in enumerate(spans) if min(x1, word.box.x1) > max(x0, word.box.x0)}


def _merit(labels: Sequence[Label], row: Row, width: float, away: int) -> float:
    """How much speaks for a header: labels over the numbers, known words; against it digits and distance."""
    numbers = [row_box(row[name].words) for name in MAKE_A_LINE if name in row and row[name].words]
    over = sum(any(label.away(box.x0 * width, box.x1 * width) < 0 for label in labels) for box in numbers)
    known = sum(bool(kinds_of(plain(label.text))) for label in labels)
    digits = sum(any(ch.isdigit() for ch in word.text) for label in labels for word in label.words)
    if over < min(2, len(numbers)) or len(labels) < 2:
        return 0.0
    strange = sum(not kinds_of(plain(label.text)) for label in labels)
    return 2.0 * over + 1.5 * known - 1.5 * digits - 0.4 * away - 0.3 * strange

"""HIDDEN_TEXT: a value was read from text that nobody sees on the page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from invoiceplug.geometry import Box, rounded, union
from invoiceplug.invoice import Source
from invoiceplug.lies.places import PageValues, Standing, Value, findings_about
from invoiceplug.reading import Finding
from invoiceplug.toolkit.ink import Letter, PageInk

SMALLEST = 1.2  # points that a letter is high or wide at the most: print of 2 points, which takes a lens
MOST_QUOTED = 60  # characters of hidden text in a message
MOST_ROWS = 10  # of hidden text that are pointed at
MOSTLY = 0.5  # of a page's letters: when more are unseen, its text was laid over a picture of it

UNPRINTED = ("Cc", "Cf", "Cs")  # categories of what has no ink of its own; half an emoji has that of the other half


def hidden(ink: PageInk, values: PageValues) -> Iterator[Finding]:
    """An error for each line or value with hidden text in it, a warning for what else is hidden among the lines.

    A scan whose text was recognised passes with one warning: its text is invisible, but the picture has ink there.
    """
    letters = Standing(ink.letters)
    recognised = _is_recognised(ink.letters)
    read = [(value, [letter for _, letter in letters.inside(value.box)]) for value in values.values]
    wrong = [value for value, inside in read if _is_hidden(value, inside, values, recognised=recognised)]
    yield from findings_about("HIDDEN_TEXT", "error", "it was read from text that nobody can see", wrong)
    if recognised:
        said = (
            "is invisible and lies over a picture of it, as scanners add it: it can differ from what the picture shows"
        )
        yield Finding("HIDDEN_TEXT", "warning", f"The text of page {ink.page} {said}.")
    else:
        yield from _unread(ink, letters, values, wrong)


def is_printed(letter: Letter) -> bool:
    """Whether the character is one that has ink when it is drawn."""
    return unicodedata.category(letter.text) not in UNPRINTED


def _is_recognised(letters: Sequence[Letter]) -> bool:
    """Whether the page's text as a whole lies unseen over something that is drawn."""
    unseen = [letter for letter in letters if not letter.seen and is_printed(letter)]
    over_ink = sum(letter.over_ink for letter in unseen)
    return len(unseen) > MOSTLY * len(letters) and over_ink > MOSTLY * len(unseen)


def _is_hidden(value: Value, inside: Sequence[Letter], values: PageValues, *, recognised: bool) -> bool:
    """Whether the letters that are seen in the place do not make what was read there."""
    printed = [letter for letter in inside if is_printed(letter)]
    if not printed:
        return False
    sizes = [_size(letter.box, values) for letter in printed if letter.text.isalnum()]
    if sizes and max(sizes) < SMALLEST:
        return True
    unseen = [letter for letter in printed if not letter.seen]
    if not unseen or (recognised and any(letter.over_ink for letter in unseen)):
        return False
    return bool(_count(value.source.text) - _count("".join(letter.text for letter in printed if letter.seen)))


def _unread(ink: PageInk, letters: Standing[Letter], values: PageValues, wrong: Sequence[Value]) -> Iterator[Finding]:
    """A warning for the page whose line items stand beside text that is hidden, and that no value was read from."""
    lines = [value for value in values.values if value.line_id is not None]
    if not lines:
        return
    top, bottom = min(value.box.y0 for value in lines), max(value.box.y1 for value in lines)
    known = {index for value in wrong for index, _ in letters.inside(value.box)}
    found = [
        letter
        for index, letter in enumerate(letters)
        if not letter.seen and letter.text.isalnum() and top <= letter.box.middle[1] <= bottom and index not in known
    ]
    if not found:
        return
    text = "".join(letter.text for letter in found)
    quoted = text if len(text) <= MOST_QUOTED else f"{text[:MOST_QUOTED]}…"
    heights = [letter.box.middle[1] for letter in found]
    beside = {value.line_id for value in lines if any(value.box.y0 <= y <= value.box.y1 for y in heights)}
    line_ids = tuple(sorted((each for each in beside if each), key=int))
    said = (
        f"Page {ink.page} holds text among its lines that nobody can see, and that no value was read from: {quoted!r}."
    )
    yield Finding("HIDDEN_TEXT", "warning", said, line_ids, sources=tuple(_sources(found, ink.page)))


def _sources(letters: Sequence[Letter], page: int) -> Iterator[Source]:
    """Where on the displayed page the letters stand, row by row; nothing for those beside it."""
    shown = [letter for letter in letters if 0 <= letter.box.middle[0] <= 1 and 0 <= letter.box.middle[1] <= 1]
    rows = [list(row) for _, row in groupby(shown, key=lambda letter: round(letter.box.middle[1], 2))]
    for row in rows[:MOST_ROWS]:
        yield Source("".join(letter.text for letter in row), page, rounded(union(letter.box for letter in row)))


def _size(box: Box, values: PageValues) -> float:
    return max(box.width * values.width, box.height * values.height)


def _count(text: str) -> Counter[str]:
    """How often each printed character is there, whatever way it is composed."""
    return Counter(ch for ch in unicodedata.normalize("NFKC", text) if not ch.isspace())

"""ENGINES_DISAGREE: another reader of the PDF gets another text where a value stands.

There is no need of a second engine: where readers part, it is over /ActualText, which some take for the letters that
are drawn, and over fonts that do not name their letters, which each guesses in its own way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from invoiceplug.lies.hidden import is_printed
from invoiceplug.lies.places import PageValues, Standing, findings_about
from invoiceplug.reading import Finding
from invoiceplug.toolkit.ink import PageInk


def disagreeing(ink: PageInk, values: PageValues) -> Iterator[Finding]:
    """A warning for each line or value that others would read differently."""
    drawn = Standing(ink.letters)
    guessed = [
        value
        for value in values.values
        if any(not letter.named for _, letter in drawn.inside(value.box) if is_printed(letter))
    ]
    said = "the font does not say which letters it draws, so they were guessed"
    yield from findings_about("ENGINES_DISAGREE", "warning", said, guessed)
    if ink.said_instead is None:
        return
    instead = Standing(ink.said_instead)
    other = [
        value
        for value in values.values
        if _spelt(letter.text for _, letter in drawn.inside(value.box))
        != _spelt(letter.text for _, letter in instead.inside(value.box))
    ]
    said = "the file tells other readers to read something else here than what is drawn and was read"
    yield from findings_about("ENGINES_DISAGREE", "warning", said, other)


def _spelt(letters: Iterable[str]) -> str:
    """The letters and digits alone: hyphens, ligatures and quotes are what honest files give another text for."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", "".join(letters)) if ch.isalnum())

"""UNICODE_SUSPECT on the page: characters without a shape stand among the letters that a value was read from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from invoiceplug.lies.places import PageValues, Standing, findings_about
from invoiceplug.lies.spelling import invisible_in
from invoiceplug.reading import Finding
from invoiceplug.toolkit.ink import PageInk


def invisible(ink: PageInk, values: PageValues) -> Iterator[Finding]:
    """A warning for each line or value with such characters, which were left out when it was read."""
    if all(letter.text.isprintable() for letter in ink.letters):
        return
    letters = Standing(ink.letters)
    wrong = [
        value
        for value in values.values
        if invisible_in("".join(letter.text for _, letter in letters.inside(value.box) if _is_meant(letter.text)))
    ]
    yield from findings_about("UNICODE_SUSPECT", "warning", "characters without a shape stand in it", wrong)


def _is_meant(text: str) -> bool:
    """Whether the character is in the file: control codes are the engine's, for hyphens and letters without a name."""
    return unicodedata.category(text) != "Cc"

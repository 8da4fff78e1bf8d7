"""Pages that lost some of their words, or got others: what is left of a Document after damage that no repair shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from invoiceplug import Document, Page, Word
from invoiceplug.geometry import Box

ODD = ("-", "0", "1e5", "½", "x" * 300, "\ufffd", "9" * 20, "€", "1,50", "-1.0", "31.02.2026", "()", "CR", "%")
MOST_CHANGES = 6
Words = tuple[Word, ...]


def torn(document: Document, seed: int) -> Document:
    """The document after some changes, the same ones for the same seed."""
    random, pages = Random(seed), list(document.pages)
    for _ in range(random.randint(1, MOST_CHANGES)):
        at = random.randrange(len(pages))
        if pages[at].words:
            pages[at : at + 1] = random.choice(TEARS)(pages[at], random)
    return replace(document, pages=tuple(_numbered(page, number) for number, page in enumerate(pages, 1)))


def say_instead(document: Document, said: str, *, page: int, box: list[float], text: str) -> Document:
    """The document with something else printed in place of the words of this text, in this box of the page."""

    def is_meant(word: Word) -> bool:
        x, y = word.box.middle
        return word.page == page and word.text in text and box[0] < x < box[2] and box[1] < y < box[3]

    pages = (
        tuple(word._replace(text=said) if is_meant(word) else word for word in each.words) for each in document.pages
    )
    return replace(document, pages=tuple(map(_with, document.pages, pages)))


def lose_words(page: Page, random: Random) -> list[Page]:
    share = random.choice((0.02, 0.1, 0.5))
    return [_with(page, (word for word in page.words if random.random() > share))]


def lose_row(page: Page, random: Random) -> list[Page]:
    row = random.choice(page.lines())
    return [_with(page, (word for word in page.words if word not in row))]


def lose_end_of_row(page: Page, random: Random) -> list[Page]:
    row = random.choice(page.lines())
    end = row[random.randrange(len(row)) :]
    return [_with(page, (word for word in page.words if word not in end))]


def say_something_else(page: Page, random: Random) -> list[Page]:
    chosen = random.choice(page.words)
    return [_with(page, (word._replace(text=random.choice(ODD)) if word is chosen else word for word in page.words))]


def swap_words(page: Page, random: Random) -> list[Page]:
    one, other = random.choice(page.words), random.choice(page.words)
    swapped = {id(one): other.text, id(other): one.text}
    return [_with(page, (word._replace(text=swapped.get(id(word), word.text)) for word in page.words))]


def move_word(page: Page, random: Random) -> list[Page]:
    chosen, right, down = random.choice(page.words), random.uniform(-0.2, 0.2), random.uniform(-0.05, 0.05)
    box = Box(chosen.box.x0 + right, chosen.box.y0 + down, chosen.box.x1 + right, chosen.box.y1 + down)
    return [_with(page, (word._replace(box=box) if word is chosen else word for word in page.words))]


def double_page(page: Page, random: Random) -> list[Page]:
    return [page, page]


TEARS: tuple[Callable[[Page, Random], list[Page]], ...] = (
    lose_words, lose_row, lose_end_of_row, say_something_else, swap_words, move_word, double_page,
)  # fmt: skip


def _with(page: Page, words: object) -> Page:
    return replace(page, words=tuple(words))  # type: ignore[call-overload]


def _numbered(page: Page, number: int) -> Page:
    return replace(page, number=number, words=tuple(word._replace(page=number) for word in page.words))

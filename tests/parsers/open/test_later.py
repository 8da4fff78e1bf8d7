"""Ruling edges are read when somebody asks for them, and are then what they always were."""

from __future__ import annotations

import pikepdf
from pdfs import changed, drawn

from invoiceplug.toolkit.later import Later
from invoiceplug.toolkit.open import open_pdf

RULES = [(60, 300, 500, 300), (100, 320, 100, 500)]


def test_it_is_made_once_and_only_when_it_is_looked_at() -> None:
    made: list[str] = []

    def make() -> tuple[int, ...]:
        made.append("made")
        return 1, 2

    later = Later(make)
    assert made == []
    assert (list(later), len(later), later[1], later == (1, 2), later == Later(lambda: (1,))) == (
        [1, 2],
        2,
        2,
        True,
        False,
    )
    assert made == ["made"]


def test_the_edges_of_every_page_are_its_own() -> None:
    document = open_pdf(drawn([(50, 100, "one")], [(50, 100, "two")], rules=RULES))
    last, first = (document.pages[at].edges for at in (1, 0))
    assert [(edge.page, edge.orientation) for edge in last] == [(2, "h"), (2, "v")]
    assert [edge.box for edge in first] == [edge.box for edge in last]


def test_the_edges_of_a_locked_file_are_read_with_its_password() -> None:
    locked = changed(drawn([(50, 100, "one")], rules=RULES), lambda pdf: None, encryption=pikepdf.Encryption(user="u"))
    assert len(open_pdf(locked, password="u").pages[0].edges) == 2

"""Nobody changes what others rely on without saying so: the list of it is committed, and must be today's."""

from __future__ import annotations

import public_api
import pytest

AGAIN = "is it meant? Then `make public-api`, and say so in CHANGELOG.md"


def test_the_public_surface_is_what_the_list_says() -> None:
    listed, now = (set(text.splitlines()) for text in (public_api.LIST.read_text(), public_api.listing()))
    assert (listed - now, now - listed) == (set(), set()), AGAIN


@pytest.mark.parametrize("part", public_api.listing().split("\n\n"), ids=lambda part: part.splitlines()[0].lstrip("# "))
def test_no_part_of_the_list_is_empty(part: str) -> None:
    assert len(part.splitlines()) > 3

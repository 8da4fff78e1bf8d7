"""The pages of docs/reference and the tutorial's pictures are what their sources make of them: `make docs`."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from reference.pictures import pictures

import docs
from invoiceplug.errors import CODES
from invoiceplug.limits import Limits

REFERENCE = docs.DOCS / "reference"
ODDS = 2  # of 255: how far fonts may be drawn otherwise by another machine


def test_every_page_is_current() -> None:
    made = docs.reference()
    assert set(REFERENCE.glob("*.md")) == set(made)
    assert [path.name for path, text in made.items() if path.read_text("utf-8") != text] == []


def test_examples_of_a_command_can_be_copied_line_by_line() -> None:
    told = (REFERENCE / "cli.md").read_text("utf-8").splitlines()
    assert {"invoiceplug new acme --package --dir ~/code", "invoiceplug test plugins/acme"} <= set(told)
    assert [line for line in told if line.startswith("Examples:")] == []


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_an_anchor_by_its_name(code: str) -> None:
    assert f'<a id="{code}"></a>' in (REFERENCE / "errors.md").read_text("utf-8")


def test_every_limit_is_told() -> None:
    told = (REFERENCE / "limits.md").read_text("utf-8")
    assert [name for name in Limits.__dataclass_fields__ if f"`{name}`" not in told] == []


def test_the_pictures_show_what_the_tool_draws_today() -> None:
    for name, drawn in pictures():
        with Image.open(docs.DOCS / f"images/{name}.png") as kept:
            differing = ImageChops.difference(kept.convert("L"), drawn.convert("L"))
        assert max(ImageStat.Stat(differing).mean) < ODDS, Path(name).name

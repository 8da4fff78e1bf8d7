"""What ships in the images may be given on: nothing under the GPL or AGPL, and every package says what it is under."""

from __future__ import annotations

from email.parser import HeaderParser
from pathlib import Path

import pytest

PERMISSIVE = (
    "APACHE", "MIT", "BSD", "PSF", "PYTHON SOFTWARE FOUNDATION", "ISC", "ZLIB", "HPND", "0BSD", "CC0", "MPL",
    "MOZILLA PUBLIC LICENSE", "LGPL", "LESSER GENERAL PUBLIC", "UNLICENSE", "DUAL LICENSE", "PUBLIC DOMAIN",
)  # fmt: skip
COPYLEFT = ("AGPL", "AFFERO", "GPL", "GENERAL PUBLIC LICENSE")
# Used as they are, by name, and replaceable in the image: what the lesser licence asks for.
LESSER = {"python-stdnum"}


def licences(packages: Path) -> dict[str, str]:
    """What each installed package says of its licence: the expression, the field's first line, or the classifiers."""
    return {(facts := read(file))["Name"]: said(facts) for file in sorted(packages.glob("*.dist-info/METADATA"))}


def read(file: Path):
    return HeaderParser().parsestr(file.read_text(encoding="utf-8"))


def said(facts) -> str:
    classified = [line.split(" :: ")[-1] for line in facts.get_all("Classifier", []) if line.startswith("License")]
    field = (facts["License"] or "").strip().splitlines()
    return facts["License-Expression"] or "; ".join(classified) or (field[0] if field else "")


@pytest.fixture(params=["functions", "task"])
def shipped(request) -> dict[str, str]:
    return licences(request.getfixturevalue(request.param).packages)


def test_every_package_names_a_licence_that_we_know(shipped):
    unknown = {name: text for name, text in shipped.items() if not any(known in text.upper() for known in PERMISSIVE)}
    assert unknown == {}


def test_nothing_ships_under_the_gpl(shipped):
    assert {name for name, text in shipped.items() if is_copyleft(text)} == set()


@pytest.mark.parametrize("text", ["GPL-3.0-only", "GNU Affero General Public License v3", "LGPL-2.1 AND GPL-2.0-only"])
def test_it_would_be_seen(text):
    assert is_copyleft(text)


def test_what_is_under_the_lesser_gpl_is_known(shipped):
    lesser = {name for name, text in shipped.items() if plain(text) != text.upper()}
    assert lesser <= LESSER


def is_copyleft(text: str) -> bool:
    return any(word in plain(text) for word in COPYLEFT)


def plain(text: str) -> str:
    """Without the lesser licence, whose name holds the other's."""
    return text.upper().replace("LGPL", "").replace("LESSER GENERAL PUBLIC LICENSE", "")

"""What holds for all vendors together: each paper is claimed by its own vendor alone, and strangers by nobody."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from invoiceplug import Document, Match
from invoiceplug.identify import ask_all
from invoiceplug.plugins import Plugins, load_plugins
from invoiceplug.toolkit.open import open_pdf

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/fixtures"
VENDORS = sorted(path.parent.name for path in (ROOT / "plugins").glob("*/pyproject.toml"))
SAMPLES = [path for vendor in VENDORS for path in sorted((FIXTURES / vendor).glob("*.pdf"))]
STRANGERS = sorted((FIXTURES / "strangers").glob("*.pdf"))


def claimants(path: Path) -> list[str]:
    """The ids of the vendors that claim the file."""
    answers = ask_all(opened(path), plugins().extractors)
    assert [each for each in answers if isinstance(each.said, Exception)] == []
    return [each.installed.vendor.id for each in answers if isinstance(each.said, Match)]


def test_every_vendor_of_the_repository_loads() -> None:
    assert plugins().failures == ()
    assert {each.vendor.id for each in plugins().extractors} >= set(VENDORS)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_is_claimed_by_its_own_vendor_alone(sample: Path) -> None:
    assert claimants(sample) == [sample.parent.name]


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda path: path.name)
def test_a_stranger_is_claimed_by_nobody(stranger: Path) -> None:
    assert claimants(stranger) == []


def test_there_are_strangers_that_name_a_vendor() -> None:
    assert len(STRANGERS) >= 4
    assert sum("nordkontor" in opened(stranger).text.casefold() for stranger in STRANGERS) >= 2


@lru_cache(maxsize=1)
def plugins() -> Plugins:
    return load_plugins()


@lru_cache(maxsize=8)
def opened(path: Path) -> Document:
    return open_pdf(path.read_bytes())

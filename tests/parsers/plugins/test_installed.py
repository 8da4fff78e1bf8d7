"""What is installed is what importlib.metadata says is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from invoiceplug.plugins.installed import EntryPoint, entry_points
from invoiceplug.version import __version__

GROUPS = ("invoiceplug", "console_scripts", "pytest11")
Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a distribution into a folder at the front of the path, or of its own."""

    def write(points: str, *, name: str = "acme-1.0.dist-info", folder: str = "site", file: str = "METADATA") -> Path:
        info = tmp_path / folder / name
        info.mkdir(parents=True)
        (info / "entry_points.txt").write_text(points, encoding="utf-8")
        (info / file).write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n\nVersion: 9\n", encoding="utf-8")
        monkeypatch.setattr(sys, "path", [*dict.fromkeys([str(tmp_path / folder), *sys.path])])
        return info

    return write


@pytest.mark.parametrize("group", GROUPS)
def test_both_find_the_same(group: str) -> None:
    theirs = [(each.name, each.value, each.dist.version) for each in metadata.entry_points(group=group) if each.dist]
    assert sorted((each.name, each.value, each.version) for each in entry_points(group)) == sorted(theirs)
    assert theirs


def test_the_version_is_that_of_the_installed_distribution() -> None:
    assert metadata.version("invoiceplug") == __version__


def test_a_distribution_offers_what_stands_under_the_group(install: Install) -> None:
    install(
        "# a note\n[other]\na = b\n\n[acme.readers]\none=json\n; no = more\ntwo = json : dumps [pdf]\n[last]\nc = d\n"
    )
    one, two = entry_points("acme.readers")
    assert (one.name, one.value, one.version, one.module) == ("one", "json", "1.0", "json")
    assert two.load() is __import__("json").dumps


def test_the_first_distribution_of_a_name_counts(install: Install) -> None:
    install("[acme.readers]\nold = json\n", folder="behind")
    install("[acme.readers]\nnew = json\n", name="Acme-2.0.dist-info", folder="before")
    assert [each.name for each in entry_points("acme.readers")] == ["new"]


def test_an_egg_says_its_version_elsewhere(install: Install) -> None:
    install("[acme.readers]\none = json\n", name="acme.egg-info", file="PKG-INFO")
    assert [each.version for each in entry_points("acme.readers")] == ["1.0"]


def test_a_place_on_the_path_that_is_no_folder_holds_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "some.zip").write_bytes(b"PK")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "some.zip"), str(tmp_path / "nowhere")])
    assert list(entry_points("invoiceplug")) == []


@pytest.mark.parametrize(("value", "error"), [("no such module", ValueError), ("json:nothing", AttributeError)])
def test_what_names_nothing_says_so_when_it_is_loaded(value: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        EntryPoint("acme", value, "1.0").load()

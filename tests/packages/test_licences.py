"""What ships may be given on: nothing under the GPL or AGPL, and the lists that go with it are today's."""

from __future__ import annotations

import json

import licences
import pytest
import shipped
import wheels

NAMES = [*{name: None for name, _ in licences.everything()}]


@pytest.mark.parametrize(("name", "licence"), sorted(set(licences.everything())))
def test_it_may_be_given_on(name, licence):
    assert licences.may_ship(name, licence)


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-2.0-only", "GPL-3.0-or-later", "AGPL-3.0-only", "LGPL-2.1-or-later", "MIT AND GPL-3.0-only",
        "LGPL-2.1-or-later AND GPL-2.0-only", "SSPL-1.0", "GPL-2.0-or-later WITH Font-exception-2.0",
    ],
)  # fmt: skip
def test_what_may_not_is_refused(licence):
    assert not licences.may_ship("somebody-elses", licence)


def test_of_two_licences_we_take_the_one_that_we_may():
    assert licences.may_ship("somebody-elses", "GPL-3.0-only OR MIT")


def test_the_lesser_gpl_is_for_what_is_named_alone():
    assert licences.may_ship("python-stdnum", "LGPL-2.1-or-later")
    assert not licences.may_ship("python-stdnum", "GPL-2.0-or-later")
    assert set(NAMES) >= set(licences.LESSER)  # no reason outlives what it was for


def test_a_package_whose_licence_nobody_knows_ends_the_list(tmp_path, monkeypatch):
    facts = tmp_path / "somebody_elses-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: somebody-elses\nVersion: 1.0\nLicense: as you like\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SystemExit, match=r"somebody-elses says .*as you like"):
        shipped.licence_of("somebody-elses")


@pytest.mark.parametrize("said", ["Apache Software License", "BSD License", "LGPL"])
def test_a_name_that_several_licences_share_is_not_taken_for_one_of_them(said, tmp_path, monkeypatch):
    facts = tmp_path / "somebody_elses-1.0.dist-info"
    facts.mkdir()
    written = (
        f"Metadata-Version: 2.1\nName: somebody-elses\nVersion: 1.0\nClassifier: License :: OSI Approved :: {said}\n"
    )
    (facts / "METADATA").write_text(written)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SystemExit, match="read its licence"):
        shipped.licence_of("somebody-elses")


def test_the_lists_are_todays():
    assert licences.TABLE.read_text(encoding="utf-8") == licences.table(), "make licences"
    assert licences.TEXTS.read_text(encoding="utf-8") == licences.texts(), "make licences"


def test_every_part_of_pdfjs_that_has_a_licence_of_its_own_is_in_the_list():
    folder = wheels.PAGE / "pdfjs"
    assert {file.relative_to(folder).as_posix() for file in folder.glob("*/LICENSE*")} == licences.INSIDE_PDFJS.keys()


def test_the_built_page_carries_the_texts_and_no_font_under_the_gpl():
    files = {path.name for path in wheels.PAGE.rglob("*")}
    assert "FoxitSerif.pfb" in files
    assert [name for name in files if "liberation" in name.lower()] == []
    assert (wheels.PAGE / "licences.txt").read_text(encoding="utf-8") == licences.texts()


def test_the_page_is_made_of_what_its_lock_names():
    asked = json.loads((shipped.WEB / "package.json").read_text())["dependencies"]
    assert set(asked) <= {part.name for part in shipped.page_parts()}

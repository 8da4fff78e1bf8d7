"""What a release hands out: the same bytes wherever and whenever it is built, with all that it runs on inside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

import pytest
import wheels as building
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted(re.search(r'name = "(.+)"', (ROOT / project / "pyproject.toml").read_text())[1]
                  for project in building.projects())  # fmt: skip


def wheel_of(dist: Path, package: str) -> Path:
    [wheel] = dist.glob(f"{package.replace('-', '_')}-0*.whl")
    return wheel


def members(file: Path) -> Iterator[tuple[str, bytes]]:
    """The name and content of every file in a wheel or source archive."""
    if file.suffix == ".whl":
        with zipfile.ZipFile(file) as wheel:
            yield from ((name, wheel.read(name)) for name in wheel.namelist())
    else:
        with tarfile.open(file) as archive:
            for each in archive.getmembers():
                content = archive.extractfile(each)
                yield each.name, content.read() if content else b""


def metadata(wheel: Path) -> Message:
    [text] = [content for name, content in members(wheel) if name.endswith(".dist-info/METADATA")]
    return HeaderParser().parsestr(text.decode())


def test_built_again_elsewhere_everything_is_the_same(dist, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    before = os.umask(0o077)
    try:
        building.build(tmp_path / "again", page=building.PAGE, archives=True)
    finally:
        os.umask(before)
    assert building.sums(tmp_path / "again") == building.sums(dist)


def test_outside_of_a_clone_it_says_what_is_missing(tmp_path):
    script, page = tmp_path / "scripts/wheels.py", tmp_path / "web/dist/index.html"
    for file in (script, page):
        file.parent.mkdir(parents=True)
    page.touch()
    script.write_bytes((ROOT / "scripts/wheels.py").read_bytes())
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SOURCE_DATE_"))}
    done = subprocess.run([sys.executable, script], env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not a git repository" in done.stderr
    assert done.stderr.endswith("build in a git clone.\n")


def test_it_bears_the_time_of_the_commit(dist, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    building.build(tmp_path)
    with zipfile.ZipFile(wheel_of(tmp_path, "invoiceplug")) as wheel:
        assert {each.date_time for each in wheel.infolist()} == {(2023, 11, 14, 22, 13, 20)}
    assert building.sums(tmp_path).isdisjoint(building.sums(dist))


def test_a_source_archive_makes_the_very_same_wheel(dist, tmp_path):
    archives = [*dist.glob("invoiceplug-*.tar.gz"), *dist.glob("invoiceplug_*.tar.gz")]
    for archive in archives:
        with tarfile.open(archive) as opened:
            opened.extractall(tmp_path, filter="data")
        with building.commit_time():
            folder = tmp_path / archive.name.removesuffix(".tar.gz")
            list(WheelBuilder(str(folder)).build(directory=str(tmp_path / "wheels"), versions=["standard"]))
    assert len(archives) == len(PACKAGES)
    assert building.sums(tmp_path / "wheels") == {each for each in building.sums(dist) if each[0].endswith(".whl")}


def test_nothing_in_it_tells_where_it_was_built(dist):
    places = [str(ROOT).encode(), str(Path.home()).encode() + b"/"]
    found = [
        (file.name, name)
        for file in dist.iterdir()
        for name, content in members(file)
        if any(place in content for place in places)
    ]
    assert found == []


def test_every_data_file_is_inside(dist):
    listed = subprocess.run(
        ["git", "ls-files", "*/src/*"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    tracked = {name.partition("/src/")[2] for name in listed if name.startswith(("parsers/", "platform/", "plugins/"))}
    assert {"invoiceplug/schema/invoice.v1.json", "invoiceplug_cloud/routes.json"} <= tracked
    inside = {name for wheel in dist.glob("*.whl") for name, _ in members(wheel)}
    assert tracked - inside == set()
    assert [name for name in inside if "__pycache__" in name or name.endswith("/.stamp")] == []


def test_the_page_is_inside_the_platform_alone(dist):
    page = {path.relative_to(building.PAGE).as_posix() for path in building.PAGE.rglob("*") if path.is_file()}
    inside = {name for name, _ in members(wheel_of(dist, "invoiceplug-cloud"))}
    assert {f"invoiceplug_cloud/site/{name}" for name in page - {".stamp"}} <= inside


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_what_it_is(dist, package):
    facts = metadata(wheel_of(dist, package))
    assert facts["License-Expression"] == "Apache-2.0"
    assert facts.get_all("License-File") == ["LICENSE"]
    assert facts["Requires-Python"] == ">=3.11"
    assert facts["Summary"]
    assert facts["Author"] == "the invoiceplug authors"
    assert facts["Description-Content-Type"] == "text/markdown"
    assert len(facts.get_payload()) > 80
    assert "Programming Language :: Python :: 3 :: Only" in facts.get_all("Classifier")
    assert not facts.get_all("Project-URL")  # there is no address of ours yet, and none is invented


def test_sdk_and_platform_have_one_version(dist):
    versions = {metadata(wheel_of(dist, package))["Version"] for package in ("invoiceplug", "invoiceplug-cloud")}
    assert len(versions) == 1

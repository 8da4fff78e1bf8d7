"""A template that was found valid is known again by its text, and only by its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import kramer
import pytest

from invoiceplug.errors import InvoiceplugError
from invoiceplug.template import load_template
from invoiceplug.template.build import Builder
from invoiceplug.template.kept import is_plain, kept
from invoiceplug.template.loader import load_extractor
from invoiceplug.template.yaml_source import Source, YamlSource

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "plugins").glob("*/src/*/template.yaml"))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "kramer.yaml"
    path.write_text(kramer.EXAMPLE, encoding="utf-8")
    return path


@pytest.fixture
def form(template: Path) -> Path:
    load_extractor(template)
    [found] = (template.parent / "__pycache__").iterdir()
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name)
def test_what_is_kept_makes_the_same_template(path: Path) -> None:
    source = YamlSource(path.read_text("utf-8"), "template.yaml")
    first = Builder(source)
    template = first.template()
    known = {text: astuple(each) for text, each in first.regexes.items()}
    data, lines, regexes = json.loads(json.dumps([source.data, source.lines(), known]))
    assert is_plain(source.data)
    second = Builder(Source("template.yaml", data, lines), regexes)
    assert second.template() == template
    assert second.regexes == first.regexes


def test_the_second_time_the_template_is_what_was_kept(template: Path, form: Path) -> None:
    changed = json.loads(form.read_text())
    changed["data"]["version"] = "9.9.9"
    form.write_text(json.dumps(changed))
    assert load_extractor(template).version == "9.9.9"


def test_another_text_is_read_anew(template: Path, form: Path) -> None:
    before = form.read_bytes()
    template.write_text(f"{kramer.EXAMPLE}# another text\n", encoding="utf-8")
    load_extractor(template)
    assert form.read_bytes() != before


def test_an_invalid_template_is_refused_every_time(template: Path) -> None:
    template.write_text(kramer.EXAMPLE.replace("match:", "much:"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InvoiceplugError, match=r"kramer.yaml:\d+: "):
            load_extractor(template)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"null", b'{"of": 1'])
def test_a_damaged_form_is_written_anew(template: Path, form: Path, damage: bytes) -> None:
    whole = form.read_bytes()
    form.write_bytes(damage)
    assert load_extractor(template).vendor.id == load_template(template).vendor.id
    assert form.read_bytes() == whole


def test_a_folder_that_takes_no_file_is_read_from_all_the_same(template: Path, in_the_way: Path) -> None:
    assert load_extractor(template).template.vendor == load_template(template).vendor
    assert kept(template, kramer.EXAMPLE) is None


@pytest.fixture
def in_the_way(template: Path) -> Iterator[Path]:
    """A file where the folder would be: nothing can be kept, whoever runs this."""
    path = template.parent / "__pycache__"
    path.write_text("")
    yield path


@pytest.mark.parametrize("data", [{1: "a"}, {True: "a"}, ["a", {"a": object()}]])
def test_what_json_would_change_is_not_kept(data: object) -> None:
    assert not is_plain(data)

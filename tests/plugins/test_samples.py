"""Every sample of every installed vendor reads as the paper says, through the door that users take."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from ruamel.yaml import YAML

from invoiceplug import Reading, read_invoice

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/fixtures"
SAMPLES = sorted(
    sample
    for package in (ROOT / "plugins").glob("*/pyproject.toml")
    for sample in (FIXTURES / package.parent.name).glob("*.pdf")
)
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")


@cache
def read(sample: Path) -> Reading:
    """The sample, read once by whoever of all installed vendors knows it."""
    return read_invoice(sample.read_bytes())


@each_sample
def test_a_sample_reads_as_its_expected_file_says(sample: Path) -> None:
    assert read(sample).invoice == json.loads(sample.with_suffix(".expected.json").read_text())


@each_sample
def test_a_sample_is_read_by_its_own_vendor_and_adds_up(sample: Path) -> None:
    reading = read(sample)
    assert reading.reader.plugin == sample.parent.name
    assert reading.reasons
    assert not reading.findings
    assert not reading.unread


@each_sample
def test_every_source_is_printed_inside_its_box(sample: Path) -> None:
    with pypdfium2.PdfDocument(sample) as pdf:
        pages = [(page, page.get_textpage()) for page in pdf]
        places = [place for places in read(sample).sources.values() for place in places]
        wrong = [place for place in places if squeezed(place["text"]) not in text_in(pages, place)]
    assert places
    assert not wrong


@each_sample
def test_every_printed_value_of_a_line_has_a_place(sample: Path) -> None:
    reading = read(sample)
    own = {"line_id", "kind", *constants(sample.parent.name)}  # ours, not the paper's
    missing = [
        f"/lines/{index}/{name}"
        for index, line in enumerate(reading.invoice["lines"])
        for name in line.keys() - own
        if not any(f"{known}/".startswith(f"/lines/{index}/{name}/") for known in reading.sources)
    ]
    assert not missing


def constants(vendor: str) -> set[str]:
    """The columns that the vendor's template says are on no paper."""
    templates = (ROOT / "plugins" / vendor).rglob("template.yaml")
    tables = [each["lines"] for each in map(YAML(typ="safe").load, templates)]
    columns = [each["columns"] for lines in tables for each in (lines, *lines.get("layouts", ())) if "columns" in each]
    return {name for each in columns for name, column in each.items() if "constant" in column}


def text_in(pages: list[tuple[Any, Any]], place: dict[str, Any]) -> str:
    """What another look at the page finds in the box, a hair wider than it is stored; without white space."""
    page, words = pages[place["page"] - 1]
    left, bottom, right, top = page.get_cropbox()
    x0, y0, x1, y1 = undisplayed(place["box"], page.get_rotation())
    width, height = right - left, top - bottom
    found = words.get_text_bounded(
        left + x0 * width - 0.6, bottom + y0 * height - 0.6, left + x1 * width + 0.6, bottom + y1 * height + 0.6
    )
    return squeezed(found)


def undisplayed(box: list[float], rotation: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in fractions of the page before /Rotate turned it, from its lower left corner."""
    x0, y0, x1, y1 = box
    return {
        0: (x0, 1 - y1, x1, 1 - y0),
        90: (y0, x0, y1, x1),
        180: (1 - x1, y0, 1 - x0, y1),
        270: (1 - y1, 1 - x1, 1 - y0, 1 - x0),
    }[rotation]


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())

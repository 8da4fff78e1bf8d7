"""Every sample of every installed vendor reads as the paper says, through the door that users take."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from invoiceplug import Reading, read_invoice

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/fixtures"
SAMPLES = sorted(
    sample
    for package in (ROOT / "plugins").glob("*/pyproject.toml")
    for sample in (FIXTURES / package.parent.name).glob("*.pdf")
)
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")


@pytest.fixture(scope="module")
def readings() -> dict[Path, Reading]:
    """All samples read, both vendors installed."""
    return {sample: read_invoice(sample.read_bytes()) for sample in SAMPLES}


@each_sample
def test_a_sample_reads_as_its_expected_file_says(sample: Path, readings: dict[Path, Reading]) -> None:
    assert readings[sample].invoice == json.loads(sample.with_suffix(".expected.json").read_text())


@each_sample
def test_a_sample_is_read_by_its_own_vendor_and_adds_up(sample: Path, readings: dict[Path, Reading]) -> None:
    reading = readings[sample]
    assert reading.reader.plugin == sample.parent.name
    assert reading.reasons
    assert not reading.findings
    assert not reading.unread


@each_sample
def test_every_source_is_printed_inside_its_box(sample: Path, readings: dict[Path, Reading]) -> None:
    with pypdfium2.PdfDocument(sample) as pdf:
        pages = [(page.get_size(), page.get_textpage()) for page in pdf]
        places = [place for places in readings[sample].sources.values() for place in places]
        wrong = [place for place in places if squeezed(place["text"]) not in text_in(pages, place)]
    assert places
    assert not wrong


@each_sample
def test_every_printed_value_of_a_line_has_a_place(sample: Path, readings: dict[Path, Reading]) -> None:
    reading = readings[sample]
    own = {"line_id", "kind"}  # ours, not the paper's
    missing = [
        pointer
        for index, line in enumerate(reading.invoice["lines"])
        for name in line.keys() - own
        if (pointer := f"/lines/{index}/{name}") not in reading.sources
    ]
    assert not missing


def text_in(pages: list[tuple[tuple[float, float], Any]], place: dict[str, Any]) -> str:
    """What another look at the page finds in the box, a hair wider than it is stored; without white space."""
    (width, height), words = pages[place["page"] - 1]
    x0, y0, x1, y1 = place["box"]
    found = words.get_text_bounded(x0 * width - 0.6, (1 - y1) * height - 0.6, x1 * width + 0.6, (1 - y0) * height + 0.6)
    return squeezed(found)


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())

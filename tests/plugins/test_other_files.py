"""What the samples are beside: the same invoice as other programs turn it, and files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from invoiceplug import InvoiceplugError, Reading, read_invoice

FIXTURES = Path(__file__).resolve().parents[2] / "tests/fixtures"
WHY_NOT = {
    "empty": "EMPTY_FILE",
    "encrypted": "ENCRYPTED_PDF",
    "not-a-pdf": "NOT_A_PDF",
    "scan": "SCANNED_NO_TEXT",
    "truncated": "DAMAGED_PDF",
    "unknown-vendor": "NO_VENDOR_MATCH",
}


@pytest.fixture(scope="module")
def original() -> Reading:
    return read("nordkontor/2026-04-rechnung.pdf")


@pytest.mark.parametrize("name", ["rotate-0", "upright-90", "upright-180", "upright-270"])
def test_a_page_displayed_the_same_reads_the_same_in_the_same_places(name: str, original: Reading) -> None:
    turned = read(f"geometry/{name}.pdf")
    assert turned.invoice == original.invoice
    assert turned.sources.keys() == original.sources.keys()
    for pointer, places in original.sources.items():
        for place, again in zip(places, turned.sources[pointer], strict=True):
            assert again["text"] == place["text"]
            assert again["box"] == pytest.approx(place["box"], abs=2e-4)


def test_a_cropped_page_reads_the_same_in_places_of_the_cropped_page(original: Reading) -> None:
    cropped = read("geometry/rotate-0-crop.pdf")
    assert cropped.invoice == original.invoice
    (whole,), (part,) = original.sources["/totals/grand"], cropped.sources["/totals/grand"]
    left, top, width, height = 20, 841.89 - 800, 555, 770  # of the CropBox, in points of the displayed page
    x0, y0, x1, y1 = whole["box"]
    places = [(x0 * 595.28 - left) / width, (y0 * 841.89 - top) / height]
    places += [(x1 * 595.28 - left) / width, (y1 * 841.89 - top) / height]
    assert part["box"] == pytest.approx(places, abs=2e-4)


@pytest.mark.parametrize("name", sorted(WHY_NOT))
def test_a_file_that_cannot_be_read_says_why(name: str) -> None:
    with pytest.raises(InvoiceplugError) as refused:
        read(f"bad/{name}.pdf")
    assert refused.value.code == WHY_NOT[name]


def test_every_bad_file_has_its_reason_here() -> None:
    assert {path.stem for path in (FIXTURES / "bad").iterdir()} == WHY_NOT.keys()


def read(name: str) -> Reading:
    return read_invoice((FIXTURES / name).read_bytes())

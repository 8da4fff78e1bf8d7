"""`invoiceplug redact`: nothing private is left, and the numbers read as before."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pdfs import changed, drawn
from shell import Run

from invoiceplug import read_invoice
from invoiceplug.authoring.kept import letters_of, strings_of
from invoiceplug.authoring.printed import NUMBERS
from invoiceplug.authoring.redact_pdf import draw
from invoiceplug.plugins import load_plugins
from invoiceplug.toolkit.dates import MONTHS
from invoiceplug.toolkit.labels import label_words
from invoiceplug.toolkit.open import open_pdf
from invoiceplug.toolkit.units import unit_table

SAMPLES = ("nordkontor/2026-04-rechnung.pdf", "calderfinch/2026-06-credit-memo.pdf")


def redacted(run: Run, source: Path, folder: Path, *more: object) -> bytes:
    done = run("redact", source, "-o", folder / "out.pdf", *more)
    assert done.exit_code == 0, done.stderr
    return (folder / "out.pdf").read_bytes()


def everything_in(pdf: bytes) -> str:
    """All bytes with their streams unpacked, and all text."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return (out.getvalue().decode("latin-1") + open_pdf(pdf).text).casefold()


def runs(text: str) -> set[str]:
    return {run.casefold() for run in re.findall(r"[^\W\d_]{4,}", text)}


def numbers(pdf: bytes) -> list[tuple[str, object]]:
    """Every number of the lines and totals, with its name."""
    invoice = read_invoice(pdf).invoice
    parts = [*invoice["lines"], invoice["totals"], *invoice.get("taxes", ()), *invoice.get("charges", ())]
    return [(name, value) for part in parts for name, value in sorted(part.items()) if name in NUMBERS]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_that_is_not_kept_remains_anywhere(run: Run, fixtures: Path, tmp_path: Path, name: str) -> None:
    vendor = name.split("/")[0]
    [installed] = [each for each in load_plugins().extractors if each.vendor.id == vendor]
    months = {month.casefold() for names in MONTHS.values() for month in names}
    kept = letters_of(strings_of(installed)) | label_words() | months | set(unit_table())
    private = runs(open_pdf((fixtures / name).read_bytes()).text) - kept
    left = everything_in(redacted(run, fixtures / name, tmp_path))
    blank = everything_in(draw(open_pdf(drawn([(50, 50, "x")]))))  # the licence of its font has words of its own
    assert len(private) > 30
    assert {word for word in private if word in runs(left) - runs(blank)} == set()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_numbers_of_the_redacted_sample_read_as_before(run: Run, fixtures: Path, tmp_path: Path, name: str) -> None:
    before, after = (fixtures / name).read_bytes(), redacted(run, fixtures / name, tmp_path)
    assert numbers(after) == numbers(before)
    assert read_invoice(after).findings == read_invoice(before).findings


def test_words_stay_where_they_were(run: Run, fixtures: Path, tmp_path: Path) -> None:
    before = open_pdf((fixtures / SAMPLES[0]).read_bytes())
    after = open_pdf(redacted(run, fixtures / SAMPLES[0], tmp_path))
    for page, again in zip(before.pages, after.pages, strict=True):
        assert (again.width, again.height) == pytest.approx((page.width, page.height), abs=0.01)
        for word, new in zip(page.words, again.words, strict=True):
            assert len(new.text) == len(word.text)
            assert new.box == pytest.approx(word.box, abs=0.002)


def test_account_and_customer_numbers_are_replaced(run: Run, fixtures: Path, tmp_path: Path) -> None:
    before = open_pdf((fixtures / SAMPLES[0]).read_bytes()).text
    after = open_pdf(redacted(run, fixtures / SAMPLES[0], tmp_path)).text
    [installed] = [each for each in load_plugins().extractors if each.vendor.id == "nordkontor"]
    marks = set(re.findall(r"\d{5,}", " ".join(installed.vendor.tax_ids)))
    long = set(re.findall(r"\d{5,}", before)) - marks
    assert long
    assert not long & set(re.findall(r"\d{5,}", after))


def test_pictures_attachments_and_metadata_are_gone(run: Run, fixtures: Path, tmp_path: Path) -> None:
    def attach(opened: pikepdf.Pdf) -> None:
        opened.attachments["secret.txt"] = b"Confidential Thornbury"
        opened.docinfo["/Author"] = "Thornbury"

    source = tmp_path / "in.pdf"
    source.write_bytes(changed((fixtures / SAMPLES[0]).read_bytes(), attach))
    pdf = redacted(run, source, tmp_path)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not opened.attachments
        assert not any(page.get_images() for page in opened.pages)
    assert "thornbury" not in everything_in(pdf)


def test_the_same_file_gives_the_same_bytes_and_the_same_word_the_same_word(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.pdf"
    source.write_bytes(drawn([(50, 50, "Quillfeather met QUILLFEATHER and Quillfeather 20417 20417")]))
    pdf = redacted(run, source, tmp_path)
    assert redacted(run, source, tmp_path) == pdf
    first, _, second, _, third, number, again = open_pdf(pdf).text.split()
    assert (second, third, again) == (first.upper(), first, number)
    assert first != "Quillfeather" and number != "20417"


def test_a_word_to_keep_is_kept(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.pdf"
    source.write_bytes(drawn([(50, 50, "Quillfeather Account DE 999 999 999 1.234,50 9 June 2026")]))
    pdf = redacted(run, source, tmp_path, "--keep", "Quillfeather", "--keep", "DE999999999")
    assert open_pdf(pdf).text == "Quillfeather Account DE 999 999 999 1.234,50 9 June 2026"


def test_the_original_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.pdf"
    source.write_bytes(drawn([(50, 50, "Quillfeather")]))
    assert run("redact", source, "-o", source).exit_code == 2


def test_without_a_reading_it_says_what_it_replaces(run: Run, fixtures: Path, tmp_path: Path) -> None:
    done = run("redact", fixtures / "bad/unknown-vendor.pdf", "-o", tmp_path / "out.pdf")
    assert "Whole numbers of four digits and more are replaced" in done.stderr
    assert "1,507.92" in open_pdf((tmp_path / "out.pdf").read_bytes()).text

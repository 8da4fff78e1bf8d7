"""`invoiceplug overlay`: the page with what was seen on it, as a file of its own."""

import re
import struct
from pathlib import Path

import kramer
import pytest
from shell import Run


def tips(html: str, layer: str) -> list[str]:
    """What the boxes of a layer tell."""
    return re.findall(rf'<b class="{layer}[^"]*"[^>]* data-tip="([^"]*)"', html)


def png_size(path: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


@pytest.fixture
def html(run: Run, bill: Path, vendors: Path) -> str:
    run("overlay", bill, "--plugins", vendors)
    return bill.with_suffix(".overlay.html").read_text("utf-8")


def test_the_path_of_the_file_is_printed(run: Run, bill: Path, vendors: Path) -> None:
    result = run("overlay", bill, "--plugins", vendors)
    assert (result.exit_code, result.stdout) == (0, f"{bill.with_suffix('.overlay.html')}\n")


def test_it_needs_nothing_but_itself(html: str) -> None:
    assert "<script" not in html and "http" not in html and "<link" not in html
    assert re.findall(r'(?:src|href)="(?!#|data:image/webp;base64,)', html) == []


def test_a_value_tells_what_it_is_and_where_in_points_and_fractions(html: str) -> None:
    [told] = [tip for tip in tips(html, "matches") if "/invoice_number" in tip]
    text, value, *rest = told.split("\n")
    assert (text, value) == ("KR-000123", "/invoice_number = KR-000123")
    assert re.fullmatch(r"450\.0, \d+\.\d – \d+\.\d, \d+\.\d pt", rest[-2])
    assert re.fullmatch(r"fractions 0\.75630( 0\.\d{5}){3}", rest[-1])


def test_the_list_leads_to_the_place_of_each_value(html: str) -> None:
    [target] = re.findall(r'<dt>invoice_number</dt><dd><a href="#(v\d+)">KR-000123</a>', html)
    [place] = re.findall(rf'<b class="matches[^"]*" id="{target}"[^>]*data-tip="([^"]*)"', html)
    assert place.startswith("KR-000123\n")


def test_each_layer_has_a_check_box_that_hides_it(html: str) -> None:
    for layer in ("words", "lines", "columns", "regions", "rows", "matches", "unread"):
        assert f'id="show-{layer}"' in html
        assert f"body:has(#show-{layer}:not(:checked)) .{layer}{{display:none}}" in html


def test_the_layers_that_are_named_are_shown(run: Run, bill: Path, vendors: Path) -> None:
    run("overlay", bill, "--plugins", vendors, "--layers", "words, lines")
    html = bill.with_suffix(".overlay.html").read_text("utf-8")
    assert re.findall(r'id="show-(\w+)" checked', html) == ["words", "lines"]


def test_a_layer_that_there_is_not_is_wrong_usage(run: Run, bill: Path) -> None:
    result = run("overlay", bill, "--layers", "words,wrods")
    assert result.exit_code == 2
    assert "'wrods' is none of words, lines" in result.stderr


def test_an_unread_row_stands_out_with_its_reason(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "lost.pdf"
    lost = kramer.item("2", "4713", "Quitten", "", "Stk", "1,00", "7 %", "3,00")
    pdf.write_bytes(kramer.bill(kramer.APPLES, lost))
    run("overlay", pdf, "--plugins", vendors)
    html = pdf.with_suffix(".overlay.html").read_text("utf-8")
    [told] = tips(html, "unread")
    assert "Quitten" in told and "qty_shipped" in told
    assert "<h2>Unread rows <small>1</small></h2>" in html


def test_a_file_of_nobody_shows_words_rows_and_columns(run: Run, fixtures: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    result = run("overlay", fixtures / "bad" / "unknown-vendor.pdf", "--html", out)
    html = out.read_text("utf-8")
    assert (result.exit_code, "NO_VENDOR_MATCH" in result.stderr) == (0, True)
    assert re.findall(r'id="show-(\w+)" checked', html) == ["words", "lines", "rows", "columns"]
    assert len(tips(html, "columns")) >= 4 and len(tips(html, "rows")) >= 10


def test_when_reading_fails_what_was_found_till_then_is_drawn(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "bad-price.pdf"
    bad = kramer.item("1", "4711", "Äpfel", "12", "Stk", "1.10", "7 %", "13,20")
    pdf.write_bytes(kramer.bill(bad))
    result = run("overlay", pdf, "--plugins", vendors)
    html = pdf.with_suffix(".overlay.html").read_text("utf-8")
    assert "VALUE_UNREADABLE" in result.stderr and "VALUE_UNREADABLE" in html
    assert any(tip.startswith("KR-000123\n") for tip in tips(html, "matches"))


def test_text_of_a_vendor_is_never_markup(run: Run, tmp_path: Path, vendors: Path) -> None:
    pdf = tmp_path / "evil.pdf"
    evil = '<img/src=x>"onload="1'
    pdf.write_bytes(kramer.bill(kramer.item("1", "4711", evil, "12", "Stk", "1,10", "7 %", "13,20")))
    run("overlay", pdf, "--plugins", vendors)
    html = pdf.with_suffix(".overlay.html").read_text("utf-8")
    assert "<img/src" not in html and '"onload=' not in html
    assert "&lt;img/src=x&gt;&quot;onload=&quot;1" in html


def test_png_has_a_file_a_page(run: Run, fixtures: Path, tmp_path: Path) -> None:
    sample = fixtures / "nordkontor" / "2026-05-rechnung.pdf"
    result = run("overlay", sample, "--png", tmp_path / "o.png")
    assert result.stdout.splitlines() == [str(tmp_path / "o-1.png"), str(tmp_path / "o-2.png")]
    assert png_size(tmp_path / "o-2.png") == (1191, 1684)


def test_one_page_can_be_chosen_and_a_rotated_one_is_drawn_as_it_is_seen(
    run: Run, fixtures: Path, tmp_path: Path
) -> None:
    out = tmp_path / "turned.png"
    assert run("overlay", fixtures / "geometry" / "rotate-90.pdf", "--page", "1", "--png", out).exit_code == 0
    width, height = png_size(out)
    assert width > height


def test_a_page_that_there_is_not_is_wrong_usage(run: Run, bill: Path, vendors: Path) -> None:
    result = run("overlay", bill, "--plugins", vendors, "--page", "7")
    assert (result.exit_code, "the file has 1 page, there is no page 7" in result.stderr) == (2, True)


def test_stdin_needs_a_place_to_write_to(run: Run, bill: Path, vendors: Path, tmp_path: Path) -> None:
    assert run("overlay", "-", stdin=bill.read_bytes()).exit_code == 2
    assert run("overlay", "-", "--plugins", vendors, "--html", tmp_path / "o.html", stdin=bill.read_bytes()).stdout


def test_what_is_suggested_for_an_unknown_vendor_is_drawn(run: Run, fixtures: Path, tmp_path: Path) -> None:
    out = tmp_path / "stranger.html"
    result = run("overlay", fixtures / "bad" / "unknown-vendor.pdf", "--fallback", "--html", out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Laid paper, ivory" in out.read_text("utf-8")

"""What explain and overlay make of a reading: steps of those who tell none, guessed columns, who was near."""

from pathlib import Path

import kramer
import pytest
from acme import Acme, bill, plugins_of
from pdfs import drawn

from invoiceplug.authoring.area import looks_like_a_row, table_area
from invoiceplug.authoring.explain import explain
from invoiceplug.authoring.guessed import guessed_columns
from invoiceplug.authoring.shapes import pages_to_draw, shapes_of
from invoiceplug.template import TemplateExtractor, parse_template
from invoiceplug.toolkit.open import open_pdf


def test_a_vendor_in_python_gets_rows_and_fields_from_its_sources() -> None:
    steps = explain(bill(), plugins_of(Acme())).steps
    assert [step.text for step in steps if step.kind == "row"] == [
        "A-1 | Hex bolt M6 | 10 | 0.25 | 2.50",
        "B-2 | Washer | 1000 | 0.01 | 10.00",
    ]
    [number] = [step for step in steps if step.name == "invoice_number"]
    assert (number.kind, number.text, number.page) == ("field", "F-100", 1)


def test_what_was_returned_is_kept_when_something_in_it_is_missing() -> None:
    explained = explain(bill(number=""), plugins_of(Acme()))
    assert explained.error and explained.error.code in ("FIELD_NOT_FOUND", "PLUGIN_ERROR")
    assert explained.reading is None
    assert explained.asked[0].claims


def test_a_plugin_that_returns_nonsense_is_explained_as_far_as_it_went() -> None:
    explained = explain(bill(), plugins_of(Acme(change=lambda invoice: 4711)))
    assert explained.error and explained.error.code == "PLUGIN_ERROR"
    assert explained.invoice == {}


def test_the_nearest_vendor_comes_first() -> None:
    paper = kramer.paper([((60, "l", "Kramer Obst und Gemüse KG"), (350, "l", "KR-123456"))])
    asked = explain(paper, plugins_of(Acme(), TemplateExtractor(parse_template(kramer.EXAMPLE)))).asked
    assert [each.installed.vendor.id for each in asked] == ["kramer", "acme"]
    assert [mark.outcome for mark in asked[0].marks if mark.why == "all"] == ["missing"]


def test_steps_of_other_vendors_are_not_steps_of_the_reading() -> None:
    explained = explain(bill(), plugins_of(Acme(), TemplateExtractor(parse_template(kramer.EXAMPLE))))
    assert explained.vendor and explained.vendor.vendor.id == "acme"
    assert [step for step in explained.steps if step.kind == "mark"] == []


def test_every_box_that_is_drawn_lies_on_its_page(fixtures: Path) -> None:
    explained = explain((fixtures / "geometry" / "rotate-270-crop.pdf").read_bytes(), plugins_of())
    assert explained.document is not None
    [page] = explained.document.pages
    for shape in shapes_of(explained, page):
        assert -0.02 <= shape.box.x0 <= shape.box.x1 <= 1.02, shape
        assert -0.02 <= shape.box.y0 <= shape.box.y1 <= 1.02, shape


def test_all_pages_of_a_file_of_nobody_are_drawn() -> None:
    explained = explain(drawn([(50, 50, "One")], [(50, 50, "Two")]), plugins_of())
    assert pages_to_draw(explained) == [1, 2]


def test_pages_without_anything_read_are_left_out() -> None:
    extra = [(50.0, 50.0, "Our terms of trade")]
    first = explain(bill(), plugins_of(Acme())).document
    assert first is not None
    texts = [(word.box.x0 * 595, word.box.y1 * 842, word.text) for word in first.pages[0].words]
    explained = explain(drawn(texts, extra), plugins_of(Acme()))
    assert explained.document is not None and len(explained.document.pages) == 2
    assert pages_to_draw(explained) == [1]


def test_columns_of_a_table_nobody_described_are_guessed() -> None:
    table = [(x, 100.0 + 14 * y, "12345") for y in range(5) for x in (50.0, 150.0, 300.0, 450.0)]
    [page] = open_pdf(
        drawn([*table, (50.0, 300.0, "A note that runs over the whole width of the table below it")])
    ).pages
    columns = guessed_columns(page)
    assert [round(box.x0 * 595) for box in columns] == [50, 150, 300, 450]
    assert {(box.y0, box.y1) for box in columns} == {(columns[0].y0, columns[0].y1)}


def test_a_letter_has_no_columns() -> None:
    [page] = open_pdf(drawn([(50, 100, "Dear Sir,"), (50, 120, "we thank you"), (50, 140, "Yours")])).pages
    assert guessed_columns(page) == []


@pytest.mark.parametrize("name", ["scan.pdf"])
def test_a_scan_can_be_looked_at(fixtures: Path, name: str) -> None:
    explained = explain((fixtures / "bad" / name).read_bytes(), plugins_of(Acme()))
    assert explained.error and explained.error.code == "SCANNED_NO_TEXT"
    assert pages_to_draw(explained) == [1]


def test_a_row_that_a_rule_dropped_looks_like_a_line_when_it_fills_half_the_columns() -> None:
    greedy = kramer.EXAMPLE.replace(
        "    - {is: carried_forward, regex: '^Übertrag\\b'}", "    - {is: ignore, regex: '.'}"
    )
    assert greedy != kramer.EXAMPLE
    pdf = kramer.bill(kramer.APPLES, kramer.carried("13,20"), kramer.PEARS)
    explained = explain(pdf, plugins_of(TemplateExtractor(parse_template(greedy))))
    dropped = [step for step in explained.steps if step.outcome == "dropped"]
    looked = [step.text for step in dropped if looks_like_a_row(step, explained.steps, explained.document)]
    assert len(dropped) == 3
    assert [text.split()[1] for text in looked] == ["4711", "4712"]


def test_the_frame_of_the_table_reaches_from_its_header_to_what_ends_it() -> None:
    explained = explain(
        kramer.bill(kramer.APPLES, kramer.PEARS), plugins_of(TemplateExtractor(parse_template(kramer.EXAMPLE)))
    )
    area = table_area(explained.steps, 1)
    assert area is not None and explained.document is not None
    lines = {row[0].text: row[0].box for row in explained.document.pages[0].lines()}
    assert (area.y0, area.y1) == pytest.approx((lines["Pos"].y0, lines["Warenwert"].y0))
    assert table_area(explained.steps, 2) is None

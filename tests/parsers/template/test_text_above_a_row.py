"""Descriptions that begin above their row's numbers come out in the order of reading."""

from kramer import APPLES, PEARS, bill, kramer, opened, under

BOTH = {"  needs: [qty_shipped": "  description: both\n  needs: [qty_shipped"}


def test_what_stands_above_the_row_comes_first_then_its_own_text_then_what_stands_under_it() -> None:
    rows = (under("Aus dem Alten Land,"), under("Ernte 2025:"), APPLES, under("Klasse I"), (), under("Gereift:"), PEARS)
    extract = kramer(BOTH).extract(opened(bill(*rows)))
    said = [line.description.value for line in extract.invoice.lines if line.description]
    assert said == ["Aus dem Alten Land, Ernte 2025: Äpfel Elstar, Kiste 10 kg Klasse I", "Gereift: Birnen Conference"]
    assert not extract.unread

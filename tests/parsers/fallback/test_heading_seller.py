"""Who sold: name and tax id of the seller, never those of the buyer."""

from __future__ import annotations

from pdfs import drawn

from invoiceplug.fallback.heading import read_heading
from invoiceplug.invoice import Party
from invoiceplug.toolkit.open import open_pdf

Text = tuple[float, float, str]


def seller(*texts: Text) -> tuple[str | None, str | None]:
    party: Party = read_heading(open_pdf(drawn(texts))).vendor
    return party.name.value if party.name else None, party.tax_id.value if party.tax_id else None


def test_what_stands_under_the_sellers_heading_is_the_sellers() -> None:
    name, tax_id = seller(
        *((50, 100, "Käufer:"), (50, 115, "Kunden AG"), (50, 130, "USt-IdNr. DE136695976")),
        *((320, 100, "Verkäufer:"), (320, 115, "Lieferant GmbH"), (320, 130, "USt-IdNr. DE123456789")),
    )
    assert (name, tax_id) == ("Lieferant GmbH", "DE123456789")


def test_the_buyers_tax_id_is_told_by_its_label() -> None:
    _, tax_id = seller((50, 200, "Uw BTW-nummer: NL003335996B98"), (50, 800, "BTW NL810433941B01"))
    assert tax_id == "NL810433941B01"
    assert seller((50, 200, "Ihre USt-IdNr. DE136695976"))[1] is None


def test_the_letterhead_and_the_footer_name_the_seller_and_the_address_window_the_buyer() -> None:
    name, tax_id = seller(
        *((50, 60, "Seidel Verpackungen OHG"), (50, 150, "Nordkontor Feinkost GmbH"), (50, 165, "Hafenweg 2")),
        *((50, 180, "27570 Bremerhaven"), (50, 800, "Seidel Verpackungen OHG, www.seidel.example")),
        (50, 815, "Partita IVA: 01234567890"),
    )
    assert (name, tax_id) == ("Seidel Verpackungen OHG", "01234567890")


def test_a_weight_is_no_partnership() -> None:
    assert seller((50, 60, "Tea 5 KG"), (50, 80, "4,820 KG"))[0] is None

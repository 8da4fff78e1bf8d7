"""Values in XML as other programs write them: odd, empty, extended, or not there."""

from __future__ import annotations

import pytest
from einvoices import codes, read_xml, swapped, xml_of

from invoiceplug import InvoiceplugError

INVOICE, UBL, CREDIT, ZUGFERD1 = (xml_of(name) for name in ("factur-x", "ubl-invoice", "credit-note", "zugferd-1"))
EXTENDED = "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
PROFILE = ("urn:cen.eu:en16931:2017<", f"{EXTENDED}<")
SELLER_TAX = (
    '<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE811907642</ram:ID></ram:SpecifiedTaxRegistration>'
    "</ram:SellerTradeParty>"
)
NO_TAX = "</ram:SellerTradeParty>"


def test_a_group_line_counts_in_no_sum() -> None:
    group = (
        "<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>0</ram:LineID>"
        "<ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode></ram:AssociatedDocumentLineDocument>"
        "<ram:SpecifiedTradeProduct><ram:Name>Weine</ram:Name></ram:SpecifiedTradeProduct>"
        "<ram:SpecifiedLineTradeAgreement/><ram:SpecifiedLineTradeDelivery/><ram:SpecifiedLineTradeSettlement>"
        "<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>294.91</ram:LineTotalAmount>"
        "</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>"
        "</ram:IncludedSupplyChainTradeLineItem>"
    )
    first = "<ram:IncludedSupplyChainTradeLineItem>"
    reading = read_xml(swapped(INVOICE, PROFILE, (first, group + first)))
    assert reading.invoice["lines"][0] == {
        "line_id": "1",
        "line_number": "0",
        "kind": "note",
        "description": "Weine",
        "extra": {"amount": "294.91"},
    }
    assert [line["kind"] for line in reading.invoice["lines"]] == ["note", "item", "item", "item"]
    assert [code for code, _ in codes(reading) if code != "SCHEMA_INVALID"] == []


def test_lot_serials_and_packages_of_the_extended_profile() -> None:
    instance = (
        "<ram:IndividualTradeProductInstance><ram:BatchID>L-7</ram:BatchID>"
        "<ram:SupplierAssignedSerialID>S1</ram:SupplierAssignedSerialID></ram:IndividualTradeProductInstance>"
        "<ram:IndividualTradeProductInstance>"
        "<ram:SupplierAssignedSerialID>S2</ram:SupplierAssignedSerialID></ram:IndividualTradeProductInstance>"
    )
    packages = '<ram:PackageQuantity unitCode="XBX">4</ram:PackageQuantity></ram:SpecifiedLineTradeDelivery>'
    end = "</ram:SpecifiedTradeProduct>"
    reading = read_xml(
        swapped(INVOICE, PROFILE, (end, instance + end), ("</ram:SpecifiedLineTradeDelivery>", packages))
    )
    line = reading.invoice["lines"][0]
    assert (line["lot"], line["serials"], line["extra"]["packages"]) == ("L-7", ["S1", "S2"], "4")
    assert "IndividualTradeProductInstance[2]/ram:SupplierAssigned" in reading.sources["/lines/0/serials/1"][0]["path"]
    assert reading.findings == ()


SUM = "<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>"
CII_CHARGE = (
    "<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>true</udt:Indicator></ram:ChargeIndicator>"
    "<ram:ActualAmount>2.50</ram:ActualAmount><ram:ReasonCode>PC</ram:ReasonCode></ram:SpecifiedTradeAllowanceCharge>"
)
UBL_CHARGE = (
    "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>"
    "<cbc:AllowanceChargeReasonCode>PC</cbc:AllowanceChargeReasonCode>"
    '<cbc:Amount currencyID="EUR">2.50</cbc:Amount></cac:AllowanceCharge>'
)


@pytest.mark.parametrize(
    ("xml", "old", "new"),
    [
        (INVOICE, f"{SUM}29.75<", f"{CII_CHARGE}{SUM}32.25<"),
        (UBL, "29.75</cbc:LineExtensionAmount>", f"32.25</cbc:LineExtensionAmount>{UBL_CHARGE}"),
    ],
    ids=["CII", "UBL"],
)
def test_a_charge_on_a_line_is_an_allowance_below_zero_named_by_its_code(xml: bytes, old: str, new: str) -> None:
    reading = read_xml(swapped(xml, (old, new)))
    assert reading.invoice["lines"][1]["allowances"] == [{"amount": "-2.50", "description": "Packing"}]
    assert {code for code, _ in codes(reading)} == {"LINES_NET"}  # the total was left as it was


@pytest.mark.parametrize(("code", "kind"), [("FC", "freight"), ("PC", "packing"), ("ABL", "other")])
def test_a_charge_has_the_kind_of_its_code(code: str, kind: str) -> None:
    reading = read_xml(swapped(INVOICE, ("<ram:ReasonCode>FC<", f"<ram:ReasonCode>{code}<")))
    assert [charge["kind"] for charge in reading.invoice["charges"]] == ["discount", kind]


def test_a_freight_service_of_zugferd_1_is_a_freight_charge() -> None:
    text = ZUGFERD1.decode()
    start = text.index("<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>true")
    end = text.index("</ram:SpecifiedTradeAllowanceCharge>", start) + len("</ram:SpecifiedTradeAllowanceCharge>")
    service = (
        "<ram:SpecifiedLogisticsServiceCharge><ram:Description>Spedition</ram:Description>"
        '<ram:AppliedAmount currencyID="EUR">14.00</ram:AppliedAmount></ram:SpecifiedLogisticsServiceCharge>'
    )
    reading = read_xml(text[:start] + service + text[end:], name="ZUGFeRD-invoice.xml")
    assert reading.invoice["charges"][1] == {"kind": "freight", "amount": "14.00", "description": "Spedition"}
    assert reading.findings == ()


@pytest.mark.parametrize(("written", "read"), [("+12.5", "12.5"), (" 12.50 ", "12.50"), (".5", "0.5"), ("12.", "12"),
                                               ("0012.5", "12.5"), ("1.00000000004", "1"), ("-1", "-1")])  # fmt: skip
def test_a_quantity_as_xml_may_write_it(written: str, read: str) -> None:
    reading = read_xml(swapped(INVOICE, (">12.5<", f">{written}<")))
    assert reading.invoice["lines"][1]["qty_shipped"] == read


@pytest.mark.parametrize("written", ["12,5", "1e3", "NaN", "12.5 l", "１２", "--1"])
def test_a_quantity_that_is_no_decimal_number_is_unreadable_and_says_where(written: str) -> None:
    with pytest.raises(InvoiceplugError, match=r"LineItem\[2\].*BilledQuantity") as error:
        read_xml(swapped(INVOICE, (">12.5<", f">{written}<")))
    assert error.value.code == "VALUE_UNREADABLE"


@pytest.mark.parametrize(
    ("form", "written", "read"),
    [("102", "20260420", "2026-04-20"), ("203", "202604201530", "2026-04-20"), ("102", "2026-04-20", "2026-04-20"),
     ("610", "202604", None), ("616", "202616", None)],
)  # fmt: skip
def test_a_delivery_date_in_the_forms_that_are_used(form: str, written: str, read: str | None) -> None:
    delivered = f'<udt:DateTimeString format="{form}">{written}<'
    reading = read_xml(swapped(INVOICE, ('<udt:DateTimeString format="102">20260416<', delivered)))
    assert reading.invoice.get("delivery_date") == read


@pytest.mark.parametrize("written", ["2026-04-16Z", "2026-04-16+02:00"])
def test_a_date_in_ubl_may_have_a_time_zone(written: str) -> None:
    assert read_xml(swapped(UBL, (">2026-04-16<", f">{written}<"))).invoice["delivery_date"] == "2026-04-16"


def test_what_is_too_long_for_a_code_is_left_out_and_said() -> None:
    reading = read_xml(swapped(INVOICE, (">B-7715<", f">{'see our mail of last week ' * 4}<")))
    assert "purchase_order" not in reading.invoice
    assert codes(reading) == [("VALUE_UNREADABLE", "warning")]


def test_a_misspelt_element_is_a_finding_since_its_value_is_lost() -> None:
    reading = read_xml(swapped(INVOICE, ("BuyerAssignedID>RIES", "BuyersID>RIES"), ("BuyerAssignedID>", "BuyersID>")))
    assert codes(reading) == [("SCHEMA_INVALID", "warning")]
    assert "BuyersID" in reading.findings[0].message


def test_a_test_invoice_is_marked() -> None:
    marked = "<ram:TestIndicator><udt:Indicator>true</udt:Indicator></ram:TestIndicator>"
    context = "<rsm:ExchangedDocumentContext>"
    reading = read_xml(swapped(INVOICE, PROFILE, (context, context + marked)))
    assert codes(reading) == [("NOT_AN_INVOICE", "warning")]


def test_a_currency_that_is_not_named_is_the_euro_of_the_sellers_country_for_a_person_to_confirm() -> None:
    named = "<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>"
    reading = read_xml(swapped(INVOICE, (named, "")))
    assert reading.invoice["currency"] == "EUR"
    assert ("FIELD_NOT_FOUND", "error") in codes(reading)
    with pytest.raises(InvoiceplugError, match="found no currency"):
        read_xml(swapped(INVOICE, (named, ""), (">DE</ram:CountryID>", ">CH</ram:CountryID>")))


def test_tax_in_another_currency_is_not_added() -> None:
    foreign = '<ram:TaxTotalAmount currencyID="CHF">80.00</ram:TaxTotalAmount>'
    first = '<ram:TaxTotalAmount currencyID="EUR">'
    reading = read_xml(swapped(INVOICE, (first, foreign + first)))
    assert reading.invoice["totals"]["tax"] == "84.62"


def test_a_corrected_invoice_keeps_its_signs_and_a_credit_note_is_negative_as_a_whole() -> None:
    corrected = read_xml(swapped(CREDIT, (">381<", ">384<"))).invoice
    assert (corrected["document_type"], corrected["totals"]["grand"]) == ("invoice", "45.70")
    credited = read_xml(CREDIT).invoice
    assert (credited["document_type"], credited["totals"]["grand"]) == ("credit_note", "-45.70")
    assert (credited["lines"][0]["qty_shipped"], credited["lines"][0]["unit_price"]) == ("-6", "6.40")


def test_price_in_another_unit_than_the_quantity_keeps_its_unit() -> None:
    reading = read_xml(
        swapped(INVOICE, ('<ram:BasisQuantity unitCode="H87">100<', '<ram:BasisQuantity unitCode="KGM">1<'))
    )
    line = reading.invoice["lines"][2]
    assert (line["price_qty"], line["price_uom"]) == ("1", "KGM")


def test_a_gross_price_is_kept_beside_the_net_price() -> None:
    net = "<ram:NetPriceProductTradePrice>"
    gross = "<ram:GrossPriceProductTradePrice><ram:ChargeAmount>{}</ram:ChargeAmount></ram:GrossPriceProductTradePrice>"
    reading = read_xml(
        swapped(INVOICE, (f"{net}<ram:ChargeAmount>2.380", f"{gross.format('2.80')}{net}<ram:ChargeAmount>2.380"))
    )
    assert (reading.invoice["lines"][1]["unit_price"], reading.invoice["lines"][1]["extra"]) == (
        "2.380",
        {"gross_price": "2.80"},
    )
    same = read_xml(
        swapped(INVOICE, (f"{net}<ram:ChargeAmount>2.380", f"{gross.format('2.38')}{net}<ram:ChargeAmount>2.380"))
    )
    assert "extra" not in same.invoice["lines"][1]


@pytest.mark.parametrize(
    ("seller", "vendor"),
    [
        ('<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">de 811.907.642</ram:ID></ram:SpecifiedTaxRegistration>',
         "tax:DE811907642"),
        ('<ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">22/815/0815/4</ram:ID></ram:SpecifiedTaxRegistration>',
         "tax:DE-2281508154"),
        ("", "name:weingut-tannlehen-toechter:DE55411"),
    ],
)  # fmt: skip
def test_the_vendors_id_is_the_tax_id_and_else_something_that_stays(seller: str, vendor: str) -> None:
    reading = read_xml(swapped(INVOICE, (SELLER_TAX, seller + NO_TAX)))
    assert reading.invoice["vendor"]["id"] == vendor
    assert reading.findings == ()


def test_without_a_tax_id_a_number_of_a_register_is_the_vendors_id() -> None:
    name = "<ram:SellerTradeParty>"
    gln = f'{name}<ram:GlobalID schemeID="0088">4399901000004</ram:GlobalID>'
    reading = read_xml(swapped(INVOICE, (SELLER_TAX, NO_TAX), (name, gln)))
    assert reading.invoice["vendor"]["id"] == "0088:4399901000004"


def test_the_local_tax_number_beside_the_vat_id_is_kept() -> None:
    local = '<ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">22/815</ram:ID></ram:SpecifiedTaxRegistration>'
    reading = read_xml(swapped(INVOICE, (SELLER_TAX, local + SELLER_TAX)))
    assert reading.invoice["vendor"]["tax_id"] == "DE811907642"
    assert reading.invoice["extra"] == {"seller_tax_number": "22/815"}


def test_names_that_are_long_or_foreign_stay_apart() -> None:
    def vendor(name: str) -> str:
        xml = swapped(INVOICE, (SELLER_TAX, NO_TAX), ("Weingut Tannlehen &amp; Töchter", name))
        return str(read_xml(xml).invoice["vendor"]["id"])

    long = "Vereinigte Winzergenossenschaften der Nahe und des Hunsrücks "
    assert vendor(f"{long}Nord") != vendor(f"{long}Süd")
    assert vendor("葡萄园") != vendor("酒庄")
    assert len(vendor(long * 3)) <= 64


def test_a_part_of_a_ubl_line_is_a_note() -> None:
    part = (
        "<cac:SubInvoiceLine><cbc:ID>1.1</cbc:ID>"
        '<cbc:InvoicedQuantity unitCode="H87">24</cbc:InvoicedQuantity>'
        '<cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>'
        "<cac:Item><cbc:Name>Riesling, Karton A</cbc:Name></cac:Item></cac:SubInvoiceLine>"
    )
    reading = read_xml(swapped(UBL, ("</cac:Price></cac:InvoiceLine>", f"</cac:Price>{part}</cac:InvoiceLine>")))
    kinds = [(line["kind"], line.get("line_number")) for line in reading.invoice["lines"]]
    assert kinds == [("item", "1"), ("note", "1.1"), ("item", "2"), ("item", "3")]
    assert codes(reading) == []

"""Templates drafted from one typed paper read another one of the same vendor: what other layouts have taught."""

from __future__ import annotations

from typing import Any

from drafts import read_by
from typed_page import typed

from invoiceplug.authoring.draft import Sample, draft_of, sample_of
from invoiceplug.authoring.scaffold import drafted_template
from invoiceplug.document import Document

HEADING = """
Harzdraht Handels KG                                            Rechnungsnummer   {number}
38640 Goslar   USt-IdNr. DE811417001                            Datum             {date}

"""
TOTALS = """
                                                         Zwischensumme                  {net}
                                                         MwSt. 19 %                     {tax}
                                                         Gesamtbetrag                   {grand}
"""


def paper(table: str, net: str, tax: str, grand: str, number: str = "R-101", date: str = "17.04.2026") -> Document:
    head, foot = HEADING.format(number=number, date=date), TOTALS.format(net=net, tax=tax, grand=grand)
    return typed(f"{head}{table}\n{foot}")


def drafted(*documents: Document) -> str:
    return drafted_template("acme", draft_of([sample_of(each) for each in documents]))


def read(template: str, document: Document) -> dict[str, Any]:
    invoice = read_by(template, document)
    assert not isinstance(invoice, str), invoice
    return invoice


def values(invoice: dict[str, Any], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(line.get(name) for name in names) for line in invoice["lines"]]


def test_a_unit_may_stand_before_its_quantity_and_a_basis_may_be_missing() -> None:
    first = """\
Artikel     Bezeichnung                 Menge         Einzelpreis       Gesamt
84370       Schraube                  Stk 200          228,60/100       457,20
51346       Mutter                    Stk 500           20,00/100       100,00"""
    other = """\
Artikel     Bezeichnung                 Menge         Einzelpreis       Gesamt
70011       Scheibe                   Stk 300           10,00/100        30,00
84370       Schraube                    Pkg 4               25,00       100,00"""
    got = read(drafted(paper(first, "557,20", "105,87", "663,07")), paper(other, "130,00", "24,70", "154,70"))
    assert values(got, "qty_shipped", "uom_raw", "unit_price", "price_qty") == [
        ("300", "Stk", "10.00", "100"),
        ("4", "Pkg", "25.00", None),
    ]


def test_a_column_of_barcodes_is_not_taken_for_the_article_numbers_beside_it() -> None:
    table = """\
EAN             Art.-Nr.   Bezeichnung          Menge    Preis    Gesamt
4006381333931   ZR-351     Farbroller               6    10,00     60,00
4006381333948   BK-8601    Winkelverbinder          2    20,00     40,00
4006381333955   AX-5116    Abdeckband               1     5,50      5,50"""
    document = paper(table, "105,50", "20,05", "125,55")
    got = read(drafted(document), document)
    assert values(got, "gtin", "vendor_sku")[0] == ("4006381333931", "ZR-351")


def test_descriptions_over_the_numbers_are_the_column_under_whose_label_they_stand() -> None:
    table = """\
Pos   Artikel                      Anzahl   Einheit   Stückpreis     Summe
      Schutzbrille klar
1                                      10       Stk        90,00    900,00
      Handschuh
2                                       8       Stk        20,00    160,00
      Steckschlüsselsatz
3                                       2       Stk         5,25     10,50"""
    document = paper(table, "1.070,50", "203,40", "1.273,90")
    got = read(drafted(document), document)
    assert values(got, "description") == [("Schutzbrille klar",), ("Handschuh",), ("Steckschlüsselsatz",)]


def test_the_sum_of_the_lines_is_no_grand_total_where_the_tax_on_it_is_printed_below() -> None:
    paper_of = """
Rivefer SAS    13002 Marseille    TVA FR64417000404
AVOIR
Avoir n°   A-77            Date   17/04/2026

Référence     Désignation            Qté       P.U.     Montant
BK-266        Vis                     -4      10,00      -40,00
AX-771        Tube                    -2      30,00      -60,00

                                            Total HT    -100,00
                                            TVA 20 %     -20,00
                                       Net à déduire    -120,00
"""
    document = typed(paper_of)
    got = read(drafted(document), document)
    assert (got["document_type"], got["totals"]["grand"]) == ("credit_note", "-120.00")


SPANISH = """
Sierra Tubo S.L.    18015 Granada    CIF B41700606
FACTURA
Factura núm.   {number}          Fecha   19 de febrero de 2026

Código        Concepto             Cantidad     Precio     Importe
{lines}
"""
ROW = "{sku}        Tubo                        2      10,00       20,00"


def test_the_end_of_a_table_is_not_what_begins_like_it_at_the_foot_of_a_page() -> None:
    total = "".join(f"\n{name:>52}       {{}}" for name in ("Suma", "IVA 21%", "TOTAL FACTURA"))
    first = SPANISH.format(number="A-1", lines="\n".join(ROW.format(sku=f"AX-10{n}") for n in range(3)))
    page = SPANISH.format(number="A-2", lines="\n".join(ROW.format(sku=f"AX-20{n}") for n in range(3)))
    more = SPANISH.format(number="A-2", lines=ROW.format(sku="AX-204"))
    template = drafted(typed(first + total.format("60,00", "12,60", "72,60")))
    carried = "\n                                        Suma y sigue       60,00"
    got = read(template, typed(page + carried, more + total.format("80,00", "16,80", "96,80")))
    assert len(got["lines"]) == 4
    assert (got["invoice_date"], got["totals"]["grand"]) == ("2026-02-19", "96.80")


def test_a_seller_is_called_what_its_web_address_is_made_of_and_not_as_the_customer() -> None:
    document = typed(
        """
Clare Oats DAC    Ennis V95 X2T1
hello@clareoats.example
Harlow Joinery Ltd          Invoice number   CO-17
Leeds LS1 4AB               Date             17/04/2026

Item          Description            Qty       Price      Amount
BK-266        Oats                     4       10.00       40.00
AX-771        Bran                     2       30.00       60.00

                                                Total      100.00
"""
    )
    draft = draft_of([sample_of(document)])
    assert draft.company == "Clare Oats DAC"
    assert "Harlow Joinery Ltd" not in [mark.text for mark in draft.marks]


def test_article_numbers_that_a_person_put_right_are_read_from_under_the_articles() -> None:
    first = """\
Bezeichnung                 Menge         Einzelpreis       Gesamt
Winkel                          2               10,00        20,00
Art. AX-9205
Schraube                        3                5,00        15,00
Art. BK-11"""
    document = paper(first, "35,00", "6,65", "41,65")
    sample = sample_of(document)
    assert sample.wanted
    said = {
        "invoice": {
            **{"document_type": "invoice", "invoice_number": "R-101", "invoice_date": "2026-04-17", "currency": "EUR"},
            "lines": [
                {"qty_shipped": q, "unit_price": p, "line_total": t, "vendor_sku": sku, "description": text}
                for q, p, t, sku, text in (
                    ("2", "10.00", "20.00", "AX-9205", "Winkel"),
                    ("3", "5.00", "15.00", "BK-11", "Schraube"),
                )
            ],
            "totals": {"grand": "41.65"},
        },
        "sources": {},
    }
    corrected: Sample = sample_of(document, said)
    template = drafted_template("acme", draft_of([corrected]))
    other = first.replace("AX-9205", "ZR-7")
    got = read(template, paper(other, "35,00", "6,65", "41,65", number="R-102"))
    assert values(got, "vendor_sku", "description") == [("ZR-7", "Winkel"), ("BK-11", "Schraube")]


def test_a_draft_from_a_credit_note_reads_invoices_too() -> None:
    table = """\
Artikel     Bezeichnung                 Menge         Einzelpreis       Gesamt
84370       Schraube                       {0}2               10,00        {0}20,00"""
    note = typed(
        "GUTSCHRIFT\n"
        + HEADING.format(number="G-7", date="17.04.2026").replace("Rechnungsnummer  ", "Gutschriftsnummer")
        + table.format("-")
        + TOTALS.format(net="-20,00", tax="-3,80", grand="-23,80")
    )
    got = read(drafted(note), paper(table.format(""), "20,00", "3,80", "23,80"))
    assert (got["document_type"], got["invoice_number"], got["totals"]["grand"]) == ("invoice", "R-101", "23.80")

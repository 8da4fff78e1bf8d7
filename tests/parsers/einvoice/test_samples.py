"""Each kind of e-invoice, against what was put into it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from einvoices import FOLDER, alone, xml_of
from lxml import etree

from invoiceplug import read_invoice
from invoiceplug.invoice_json import clean_text
from invoiceplug.validate import validate_reading

GOOD = sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json"))
BENCH = Path(__file__).parents[3] / "bench/einvoices.py"
NAMESPACES = {
    "ubl": {
        "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
        "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    },
    "zugferd": {
        "rsm": "urn:ferd:CrossIndustryDocument:invoice:1p0",
        "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12",
        "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15",
    },
    "cii": {
        "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
        "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
        "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    },
}


@pytest.mark.parametrize("name", GOOD)
def test_an_e_invoice_reads_as_it_was_written_and_adds_up(name: str) -> None:
    reading = read_invoice((FOLDER / f"{name}.pdf").read_bytes(), plugins=alone())
    assert reading.invoice == json.loads((FOLDER / f"{name}.expected.json").read_text())
    assert reading.findings == ()
    assert (reading.origin, reading.reader.plugin) == ("embedded", "builtin")
    validate_reading(reading.to_json())


@pytest.mark.parametrize("name", GOOD)
def test_every_value_has_its_path_and_the_path_leads_to_its_text(name: str) -> None:
    reading = read_invoice((FOLDER / f"{name}.pdf").read_bytes(), plugins=alone())
    root = etree.fromstring(xml_of(name)).getroottree()
    prefixes = NAMESPACES.get(name.split("-")[0], NAMESPACES["cii"])
    for pointer, [place] in reading.sources.items():
        path = place["path"].replace("/Invoice/", "/*/").replace("/CreditNote/", "/*/")  # has no prefix
        [found] = root.xpath(path, namespaces=prefixes)
        assert clean_text(found if isinstance(found, str) else found.text) == place["text"], pointer
    assert set(values(reading.invoice)) - {"/schema_version", "/document_type"} <= set(reading.sources)


def test_a_scan_that_carries_an_e_invoice_is_readable() -> None:
    reading = read_invoice((FOLDER / "scan.pdf").read_bytes(), plugins=alone())
    assert reading.invoice == json.loads((FOLDER / "factur-x.expected.json").read_text())


def test_the_bench_counts_files_that_are_all_right_and_fails_on_one_wrong_number(tmp_path: Path) -> None:
    right, wrong = truth_of("credit-note"), truth_of("factur-x")
    for name, truth in (("credit-note", right), ("factur-x", wrong)):
        (tmp_path / f"{name}.pdf").write_bytes((FOLDER / f"{name}.pdf").read_bytes())
        (tmp_path / f"{name}.truth.json").write_text(json.dumps(truth))
    assert bench(tmp_path) == (0, "2 of 2 files are all right")
    wrong["lines"][1]["quantity"] = "12.6"
    (tmp_path / "factur-x.truth.json").write_text(json.dumps(wrong))
    assert bench(tmp_path) == (1, "1 of 2 files are all right")


def bench(folder: Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, BENCH, folder], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()[-1]


def truth_of(name: str) -> dict:
    """What the XML says, before the sign rule, in the form of a truth file."""
    invoice = json.loads((FOLDER / f"{name}.expected.json").read_text())
    totals = {theirs: invoice["totals"][ours].lstrip("-") for theirs, ours in TRUTH_TOTALS.items()}
    lines = [{theirs: line[ours].lstrip("-") for theirs, ours in TRUTH_LINE.items()} for line in invoice["lines"]]
    return {"type": invoice["type_code"], "totals": totals, "lines": lines}


TRUTH_TOTALS = {
    "line_total": "lines_net",
    "charges": "charges",
    "allowances": "allowances",
    "tax": "tax",
    "gross": "grand",
    "prepaid": "prepaid",
    "due": "amount_due",
}
TRUTH_LINE = {
    "quantity": "qty_shipped",
    "unit_price": "unit_price",
    "line_total": "line_total",
    "sellerAssignedID": "vendor_sku",
}


def values(data: object, pointer: str = "") -> list[str]:
    """The pointers of all single values, except what the host or the kind of a group says."""
    if isinstance(data, dict):
        return [
            each
            for key, part in data.items()
            if key not in ("kind", "line_id")
            for each in values(part, f"{pointer}/{key}")
        ]
    if isinstance(data, list):
        return [each for index, part in enumerate(data) for each in values(part, f"{pointer}/{index}")]
    return [pointer]

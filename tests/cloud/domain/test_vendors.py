"""Which ids belong to one vendor: mappings and the duplicate guard look under all of them."""

from __future__ import annotations

import json

import pytest

from invoiceplug_cloud.domain.vendors import family
from invoiceplug_cloud.gateways.vendors import VendorsFile


def a_vendor(vendor_id: str, **facts: list[str]) -> dict:
    return {"id": vendor_id, "name": vendor_id.title(), "plugin": "p", "version": "1", **facts}


VENDORS = [
    a_vendor("nordkontor", tax_ids=["DE 000.417.001", "218/158/15508"], aliases=["nordkontor_alt"]),
    a_vendor("greatplains", tax_ids=["47-0004178"]),
    a_vendor("branch_a", tax_ids=["FR1", "FR9"]),
    a_vendor("branch_b", tax_ids=["FR 9"]),
    a_vendor("plain"),
]
NORDKONTOR = ("nordkontor", "nordkontor_alt", "tax:DE000417001", "tax:21815815508", "tax:DE-21815815508")


@pytest.mark.parametrize("vendor_id", NORDKONTOR)
def test_a_vendor_has_one_family_whichever_of_its_ids_is_asked(vendor_id):
    assert family(VENDORS, vendor_id) == NORDKONTOR


@pytest.mark.parametrize("vendor_id", ["plain", "tax:DE999999999", "name:mueller:DE12345", "nobody", "tax:"])
def test_who_has_no_other_name_is_a_family_alone(vendor_id):
    assert family(VENDORS, vendor_id) == (vendor_id,)


def test_a_number_of_a_country_is_known_without_the_country_too():
    assert family(VENDORS, "tax:US-470004178") == ("greatplains", "tax:470004178", "tax:US-470004178")
    assert family(VENDORS, "greatplains") == ("greatplains", "tax:470004178")


def test_a_tax_id_of_two_vendors_is_neither_s():
    assert family(VENDORS, "tax:FR9") == ("tax:FR9",)
    assert family(VENDORS, "branch_a") == ("branch_a", "tax:FR1")
    assert family(VENDORS, "branch_b") == ("branch_b",)


def test_the_file_is_read_at_every_call(tmp_path):
    path = tmp_path / "vendors.json"
    path.write_text("[]")
    vendors = VendorsFile(str(path))
    assert vendors.family("tax:DE000417001") == ("tax:DE000417001",)
    path.write_text(json.dumps(VENDORS))
    assert vendors.family("tax:DE000417001")[0] == "nordkontor"
    assert vendors.all() == VENDORS

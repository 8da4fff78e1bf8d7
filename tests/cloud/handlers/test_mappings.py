"""What is known of a vendor's articles, over HTTP."""

from __future__ import annotations

import pytest

VENDOR = "/mappings/tax%3ADE000417001"
CASES = {"vendor_sku": "A 4711/2", "uom": "CS", "item": "WINE", "factor": "12", "quantity_source": "shipped"}
ARTICLE = "vendor_sku=A%204711%2F2&uom=CS"


@pytest.fixture
def stocked(api):
    for item in ("WINE", "BEER"):
        api.ok("item", 200, "PUT", f"/inventory/{item}", {"name": item, "unit": "EA", "scale": 0})
    return api


def test_a_mapping_is_taught_listed_and_taken_away(stocked):
    taught = stocked.ok("mapping_answer", 200, "PUT", VENDOR, CASES)
    assert (taught["deleted"], taught["mapping"]["version"]) == (False, 2)
    assert stocked.ok("mapping_list", 200, "GET", VENDOR) == {"mappings": [taught["mapping"]]}
    gone = stocked.ok("mapping_answer", 200, "DELETE", f"{VENDOR}?{ARTICLE}&item=WINE")
    assert gone == taught | {"deleted": True}
    assert stocked.ok("mapping_answer", 200, "DELETE", f"{VENDOR}?{ARTICLE}&item=WINE") == gone
    assert stocked.ok("mapping_list", 200, "GET", VENDOR) == {"mappings": []}


def test_an_article_without_a_unit_has_an_empty_one(stocked):
    stocked.ok("mapping_answer", 200, "PUT", VENDOR, CASES | {"uom": ""})
    answer = stocked.ok("mapping_answer", 200, "DELETE", f"{VENDOR}?vendor_sku=A%204711%2F2&item=WINE")
    assert answer["mapping"]["uom"] == ""


def test_the_list_goes_on_page_by_page(stocked):
    for item in ("WINE", "BEER"):
        stocked.ok("mapping_answer", 200, "PUT", VENDOR, CASES | {"item": item})
    first = stocked.ok("mapping_list", 200, "GET", f"{VENDOR}?limit=1")
    after = first["next"].replace("%", "%25").replace(" ", "%20").replace("#", "%23")
    rest = stocked.ok("mapping_list", 200, "GET", f"{VENDOR}?limit=1&after={after}")
    assert [each["item"] for each in first["mappings"] + rest["mappings"]] == ["BEER", "WINE"]
    assert "next" not in rest


def test_what_makes_no_sense_is_refused(stocked):
    for wrong in ({"factor": "0"}, {"factor": "1e3"}, {"item": "CIDER"}, {"quantity_source": "ordered"}, {"x": "1"}):
        stocked.refused(400, "REQUEST_INVALID", "PUT", VENDOR, CASES | wrong)
    stocked.refused(400, "REQUEST_INVALID", "GET", f"{VENDOR}?limit=501")
    stocked.refused(400, "REQUEST_INVALID", "GET", f"/mappings/{'v' * 65}")
    stocked.refused(404, "REQUEST_INVALID", "DELETE", f"{VENDOR}?{ARTICLE}&item=WINE")
    stocked.refused(404, "REQUEST_INVALID", "DELETE", f"{VENDOR}?{ARTICLE}")

"""Bodies are checked to the letter."""

from __future__ import annotations

import pytest
from desk import new_id

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.schemas import check_body

GOOD = {"job_id": new_id(), "name": "a.pdf", "size": 1, "sha256": "ab" * 32}


def test_a_valid_body_passes():
    check_body("create_job", GOOD)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"job_id": GOOD["job_id"] + "\n"}, "/job_id"),
        ({"job_id": GOOD["job_id"].upper() + "G"}, "/job_id"),
        ({"size": "1"}, "/size"),
        ({"size": -1}, "/size"),
        ({"size": True}, "/size"),
        ({"name": ""}, "/name"),
        ({"extra": 1}, ""),
    ],
)
def test_anything_else_is_refused_with_its_place(change, path):
    with pytest.raises(InvoiceplugError) as refused:
        check_body("create_job", GOOD | change)
    assert (refused.value.code, refused.value.facts) == ("REQUEST_INVALID", {"path": path})


@pytest.mark.parametrize("number", ["1e5", "+1", "01", "-0", "-0.00", "1.", ".5", "1\n", "NaN", "1,5", "1" * 16])
def test_a_quantity_is_a_plain_decimal(number):
    with pytest.raises(InvoiceplugError):
        check_body("put_item", {"name": "a", "unit": "EA", "scale": 0, "opening": number})

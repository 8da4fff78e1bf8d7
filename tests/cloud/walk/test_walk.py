"""One invoice all the way, over HTTP, on the whole local stack."""

from __future__ import annotations

import hashlib
import json
import urllib.request
import uuid
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from api_client import ApiClient, RefusedError, sample, send

from invoiceplug.validate import validate_reading
from invoiceplug_cloud.local.stack import LocalStack

INVOICE = "nordkontor/2026-04-rechnung.pdf"
LARGE = 20 * 1024 * 1024 + 1


@pytest.fixture
def api_of_its_own(tmp_path: Path) -> Iterator[ApiClient]:
    """An operator at a stack where nothing was ever taught or applied."""
    with LocalStack(tmp_path / "data", port=0) as stack:
        yield ApiClient(stack.url)


def renumbered(pdf: bytes, mark: str) -> bytes:
    """Other bytes of the same invoice: a comment after the end of the file changes nothing that is printed."""
    return pdf + f"\n% {mark}\n".encode()


def test_an_invoice_is_read_reviewed_and_applied_once(api_of_its_own: ApiClient) -> None:
    api = api_of_its_own
    pdf = sample(INVOICE)
    job_id = api.upload(pdf, "april.pdf")
    job = api.wait(job_id)
    assert (job["status"], job["invoice_number"], job["needs_review"]) == ("parsed", "RE-2604-0817", True)

    expected = json.loads(sample("nordkontor/2026-04-rechnung.expected.json"))
    link = api.call("GET", f"/jobs/{job_id}/reading")
    reading = json.loads(send("GET", link["url"], None, {}))
    validate_reading(reading)
    assert reading["invoice"] == expected

    api.put_item("WALK", opening="10", scale=4)
    review = api.review(job_id, ["WALK"])
    plan = api.preview(job_id, review)
    shipped = sum(Decimal(line["qty_shipped"]) for line in expected["lines"] if line["kind"] == "item")
    assert Decimal(plan["rows"][0]["after"]) == 10 + shipped

    apply_id = str(uuid.uuid4())
    receipt = api.apply(job_id, review, plan["plan_sha256"], apply_id)
    again = api.apply(job_id, review, plan["plan_sha256"], apply_id)
    assert not receipt["already_applied"] and again == {**receipt, "already_applied": True}
    assert api.call("GET", f"/jobs/{job_id}/receipt")["rows"] == receipt["rows"]

    detail = api.call("GET", "/inventory/WALK")
    assert Decimal(detail["item"]["on_hand"]) == 10 + shipped
    assert sum(Decimal(move["delta"]) for move in detail["movements"]) == 10 + shipped
    assert [move["job_id"] for move in detail["movements"] if move["kind"] == "apply"] == [job_id]

    other = api.upload(renumbered(pdf, "scanned twice"), "april-again.pdf")
    assert api.wait(other)["status"] == "parsed"
    draft = api.call("GET", f"/jobs/{other}/draft")
    assert not any(line["needs_mapping"] for line in draft["lines"]), "what was taught at apply maps the next invoice"
    assert {line["item"] for line in draft["review"]["lines"].values()} == {"WALK"}
    second = api.review(other, ["WALK"])
    fresh = api.preview(other, second)
    assert fresh["duplicate"]["job_id"] == job_id
    with pytest.raises(RefusedError) as refused:
        api.apply(other, second, fresh["plan_sha256"])
    assert refused.value.code == "DUPLICATE_INVOICE"
    assert refused.value.problem["facts"]["job_id"] == job_id
    assert Decimal(api.on_hand("WALK")) == 10 + shipped


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bad/scan.pdf", "SCANNED_NO_TEXT"),
        ("bad/encrypted.pdf", "ENCRYPTED_PDF"),
        ("bad/not-a-pdf.pdf", "NOT_A_PDF"),
        ("strangers/receipt.pdf", "NO_VENDOR_MATCH"),
        ("bad/truncated.pdf", "DAMAGED_PDF"),
    ],
)
def test_a_bad_file_fails_its_own_job_with_its_own_code(api: ApiClient, name: str, code: str) -> None:
    job = api.wait(api.upload(sample(name), Path(name).name))
    assert (job["status"], job["error"]["code"]) == ("failed", code)
    assert job["error"]["detail"] and job["error"]["hint"]


def test_a_file_over_the_limit_is_refused_before_it_is_sent(api: ApiClient) -> None:
    request = {"job_id": str(uuid.uuid4()), "name": "large.pdf", "size": LARGE, "sha256": "0" * 64}
    with pytest.raises(RefusedError) as refused:
        api.call("POST", "/jobs", request)
    assert (refused.value.status, refused.value.code) == (413, "FILE_TOO_LARGE")


def test_a_job_that_was_never_uploaded_cannot_start(api: ApiClient) -> None:
    pdf = sample(INVOICE)
    job_id = str(uuid.uuid4())
    request = {"job_id": job_id, "name": "x.pdf", "size": len(pdf), "sha256": hashlib.sha256(pdf).hexdigest()}
    api.call("POST", "/jobs", request)
    with pytest.raises(RefusedError) as refused:
        api.call("POST", f"/jobs/{job_id}/start")
    assert refused.value.code == "UPLOAD_MISSING"


def test_the_page_comes_with_its_policy(api: ApiClient) -> None:
    if not (Path(__file__).resolve().parents[3] / "web/dist/index.html").exists():
        pytest.fail("the page is not built: run `make page`")
    with urllib.request.urlopen(f"{api.url}/invoices/any") as answer:
        policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy

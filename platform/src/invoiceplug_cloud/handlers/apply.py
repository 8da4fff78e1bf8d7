"""The function apply: the only one that may change the stock."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response

from invoiceplug_cloud import wiring
from invoiceplug_cloud.domain.schemas import check_body
from invoiceplug_cloud.handlers import http
from invoiceplug_cloud.usecases.apply import ApplyRequest
from invoiceplug_cloud.usecases.mappings import Lesson
from invoiceplug_cloud.usecases.reverse import ReverseRequest

ROLL_FORWARD = "roll_forward"

app = http.make_app()


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answers one request, or finishes whatever holds the stock: `{"invoiceplug": "roll_forward"}` -> `{"closed"}`."""
    if event.get("invoiceplug") == ROLL_FORWARD:
        return {"closed": wiring.apply_cases().roll_forward()}
    return http.handle(app, event, context)


@app.post("/jobs/<id>/preview")
def preview(id: str) -> Response[str]:
    """What applying the named review would change."""
    job_id, body = http.check_job_id(id), http.read_body(app, "preview_request")
    return http.answer(wiring.apply_cases().preview(job_id, body["review_sha256"]))


@app.post("/jobs/<id>/apply")
def apply(id: str) -> Response[str]:
    """The receipt; sent again, the same one, and stock does not change again."""
    job_id, body = http.check_job_id(id), http.read_body(app, "apply_request")
    return http.answer(wiring.apply_cases().apply(ApplyRequest(job_id, **body)))


@app.post("/jobs/<id>/reverse")
def reverse(id: str) -> Response[str]:
    """What was taken back; sent again, the same answer, and stock does not change again."""
    job_id, body = http.check_job_id(id), http.read_body(app, "reverse_request")
    return http.answer(wiring.apply_cases().reverse(ReverseRequest(job_id, **body)))


@app.get("/jobs/<id>/receipt")
def receipt(id: str) -> Response[str]:
    """The receipt of an applied job."""
    return http.answer(wiring.apply_cases().receipt(http.check_job_id(id)))


@app.get("/inventory")
def list_items() -> Response[str]:
    """A page of the stock; `?q=` searches, `?sort=`, `?order=`, `?limit=`, `?after=`."""
    wanted = {name: value for name in ("sort", "order") if (value := http.query(app, name))}
    text, limit, after = http.query(app, "q") or "", http.limit(app, 100), http.query(app, "after")
    return http.answer(wiring.apply_cases().list_items(text, limit=limit, after=after, **wanted))


@app.get("/inventory/<item>")
def get_item(item: str) -> Response[str]:
    """An item and its movements."""
    with http.named_by_path():
        check_body("item_id", item)
        found = wiring.apply_cases().get_item(item)
    return http.answer(found)


@app.put("/inventory/<item>")
def put_item(item: str) -> Response[str]:
    """Creates the item, or changes its name and unit; under `If-None-Match: *` it only creates."""
    check_body("item_id", item)
    facts = http.read_body(app, "put_item")
    return http.answer(wiring.apply_cases().put_item(item, **facts, only_new=http.if_none_match(app)))


@app.get("/mappings/<vendor>")
def list_mappings(vendor: str) -> Response[str]:
    """A page of what is known of the vendor's articles; `?limit=`, `?after=`."""
    check_body("vendor_id", vendor)
    found = wiring.apply_cases().list_mappings(vendor, limit=http.limit(app, 100), after=http.query(app, "after"))
    return http.answer(found)


@app.put("/mappings/<vendor>")
def teach_mapping(vendor: str) -> Response[str]:
    """What an article is from now on."""
    check_body("vendor_id", vendor)
    body = http.read_body(app, "put_mapping")
    return http.answer(wiring.apply_cases().teach_mapping(vendor, Lesson(**body)))


@app.delete("/mappings/<vendor>")
def forget_mapping(vendor: str) -> Response[str]:
    """What is no candidate any more; `?vendor_sku=`, `?uom=`, `?item=`."""
    check_body("vendor_id", vendor)
    sku, uom, item = (http.query(app, name) or "" for name in ("vendor_sku", "uom", "item"))
    with http.named_by_path():
        check_body("item_id", item)
        found = wiring.apply_cases().forget_mapping(vendor, sku, uom, item)
    return http.answer(found)

"""Everything that page, tasks, queue and schedule ask of the product, once: for a record of what it asks of AWS."""

from __future__ import annotations

import contextlib
import json
import uuid

from readings import a_line, an_invoice, to
from recorded_product import LostError, RecordedProduct

from invoiceplug.errors import InvoiceplugError

MANY = 60  # items: more than one transaction carries
SWEEP = {"source": "aws.scheduler", "detail-type": "Scheduled Event", "resources": []}
HOUR = 3600


def walk(product: RecordedProduct) -> None:
    """Walks all of it."""
    stock(product)
    uploads(product)
    reviews(product)
    applies(product)
    large_apply(product)
    mappings(product)
    lost_answers(product)
    second_tries(product)
    lost_tasks(product)
    overviews(product)


def queue_walk(product: RecordedProduct) -> None:
    """What is another walk when readings are dispatched by a queue."""
    stock(product)
    uploads(product)
    job_id = product.started()
    assert product.work()["job_id"] == job_id
    assert product.read(job_id, an_invoice(a_line(), number="RE-Q"))["outcome"] == "parsed"
    product.started()
    product.invoke("jobs", SWEEP)


def stock(product: RecordedProduct) -> None:
    for item in ("WINE", "BEER"):
        product.call("PUT", f"/inventory/{item}", {"name": item, "unit": "EA", "scale": 0, "opening": "10"})
    product.call("PUT", "/inventory/WINE", {"name": "Red wine", "unit": "EA", "scale": 0})
    for target in ("/inventory", "/inventory?q=wine&sort=name&order=desc", "/inventory/WINE", "/inventory/NONE"):
        product.call("GET", target)


def uploads(product: RecordedProduct) -> None:
    body = b"%PDF not yet there"
    created = product.create(body)
    job_id = created["job"]["job_id"]
    product.call("POST", "/jobs", {name: created["job"][name] for name in ("job_id", "name", "size", "sha256")})
    assert product.call("POST", f"/jobs/{job_id}/start")["code"] == "UPLOAD_MISSING"
    upload = product.call("POST", f"/jobs/{job_id}/upload-url")["upload"]
    assert product.upload(upload, body) == 200
    assert product.upload(upload, body) == 412
    product.create(body)  # the same file: told by the other job


def reviews(product: RecordedProduct) -> None:
    job_id, _ = product.reviewed(an_invoice(a_line("8"), number="RE-R"), {"1": to("WINE", "12")})
    product.read(job_id, an_invoice(a_line()))  # late, and done for nothing
    for link in ("reading", "source"):
        assert product.follow(product.call("GET", f"/jobs/{job_id}/{link}"))
    review = product.call("GET", f"/jobs/{job_id}/draft")["review"]
    for version in ('"0"', '"1"', '"1"'):  # stale, new, and sent again
        product.call("PUT", f"/jobs/{job_id}/review", review | {"confirmed": ["/lines/0"]}, if_match=version)
    assert "code" not in product.call("GET", f"/jobs/{job_id}/reviews/2")


def applies(product: RecordedProduct) -> None:
    job_id, request = product.reviewed(an_invoice(a_line("8"), number="RE-A"), {"1": to("WINE", "12")})
    assert not product.call("POST", f"/jobs/{job_id}/apply", request)["already_applied"]
    assert product.call("POST", f"/jobs/{job_id}/apply", request)["already_applied"]
    assert product.call("GET", f"/jobs/{job_id}/receipt")["rows"]
    twin, request = product.reviewed(an_invoice(a_line("8"), number="RE-A"), {"1": to("WINE", "12")})
    assert product.call("POST", f"/jobs/{twin}/apply", request)["code"] == "DUPLICATE_INVOICE"
    reverse = {"reverse_id": str(uuid.uuid4()), "reason": "wrong shop"}
    assert "code" not in product.call("POST", f"/jobs/{job_id}/reverse", reverse)
    product.call("GET", "/inventory/WINE")


def large_apply(product: RecordedProduct) -> None:
    names = [f"ITEM-{number}" for number in range(MANY)]
    for name in names:
        product.call("PUT", f"/inventory/{name}", {"name": name, "unit": "EA", "scale": 0})
    lines = [a_line("1", "1.00", sku=name, uom="EA") for name in names]
    decisions = {str(at): to(name, "1") for at, name in enumerate(names, start=1)}
    job_id, request = product.reviewed(an_invoice(*lines, number="RE-L"), decisions)
    assert len(product.call("POST", f"/jobs/{job_id}/apply", request)["rows"]) == MANY
    product.call("POST", f"/jobs/{job_id}/reverse", {"reverse_id": str(uuid.uuid4()), "reason": "all of it"})


def mappings(product: RecordedProduct) -> None:
    taught = {"vendor_sku": "4711", "uom": "CS", "item": "BEER", "factor": "24", "quantity_source": "shipped"}
    assert "code" not in product.call("PUT", "/mappings/nordkontor", taught)
    assert product.call("GET", "/mappings/nordkontor")["mappings"]
    assert "code" not in product.call("DELETE", "/mappings/nordkontor?vendor_sku=4711&uom=CS&item=BEER")
    job_id = product.started()
    product.read(job_id, an_invoice(a_line(), number="RE-M"))
    product.call("GET", f"/jobs/{job_id}/draft")  # with proposals


def lost_answers(product: RecordedProduct) -> None:
    job_id = product.started()
    for invoice in (an_invoice(a_line(), number="RE-D"), InvoiceplugError("NO_VENDOR_MATCH")):
        product.die_after("put_object")
        with contextlib.suppress(LostError):
            product.read(job_id, invoice)
        product.read(job_id, invoice)  # the same attempt again finds what is stored
        job_id = product.started()
    product.die_after("put_object")
    with contextlib.suppress(LostError):
        product.read(job_id, InvoiceplugError("NO_VENDOR_MATCH"))
    product.cloud.ecs.exit(product.cloud.ecs.tasks[-1]["taskArn"], 75)
    product.cloud.clock.advance(60)
    product.invoke("jobs", SWEEP)
    assert product.call("GET", f"/jobs/{job_id}")["job"]["error"]["code"] == "NO_VENDOR_MATCH"
    job_id, request = product.reviewed(an_invoice(a_line("3"), number="RE-P"), {"1": to("WINE", "12")})
    product.die_after("put_object")
    assert product.call("POST", f"/jobs/{job_id}/apply", request)["code"] == "INTERNAL"
    assert product.call("POST", f"/jobs/{job_id}/apply", request)["rows"]


def second_tries(product: RecordedProduct) -> None:
    failed = product.started()
    product.read(failed, InvoiceplugError("NO_VENDOR_MATCH"))
    product.call("GET", f"/jobs/{failed}")
    for verb in ("retry", "read-again", "read-again", "discard"):
        product.call("POST", f"/jobs/{failed}/{verb}", {"vendor": "nordkontor"} if verb == "read-again" else None)


def lost_tasks(product: RecordedProduct) -> None:
    stopped, silent, waiting = (product.started() for _ in range(3))
    task = product.cloud.ecs.tasks[-3]
    product.cloud.ecs.exit(task["taskArn"], 1)
    for message in product.cloud.sqs.messages("invoiceplug-task-events"):
        record = {"messageId": message.id, "eventSource": "aws:sqs", "body": json.dumps(message.body, default=str)}
        assert product.invoke("jobs", {"Records": [record]}) == {"batchItemFailures": []}
    product.call("GET", f"/jobs/{stopped}")
    product.cloud.clock.advance(HOUR)  # the others' tasks say nothing for too long
    product.call("GET", f"/jobs/{silent}")
    product.invoke("jobs", SWEEP)
    product.cloud.functions.deliver()
    product.call("POST", f"/jobs/{waiting}/retry")


def overviews(product: RecordedProduct) -> None:
    for target in ("/jobs", "/jobs?status=parsed,failed", "/jobs?vendor=nordkontor", "/jobs?q=re", "/vendors"):
        assert "code" not in product.call("GET", target)
    job_id = product.call("GET", "/jobs")["jobs"][0]["job_id"]
    for target in ("/stats", "/healthz", f"/jobs/{job_id}/events"):
        assert "code" not in product.call("GET", target)

"""Prepared worlds: items in stock, jobs that are parsed, reviewed, and shown with their preview."""

from __future__ import annotations

import hashlib
from typing import Any

from explorer.world import World
from readings import a_line, a_reading, an_invoice, to

from invoiceplug.canonical import canonical_bytes
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job_view import summary_of
from invoiceplug_cloud.domain.records import Job, JobEvent

Json = dict[str, Any]
AT = "2026-03-04T11:00:00.000Z"
DAY = "2026-03-04"


def job_id(number: int) -> str:
    """The id of the n-th job."""
    return f"00000000-0000-4000-8000-{number:012d}"


def line(quantity: str = "2", *, sku: str | None = None, price: str = "3.00") -> Json:
    """An item line; without an article nothing is learnt from it."""
    return a_line(quantity, price, sku=sku, description=f"Article {sku}")


def stocked(world: World, **items: str) -> None:
    """Items with these quantities on hand."""
    for item, quantity in items.items():
        world.product.put_item(item, f"Item {item}", "EA", 0, quantity)


def parsed(world: World, number: int, *lines: Json, invoice_number: str | None = None, **members: Any) -> str:
    """A job that was read as an invoice of these lines."""
    job = job_id(number)
    invoice = an_invoice(*lines, number=invoice_number or f"RE-{number}", **members)
    sha256 = hashlib.sha256(job.encode()).hexdigest()
    reading = a_reading(invoice, sha256)
    stored = world.product.objects.put_once(keys.reading(job, 1), canonical_bytes(reading))
    row = Job(
        job, "parsed", 1, "bill.pdf", 12, sha256, created_at=AT, updated_at=AT, source_version="v0",
        reading_key=stored.key, reading_version=stored.version_id, reading_sha256=reading["reading_sha256"],
        times={"parsed_at": AT}, summary=summary_of(invoice, [], len(lines)),
    )  # fmt: skip
    world.product.jobs.create(row, JobEvent(1, AT, "seeded"), day=DAY, most=100)
    return job


def file(world: World, number: int, *lines: Json, **members: Any) -> bytes:
    """The n-th job's file, and what a task will read in it."""
    body = b"%PDF " + job_id(number).encode()
    world.memory.readings[body] = an_invoice(*(lines or (line(),)), number=f"RE-{number}", **members)
    return body


def uploaded(world: World, number: int, *lines: Json) -> str:
    """A job whose file is there, not started yet."""
    job, body = job_id(number), file(world, number, *lines)
    answer = world.product.create(job, "bill.pdf", len(body), hashlib.sha256(body).hexdigest())
    world.cloud.s3.upload(answer["upload"]["url"], answer["upload"]["headers"], body)
    return job


def reviewed(world: World, job: str, *decisions: Json, **members: Any) -> str:
    """The review's hash of a job whose lines 1, 2, … are decided so."""
    draft = world.product.draft(job)
    lines = {str(at): decision for at, decision in enumerate(decisions, start=1)}
    saved = world.product.save_review(job, draft["version"], {**draft["review"], "lines": lines, **members})
    return str(saved["review_sha256"])


def shown(world: World, job: str, review_sha256: str) -> None:
    """The preview of that review stands on the screen."""
    preview = world.product.preview(job, review_sha256)
    world.memory.screens[job] = {"review": review_sha256, "plan": preview["plan_sha256"]}
    world.memory.shown.add((job, review_sha256, preview["plan_sha256"]))


def ready(world: World, number: int, *moves: tuple[str, str], sku: bool = False, **members: Any) -> str:
    """A job ready to be applied that moves (item, quantity); a negative quantity takes stock out."""
    lines = [line(quantity, sku=f"{item}-art" if sku else None) for item, quantity in moves]
    decisions = [
        to(item, "1", **({"stock_effect": "out"} if quantity.startswith("-") else {})) for item, quantity in moves
    ]
    job = parsed(world, number, *lines, **members)
    shown(world, job, reviewed(world, job, *decisions))
    return job


def applied(world: World, number: int, *moves: tuple[str, str], **members: Any) -> str:
    """A job that was applied."""
    from invoiceplug_cloud.usecases.apply import ApplyRequest

    job = ready(world, number, *moves, **members)
    screen = world.memory.screens[job]
    answer = world.product.apply(ApplyRequest(job, f"apply-{number}", screen["review"], screen["plan"]))
    world.memory.answers[("apply", job, screen["review"])] = answer
    return job

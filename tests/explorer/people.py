"""What sends requests: pages of a person's browser, which send again what was not answered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from explorer.schedule import CrashError
from explorer.world import Run

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.usecases.apply import ApplyRequest
from invoiceplug_cloud.usecases.mappings import Lesson
from invoiceplug_cloud.usecases.reverse import ReverseRequest

TRIES = 3
UNSURE = ("BUSY", "TASK_START_FAILED")  # worth sending again; anything may have happened
WRONG = ("INTERNAL", "SCHEMA_INVALID")


class Refused(Exception):  # noqa: N818 - an answer, not a mistake
    """The request was understood and refused, with this code and these facts."""

    def __init__(self, code: str, facts: dict[str, Any]) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


class NoAnswer(Exception):  # noqa: N818 - as above
    """The request was sent as often as a page does, and never answered."""


def ask(run: Run, use_case: Callable[..., Any], *arguments: Any, tries: int = TRIES) -> Any:
    """The answer; the same request is sent again after a crash, a lost answer, or BUSY. Raises Refused, NoAnswer."""
    for _ in range(tries):
        try:
            return use_case(*arguments)
        except CrashError:
            run.schedule.revive()  # the function died, not the page
        except InvoiceplugError as error:
            assert error.code not in WRONG, f"{error.code}: {error}"
            if error.code not in UNSURE:
                raise Refused(error.code, error.facts) from error
            assert not run.schedule.calm, f"{error.code}, though nothing went wrong"
        except (BotoCoreError, ClientError):
            pass  # answered with 500 or 503
    raise NoAnswer


def page(function: Callable[..., None]) -> Callable[..., Callable[[], None]]:
    """A page's visit as a program: what is refused or never answered ends it."""

    def visit(*arguments: Any, **named: Any) -> Callable[[], None]:
        def program() -> None:
            with suppress(Refused, NoAnswer):
                function(*arguments, **named)

        return program

    return visit


def show(run: Run, job_id: str, preview: dict[str, Any], review_sha256: str) -> None:
    """The preview is on the screen: from now on it may be applied."""
    run.memory.screens[job_id] = {"review": review_sha256, "plan": preview["plan_sha256"]}
    run.memory.shown.add((job_id, review_sha256, preview["plan_sha256"]))


def reload(run: Run, job_id: str) -> None:
    """Loads the newest review and its preview, and shows them."""
    draft = ask(run, run.product.draft, job_id)
    if "review_sha256" in draft:
        show(run, job_id, ask(run, run.product.preview, job_id, draft["review_sha256"]), draft["review_sha256"])


@page
def apply(
    run: Run, job_id: str, apply_id: str, reason: str | None = None, *, again: bool = True, tries: int = TRIES
) -> None:
    """Applies what is on the screen; a stale preview is shown anew and, with `again`, applied once more."""
    screen = run.memory.screens[job_id]
    request = ApplyRequest(job_id, apply_id, screen["review"], screen["plan"], reason)
    try:
        answer = ask(run, run.product.apply, request, tries=tries)
    except Refused as refused:
        _changed_nothing(run, request, refused)
        if refused.code not in ("STALE_PREVIEW", "STALE_READING") or not again:
            raise
        if "preview" in refused.facts:
            show(run, job_id, refused.facts["preview"], screen["review"])
        else:
            reload(run, job_id)
        apply(run, job_id, f"{apply_id}+", reason, again=False)()
        return
    promise(run, ("apply", job_id, screen["review"]), answer)
    _is_complete(run, job_id, "apply")


@page
def reverse(run: Run, job_id: str, reverse_id: str) -> None:
    """Takes the job's apply back."""
    answer = ask(run, run.product.reverse, ReverseRequest(job_id, reverse_id, "it was wrong"))
    promise(run, ("reverse", job_id), answer)
    _is_complete(run, job_id, "reverse")


@page
def review(run: Run, job_id: str, received: str, *, then_apply: str | None = None) -> None:
    """Opens the draft, says how much of line 1 came, saves; then, if asked, reloads, looks and applies."""
    draft = ask(run, run.product.draft, job_id)
    decisions = draft["review"]
    mapped = {"item": "A", "factor": "1", "quantity_source": "shipped", **decisions["lines"].get("1", {})}
    line = {**mapped, "received": received, "reason": "counted"}
    decisions = {**decisions, "lines": {**decisions["lines"], "1": line}}
    answer = ask(run, run.product.save_review, job_id, draft["version"], decisions)
    promise(run, ("review", job_id, answer["version"], answer["review_sha256"]), answer)
    if then_apply:
        reload(run, job_id)
        apply(run, job_id, then_apply)()


@page
def upload(run: Run, job_id: str, body: bytes) -> None:
    """Creates the job, sends the file, starts the job."""
    sha256 = hashlib.sha256(body).hexdigest()
    answer = ask(run, run.product.create, job_id, "bill.pdf", len(body), sha256)
    promise(run, ("create", job_id), {"job_id": answer["job"]["job_id"]})
    ask(run, partial(put, run, answer["upload"], body))
    ask(run, run.product.start, job_id)
    promise(run, ("start", job_id), {"job_id": job_id})


def put(run: Run, upload_: dict[str, Any], body: bytes) -> None:
    """Sends the file to its presigned URL; one that is there already is as good."""
    status = run.world.cloud.s3.upload(upload_["url"], upload_["headers"], body)
    if status >= 500:
        raise InvoiceplugError("BUSY")
    if status not in (200, 409, 412):
        raise InvoiceplugError("UPLOAD_MISSING", status=status)


@page
def poll(run: Run, job_id: str) -> None:
    """Looks at a job, which is reconciled on the way."""
    ask(run, partial(run.product.reconcile, job_id, by="reconcile:poll"))


@page
def discard(run: Run, job_id: str) -> None:
    """Discards the job."""
    ask(run, run.product.discard, job_id)
    promise(run, ("discard", job_id), {})


@page
def visit(run: Run, use_case: Callable[[], Any]) -> None:
    """Asks for one thing."""
    ask(run, use_case)


@page
def teach(run: Run, vendor_id: str, lesson: Lesson) -> None:
    """Says what an article is."""
    answer = ask(run, run.product.teach_mapping, vendor_id, lesson)
    promise(run, ("teach", vendor_id, lesson.vendor_sku, lesson.uom, lesson.item), answer)


def promise(run: Run, request: Any, answer: dict[str, Any]) -> None:
    """Keeps the answer; the same request must have been answered the same before."""
    before = run.memory.answers.setdefault(request, answer)
    assert _told(before) == _told(answer), f"{request} was answered {before}, and then {answer}"


def _changed_nothing(run: Run, request: ApplyRequest, refused: Refused) -> None:
    entry = run.world.books.entries.get((request.job_id, "apply"))
    named = request.apply_id, request.review_sha256
    applied = entry is not None and (entry["apply_id"], entry["review_sha256"]) == named
    assert not applied, f"{request.apply_id} was refused with {refused.code}, and applied"


def _is_complete(run: Run, job_id: str, kind: str) -> None:
    entry = run.world.books.entries.get((job_id, kind))
    assert entry is not None, f"an {kind} was answered that never was"
    assert entry["next"] == entry["chunks"], f"answered at chunk {entry['next']} of {entry['chunks']}"


def _told(answer: dict[str, Any]) -> dict[str, Any]:
    ignored = ("already_applied", "already_reversed", "reversed_at", "reverse_id", "reason", "job", "findings")
    return {name: value for name, value in answer.items() if name not in ignored}

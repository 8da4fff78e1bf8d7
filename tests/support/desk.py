"""One operator's desk: every use case over the fakes, each answer checked against the schema of its HTTP body."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from fake_aws.world import FakeAws, FakeVendors
from readings import a_reading

from invoiceplug_cloud.domain.schemas import check_body
from invoiceplug_cloud.usecases.apply import ApplyRequest, ApplyReview
from invoiceplug_cloud.usecases.draft import Draft
from invoiceplug_cloud.usecases.inventory import GetItem, ListItems, PutItem
from invoiceplug_cloud.usecases.jobs import GetJob, JobEvents, JobLinks, ListJobs
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.planning import Planning
from invoiceplug_cloud.usecases.preview import Preview
from invoiceplug_cloud.usecases.receipt import Receipt
from invoiceplug_cloud.usecases.reverse import ReverseJob, ReverseRequest
from invoiceplug_cloud.usecases.review import GetReview, SaveReview
from invoiceplug_cloud.usecases.roll_forward import RollForward
from invoiceplug_cloud.usecases.run import RunJob
from invoiceplug_cloud.usecases.start import StartJob
from invoiceplug_cloud.usecases.upload import CreateJob, UploadUrl

Json = dict[str, Any]
MAX_BYTES = 1000


def new_id() -> str:
    return str(uuid.uuid4())


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


class Desk:
    """What a person and the task can do; the clock goes on by a second whenever somebody looks at it."""

    def __init__(self, aws: FakeAws | None = None) -> None:
        self.aws = aws or FakeAws()
        self._readings: dict[bytes, Json] = {}
        self.waits: list[float] = []
        patience = Patience(random.Random(7).random, self.waits.append)
        objects, jobs, ledger, inventory = self.aws.objects, self.aws.jobs, self.aws.ledger, self.aws.inventory
        self.vendors = FakeVendors()
        planning = Planning(objects, jobs, inventory, ledger, self.vendors)
        self.roll_forward = RollForward(objects, jobs, ledger, inventory)
        self.create = answering("job_created", CreateJob(objects, jobs, self.now, max_bytes=MAX_BYTES))
        self.upload_url = answering("upload_answer", UploadUrl(objects, jobs, self.now))
        self.start = answering("job_answer", StartJob(objects, jobs, self.aws.runner, self.now))
        self.list_jobs = answering("job_list", ListJobs(jobs))
        self.job = answering("job_answer", GetJob(jobs))
        self.events = answering("event_list", JobEvents(jobs))
        links = JobLinks(objects, jobs, self.now)
        self.reading_link = answering("link", links.reading)
        self.source_link = answering("link", links.source)
        self.draft = answering("draft", Draft(objects, jobs, inventory, self.vendors))
        self.save_review = answering("review_saved", SaveReview(objects, jobs, inventory, self.now))
        self.get_review = answering("review_answer", GetReview(objects, jobs))
        self.preview = answering("preview", Preview(planning))
        applying = ApplyReview(planning, objects, ledger, self.roll_forward, self.now, patience)
        self._apply = answering("receipt", applying)
        reversing = ReverseJob(objects, jobs, ledger, inventory, self.roll_forward, self.now, patience)
        self._reverse = answering("reversal", reversing)
        self.receipt = answering("receipt", Receipt(objects, jobs, ledger))
        self.list_items = answering("item_list", ListItems(inventory))
        self.get_item = answering("item_detail", GetItem(inventory))
        self.put_item = answering("item", PutItem(inventory, self.roll_forward, self.now, patience))

    def now(self) -> datetime:
        moment = self.aws.clock.now()
        self.aws.clock.advance(1)
        return moment

    def uploaded(self, body: bytes = b"%PDF a bill", job_id: str | None = None) -> str:
        """A job whose file is there."""
        job_id = job_id or new_id()
        self.create(job_id, "bill.pdf", len(body), sha(body))
        self.aws.put(f"raw/default/{job_id}/source.pdf", body)
        return job_id

    def queued(self, body: bytes = b"%PDF a bill") -> str:
        """A job whose task was started."""
        job_id = self.uploaded(body)
        self.start(job_id)
        return job_id

    def task(self, read: Callable[[bytes], Json]) -> RunJob:
        """The task with that reader."""
        return RunJob(self.aws.objects, self.aws.jobs, read, self.now)

    def parsed(self, invoice: Json, *findings: Json) -> str:
        """A job that was read as that invoice."""
        body = b"%PDF " + uuid.uuid4().bytes
        job_id = self.queued(body)
        self.task(lambda data: a_reading(invoice, sha(data), *findings))(job_id, 1)
        return job_id

    def review(self, job_id: str, lines: Json | None = None, **members: Any) -> Json:
        """Saves the draft's review with these decisions about lines, and these members instead of the draft's."""
        draft = self.draft(job_id)
        decisions = draft["review"] | members
        return self.save_review(job_id, draft["version"], decisions | {"lines": decisions["lines"] | (lines or {})})

    def reviewed(self, invoice: Json, lines: Json | None = None, **members: Any) -> tuple[str, str, str]:
        """A job ready to be applied: its id, the review's hash and the plan's."""
        job_id = self.parsed(invoice)
        saved = self.review(job_id, lines, **members)
        return job_id, saved["review_sha256"], self.preview(job_id, saved["review_sha256"])["plan_sha256"]

    def apply(
        self, job_id: str, review: str, plan: str, apply_id: str | None = None, reason: str | None = None
    ) -> Json:
        return self._apply(ApplyRequest(job_id, apply_id or new_id(), review, plan, reason))

    def reverse(self, job_id: str, reason: str = "It was sent back.", reverse_id: str | None = None) -> Json:
        return self._reverse(ReverseRequest(job_id, reverse_id or new_id(), reason))


def answering(definition: str, use_case: Callable[..., Json]) -> Callable[..., Json]:
    """The use case, its answers checked."""

    def call(*arguments: Any, **named: Any) -> Json:
        answer = use_case(*arguments, **named)
        check_body(definition, answer)
        return answer

    return call

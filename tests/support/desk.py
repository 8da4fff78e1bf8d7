"""One operator's desk: every use case over the fakes, each answer checked against the schema of its HTTP body."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from fake_aws.world import APPLY_FUNCTION, MAX_LIVE_TASKS, FakeAws, FakeVendors
from readings import a_reading

from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.domain.schemas import check_body
from invoiceplug_cloud.usecases.apply import ApplyRequest, ApplyReview
from invoiceplug_cloud.usecases.discard import DiscardJob
from invoiceplug_cloud.usecases.dispatch import Dispatch
from invoiceplug_cloud.usecases.draft import Draft
from invoiceplug_cloud.usecases.inventory import GetItem, ListItems, PutItem
from invoiceplug_cloud.usecases.jobs import GetJob, JobEvents, JobLinks, ListJobs
from invoiceplug_cloud.usecases.mappings import ForgetMapping, ListMappings, TeachMapping
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.planning import Planning
from invoiceplug_cloud.usecases.preview import Preview
from invoiceplug_cloud.usecases.read_again import ReadAgain
from invoiceplug_cloud.usecases.receipt import Receipt
from invoiceplug_cloud.usecases.reconcile import Reconcile
from invoiceplug_cloud.usecases.retry import RetryJob
from invoiceplug_cloud.usecases.reverse import ReverseJob, ReverseRequest
from invoiceplug_cloud.usecases.review import GetReview, SaveReview
from invoiceplug_cloud.usecases.roll_forward import RollForward
from invoiceplug_cloud.usecases.run import RunJob
from invoiceplug_cloud.usecases.start import StartJob
from invoiceplug_cloud.usecases.stats import Stats
from invoiceplug_cloud.usecases.sweep import Sweep
from invoiceplug_cloud.usecases.task_changed import TaskChanged
from invoiceplug_cloud.usecases.upload import CreateJob, UploadUrl
from invoiceplug_cloud.usecases.vendors import ListVendors
from invoiceplug_cloud.usecases.watch import Watch

Json = dict[str, Any]
MAX_BYTES = 1000
VENDORS = FakeVendors(
    {"id": "nordkontor", "name": "Nordkontor", "plugin": "nordkontor", "version": "1"},
    {"id": "calderfinch", "name": "Calderfinch", "plugin": "calderfinch", "version": "1"},
)


def new_id() -> str:
    return str(uuid.uuid4())


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


class Desk:
    """What a person, the task and the house can do; the clock goes on by a second whenever somebody looks at it."""

    def __init__(
        self, aws: FakeAws | None = None, *, vendors: FakeVendors = VENDORS, limits: Limits | None = None
    ) -> None:
        self.aws = aws or FakeAws()
        self.vendors = vendors
        self.limits = limits or Limits(live_tasks=MAX_LIVE_TASKS)
        self.waits: list[float] = []
        self.reported: list[tuple[str, BaseException]] = []  # looks of polls and sweeps that ended with an error
        self._random = random.Random(7).random
        patience = Patience(self._random, self.waits.append)
        self._make_reading_cases()
        self._make_job_cases()
        self._make_stock_cases(patience)
        self._make_mapping_cases(patience)

    def _make_reading_cases(self) -> None:
        objects, jobs, inventory = self.aws.objects, self.aws.jobs, self.aws.inventory
        self.events = answering("event_list", JobEvents(jobs))
        links = JobLinks(objects, jobs, self.now)
        self.reading_link = answering("link", links.reading)
        self.source_link = answering("link", links.source)
        self.draft = answering("draft", Draft(objects, jobs, inventory, self.vendors))
        self.save_review = answering("review_saved", SaveReview(objects, jobs, inventory, self.now))
        self.get_review = answering("review_answer", GetReview(objects, jobs))

    def _make_job_cases(self) -> None:
        objects, jobs, slots, house = self.aws.objects, self.aws.jobs, self.aws.slots, self.aws.house
        create = CreateJob(objects, jobs, house, self.now, self.limits, max_bytes=MAX_BYTES)
        self.create = answering("job_created", create)
        self.upload_url = answering("upload_answer", UploadUrl(objects, jobs, self.now))
        self.dispatch = Dispatch(jobs, self.aws.runner, slots, house, self.now, self._random, self.limits)
        runner = self.aws.runner
        self.reconcile = Reconcile(objects, jobs, runner, slots, self.dispatch, self.now, self.limits)
        start, discard = StartJob(objects, jobs, self.dispatch, self.now), DiscardJob(jobs, self.now)
        self.start, self.discard = answering("job_answer", start), answering("job_answer", discard)
        self.retry = answering("job_answer", RetryJob(jobs, slots, self.dispatch, self.now))
        self.read_again = answering("job_answer", ReadAgain(objects, jobs, self.vendors, self.dispatch, self.now))
        watch = Watch(self.reconcile, self.now, self._report)
        self.list_jobs = answering("job_list", ListJobs(jobs, watch, self.vendors))
        self.list_vendors = answering("vendor_list", ListVendors(jobs, self.vendors, self.now))
        self.stats = answering("stats", Stats(jobs, self.vendors, self.now))
        self.job = answering("job_answer", GetJob(jobs, watch))
        self.task_changed = TaskChanged(slots, self.reconcile)
        closer = self.aws.closer
        self.sweep = Sweep(objects, jobs, slots, self.reconcile, start, discard, closer, self.now, self._report)

    def _make_stock_cases(self, patience: Patience) -> None:
        objects, jobs, ledger, inventory = self.aws.objects, self.aws.jobs, self.aws.ledger, self.aws.inventory
        planning = Planning(objects, jobs, inventory, ledger, self.vendors)
        self.roll_forward = RollForward(objects, jobs, ledger, inventory)
        self.aws.cloud.functions.functions[APPLY_FUNCTION] = lambda event: {"closed": self.roll_forward()}
        self.preview = answering("preview", Preview(planning))
        apply = ApplyReview(planning, objects, ledger, self.roll_forward, self.now, patience)
        reverse = ReverseJob(objects, jobs, ledger, inventory, self.roll_forward, self.now, patience)
        self._apply, self._reverse = answering("receipt", apply), answering("reversal", reverse)
        self.receipt = answering("receipt", Receipt(objects, jobs, ledger))
        self.list_items = answering("item_list", ListItems(inventory))
        self.get_item = answering("item_detail", GetItem(inventory))
        self.put_item = answering("item", PutItem(inventory, self.roll_forward, self.now, patience))

    def _make_mapping_cases(self, patience: Patience) -> None:
        ledger, inventory = self.aws.ledger, self.aws.inventory
        self.list_mappings = answering("mapping_list", ListMappings(inventory, self.vendors))
        self.teach = answering("mapping_answer", TeachMapping(inventory, ledger, self.vendors, patience))
        self.forget = answering("mapping_answer", ForgetMapping(inventory, ledger, self.vendors, patience))

    def _report(self, job_id: str, correlation_id: str | None, error: BaseException) -> None:
        self.reported.append((job_id, error))

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
        return RunJob(self.aws.objects, self.aws.jobs, self.aws.slots, read, self.now)

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

    def seen_again(self, job_id: str, review: str, _: str = "") -> tuple[str, str, str]:
        """What apply takes, after another look at the preview."""
        return job_id, review, self.preview(job_id, review)["plan_sha256"]

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

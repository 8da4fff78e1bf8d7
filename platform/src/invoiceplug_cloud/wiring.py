"""Settings, then gateways, then use cases: what a function needs is made once a process, at its first request."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud import settings
from invoiceplug_cloud.dispatching import care
from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.domain.ports import Jobs, Ledger, Objects, Slots
from invoiceplug_cloud.gateways.clients import client as _client
from invoiceplug_cloud.gateways.clients import hurried_ecs
from invoiceplug_cloud.gateways.clients import make_client as make_client
from invoiceplug_cloud.gateways.closer import LambdaCloser
from invoiceplug_cloud.gateways.house import DynamoHouse
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.meter import LogMeter
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.gateways.operator_key import SsmOperatorKey
from invoiceplug_cloud.gateways.slots import DynamoSlots
from invoiceplug_cloud.gateways.vendors import VendorsFile
from invoiceplug_cloud.usecases.admit import Admit
from invoiceplug_cloud.usecases.apply import ApplyReview
from invoiceplug_cloud.usecases.audit import Audit
from invoiceplug_cloud.usecases.discard import DiscardJob
from invoiceplug_cloud.usecases.draft import Draft
from invoiceplug_cloud.usecases.inventory import GetItem, ListItems, PutItem
from invoiceplug_cloud.usecases.jobs import GetJob, JobEvents, JobLinks, ListJobs
from invoiceplug_cloud.usecases.mappings import ForgetMapping, ListMappings, TeachMapping
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.planning import Planning
from invoiceplug_cloud.usecases.preview import Preview
from invoiceplug_cloud.usecases.read_again import ReadAgain
from invoiceplug_cloud.usecases.receipt import Receipt
from invoiceplug_cloud.usecases.retry import RetryJob
from invoiceplug_cloud.usecases.reverse import ReverseJob
from invoiceplug_cloud.usecases.review import GetReview, SaveReview
from invoiceplug_cloud.usecases.roll_forward import RollForward
from invoiceplug_cloud.usecases.start import StartJob
from invoiceplug_cloud.usecases.stats import Stats
from invoiceplug_cloud.usecases.sweep import Sweep
from invoiceplug_cloud.usecases.task_changed import TaskChanged
from invoiceplug_cloud.usecases.upload import CreateJob, UploadUrl
from invoiceplug_cloud.usecases.vendors import ListVendors
from invoiceplug_cloud.usecases.watch import Watch


@dataclass(frozen=True, slots=True)
class PresignCases:
    """What the function presign does."""

    create_job: CreateJob
    upload_url: UploadUrl


@dataclass(frozen=True, slots=True)
class JobsCases:
    """What the function jobs does when it is asked by HTTP."""

    start: StartJob
    retry: RetryJob
    read_again: ReadAgain
    discard: DiscardJob
    list: ListJobs
    get: GetJob
    events: JobEvents
    links: JobLinks
    draft: Draft
    save_review: SaveReview
    get_review: GetReview
    vendors: ListVendors
    stats: Stats


@dataclass(frozen=True, slots=True)
class EventsCases:
    """What the function jobs does when a task changed or the schedule says so; made only there, it costs a client."""

    task_changed: TaskChanged
    sweep: Sweep


@dataclass(frozen=True, slots=True)
class ApplyCases:
    """What the function apply does."""

    preview: Preview
    apply: ApplyReview
    reverse: ReverseJob
    roll_forward: RollForward
    receipt: Receipt
    list_items: ListItems
    get_item: GetItem
    put_item: PutItem
    list_mappings: ListMappings
    teach_mapping: TeachMapping
    forget_mapping: ForgetMapping


@dataclass(frozen=True, slots=True)
class TaskPorts:
    """What the task works with."""

    objects: Objects
    jobs: Jobs
    slots: Slots


@cache
def admit() -> Admit:
    """Who may ask any of the functions by HTTP; without a key in the settings, no client is made for it."""
    given = settings.read(settings.AccessSettings)
    parameter = given.operator_key_parameter
    return Admit(given.origin_secret, SsmOperatorKey(_client("ssm"), parameter) if parameter else None, now)


@cache
def meter() -> LogMeter:
    """Where every process writes down what it measures."""
    return LogMeter(settings.read(settings.MeterSettings).environment, now)


@cache
def presign_cases() -> PresignCases:
    """The use cases of the function presign."""
    given = settings.read(settings.PresignSettings)
    objects, jobs = _objects(given.documents_bucket), _jobs(given.jobs_table)
    house, limits = DynamoHouse(_client("dynamodb"), given.jobs_table), Limits(jobs_a_day=given.max_jobs_a_day)
    most, seconds = given.max_upload_bytes, given.upload_seconds
    return PresignCases(
        CreateJob(objects, jobs, house, now, limits, max_bytes=most, url_seconds=seconds),
        UploadUrl(objects, jobs, now, url_seconds=seconds),
    )


@cache
def jobs_cases() -> JobsCases:
    """The use cases of the function jobs, by HTTP."""
    given = settings.read(settings.JobsSettings)
    objects, jobs = _objects(given.documents_bucket), _jobs(given.jobs_table)
    inventory = DynamoInventory(_client("dynamodb"), inventory=given.inventory_table)
    vendors = VendorsFile(given.vendors_file)
    caring = care(objects, jobs, given.jobs_table, _client("ecs"), now)
    watch = Watch(care(objects, jobs, given.jobs_table, hurried_ecs(), now).reconcile, now, _report)
    return JobsCases(
        start=StartJob(objects, jobs, caring.dispatch, now),
        retry=RetryJob(jobs, caring.slots, caring.dispatch, now),
        read_again=ReadAgain(objects, jobs, vendors, caring.dispatch, now),
        discard=DiscardJob(jobs, now),
        list=ListJobs(jobs, watch, vendors),
        get=GetJob(jobs, watch),
        events=JobEvents(jobs),
        links=JobLinks(objects, jobs, now, link_seconds=given.link_seconds),
        draft=Draft(objects, jobs, inventory, vendors),
        save_review=SaveReview(objects, jobs, inventory, now),
        get_review=GetReview(objects, jobs),
        vendors=ListVendors(jobs, vendors, now),
        stats=Stats(jobs, vendors, now),
    )


@cache
def events_cases() -> EventsCases:
    """The use cases of the function jobs, by SQS and by schedule."""
    given = settings.read(settings.JobsSettings)
    objects, jobs = _objects(given.documents_bucket), _jobs(given.jobs_table)
    caring = care(objects, jobs, given.jobs_table, _client("ecs"), now)
    start, discard = StartJob(objects, jobs, caring.dispatch, now), DiscardJob(jobs, now)
    closer = LambdaCloser(_client("lambda"), given.apply_function)
    return EventsCases(
        task_changed=TaskChanged(caring.slots, caring.reconcile),
        sweep=Sweep(objects, jobs, caring.slots, caring.reconcile, start, discard, closer, now, _report),
    )


@cache
def apply_cases() -> ApplyCases:
    """The use cases of the function apply."""
    given = settings.read(settings.ApplySettings)
    dynamodb = _client("dynamodb")
    objects, jobs = _objects(given.documents_bucket), _jobs(given.jobs_table)
    inventory = DynamoInventory(dynamodb, inventory=given.inventory_table, ledger=given.ledger_table)
    ledger = _ledger(given)
    vendors = VendorsFile(given.vendors_file)
    planning = Planning(objects, jobs, inventory, ledger, vendors)
    patience = Patience(secrets.SystemRandom().random, time.sleep)
    roll_forward = RollForward(objects, jobs, ledger, inventory)
    return ApplyCases(
        preview=Preview(planning),
        apply=ApplyReview(planning, objects, ledger, roll_forward, now, patience),
        reverse=ReverseJob(objects, jobs, ledger, inventory, roll_forward, now, patience),
        roll_forward=roll_forward,
        receipt=Receipt(objects, jobs, ledger),
        list_items=ListItems(inventory),
        get_item=GetItem(inventory),
        put_item=PutItem(inventory, roll_forward, now, patience),
        list_mappings=ListMappings(inventory, vendors),
        teach_mapping=TeachMapping(inventory, ledger, vendors, patience),
        forget_mapping=ForgetMapping(inventory, ledger, vendors, patience),
    )


def audit_case() -> Audit:
    """The audit, for the command line."""
    given = settings.read(settings.AuditSettings)
    dynamodb, inventory = _client("dynamodb"), given.inventory_table
    return Audit(
        _objects(given.documents_bucket),
        _jobs(given.jobs_table),
        _ledger(given),
        DynamoInventory(dynamodb, inventory=inventory),
    )


def task_ports(given: settings.TaskSettings) -> TaskPorts:
    """The ports of the task."""
    dynamodb, table = _client("dynamodb"), given.jobs_table
    slots = DynamoSlots(dynamodb, table, count=0)  # it only gives its own back
    return TaskPorts(_objects(given.documents_bucket), _jobs(table), slots)


def house() -> DynamoHouse:
    """The house's switch, for the command line."""
    return DynamoHouse(_client("dynamodb"), settings.read(settings.AuditSettings).jobs_table)


def now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


def _objects(bucket: str) -> S3Objects:
    return S3Objects(_client("s3"), bucket)


def _jobs(table: str) -> Jobs:
    return DynamoJobs(_client("dynamodb"), table, moved=meter().moved)


def _ledger(given: settings.ApplySettings | settings.AuditSettings) -> Ledger:
    return DynamoLedger(
        _client("dynamodb"),
        ledger=given.ledger_table,
        jobs=given.jobs_table,
        inventory=given.inventory_table,
        moved=meter().moved,
    )


def _report(job_id: str, correlation_id: str | None, error: BaseException) -> None:
    from aws_lambda_powertools import Logger  # the task, which imports this module too, logs by itself

    code = error.code if isinstance(error, InvoiceplugError) else type(error).__name__
    named = {"job_id": job_id, **({"correlation_id": correlation_id} if correlation_id else {})}
    Logger(service="invoiceplug").warning("look failed", extra={**named, "code": code})

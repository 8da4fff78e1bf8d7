"""Settings, then gateways, then use cases: the only place that makes AWS clients.

What a function needs is made once a process, at its first request, and only the clients that it uses.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from invoiceplug_cloud import settings
from invoiceplug_cloud.domain.ports import Jobs, Objects, Vendors
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.gateways.runner import EcsRunner
from invoiceplug_cloud.gateways.vendors import VendorsFile
from invoiceplug_cloud.usecases.apply import ApplyReview
from invoiceplug_cloud.usecases.audit import Audit
from invoiceplug_cloud.usecases.draft import Draft
from invoiceplug_cloud.usecases.inventory import GetItem, ListItems, PutItem
from invoiceplug_cloud.usecases.jobs import GetJob, JobEvents, JobLinks, ListJobs
from invoiceplug_cloud.usecases.mappings import ForgetMapping, ListMappings, TeachMapping
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.planning import Planning
from invoiceplug_cloud.usecases.preview import Preview
from invoiceplug_cloud.usecases.receipt import Receipt
from invoiceplug_cloud.usecases.reverse import ReverseJob
from invoiceplug_cloud.usecases.review import GetReview, SaveReview
from invoiceplug_cloud.usecases.roll_forward import RollForward
from invoiceplug_cloud.usecases.start import StartJob
from invoiceplug_cloud.usecases.upload import CreateJob, UploadUrl

# Standard mode sends again what failed in passing, three times in all, with the same client token. Time-outs are short
# of the HTTP API's thirty seconds, so that a try is left when one answer is lost.
_COMMON: dict[str, Any] = {
    "retries": {"mode": "standard", "total_max_attempts": 3},
    "connect_timeout": 2,
    "max_pool_connections": 32,
}
_CONFIGS = {
    "dynamodb": Config(read_timeout=5, **_COMMON),
    "ecs": Config(read_timeout=8, **_COMMON),
    # Left alone, presigned links are signed by version 2 and name the global host, which redirects. Virtual-host
    # addresses become path addresses by themselves where the endpoint is an IP address.
    "s3": Config(
        read_timeout=10,
        signature_version="s3v4",
        s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
        **_COMMON,
    ),
}


@dataclass(frozen=True, slots=True)
class PresignCases:
    """What the function presign does."""

    create_job: CreateJob
    upload_url: UploadUrl


@dataclass(frozen=True, slots=True)
class JobsCases:
    """What the function jobs does."""

    start: StartJob
    list: ListJobs
    get: GetJob
    events: JobEvents
    links: JobLinks
    draft: Draft
    save_review: SaveReview
    get_review: GetReview
    vendors: Vendors


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


@cache
def presign_cases() -> PresignCases:
    """The use cases of the function presign."""
    given = settings.read(settings.PresignSettings)
    objects, jobs = _objects(given.documents_bucket), DynamoJobs(_client("dynamodb"), given.jobs_table)
    return PresignCases(
        CreateJob(objects, jobs, now, max_bytes=given.max_upload_bytes, url_seconds=given.upload_seconds),
        UploadUrl(objects, jobs, now, url_seconds=given.upload_seconds),
    )


@cache
def jobs_cases() -> JobsCases:
    """The use cases of the function jobs."""
    given = settings.read(settings.JobsSettings)
    objects, jobs = _objects(given.documents_bucket), DynamoJobs(_client("dynamodb"), given.jobs_table)
    inventory = DynamoInventory(_client("dynamodb"), inventory=given.inventory_table)
    vendors = VendorsFile(given.vendors_file)
    return JobsCases(
        start=StartJob(objects, jobs, _runner(), now),
        list=ListJobs(jobs),
        get=GetJob(jobs),
        events=JobEvents(jobs),
        links=JobLinks(objects, jobs, now, link_seconds=given.link_seconds),
        draft=Draft(objects, jobs, inventory, vendors),
        save_review=SaveReview(objects, jobs, inventory, now),
        get_review=GetReview(objects, jobs),
        vendors=vendors,
    )


@cache
def apply_cases() -> ApplyCases:
    """The use cases of the function apply."""
    given = settings.read(settings.ApplySettings)
    dynamodb = _client("dynamodb")
    objects, jobs = _objects(given.documents_bucket), DynamoJobs(dynamodb, given.jobs_table)
    inventory = DynamoInventory(dynamodb, inventory=given.inventory_table, ledger=given.ledger_table)
    ledger = DynamoLedger(dynamodb, ledger=given.ledger_table, jobs=given.jobs_table, inventory=given.inventory_table)
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
        DynamoJobs(dynamodb, given.jobs_table),
        DynamoLedger(dynamodb, ledger=given.ledger_table, jobs=given.jobs_table, inventory=inventory),
        DynamoInventory(dynamodb, inventory=inventory),
    )


def task_ports(given: settings.TaskSettings) -> TaskPorts:
    """The ports of the task."""
    return TaskPorts(_objects(given.documents_bucket), DynamoJobs(_client("dynamodb"), given.jobs_table))


def now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


def make_client(service: str, **options: Any) -> Any:
    """A new client of s3, dynamodb or ecs; region, credentials and endpoint are the SDK's own settings."""
    return _session().client(service, config=_CONFIGS[service], **options)


@cache
def _client(service: str) -> Any:
    return make_client(service)


@cache
def _session() -> Any:
    return boto3.session.Session()


def _objects(bucket: str) -> S3Objects:
    return S3Objects(_client("s3"), bucket)


def _runner() -> EcsRunner:
    given = settings.read(settings.RunnerSettings)
    return EcsRunner(
        _client("ecs"),
        cluster=given.cluster,
        task_definition=given.task_definition,
        container=given.container,
        subnets=given.subnets,
        security_groups=given.security_groups,
    )

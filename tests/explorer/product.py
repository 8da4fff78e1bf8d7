"""The product as its functions are wired, over a fake cloud, without waits between tries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fake_aws.cloud import BUCKET, FakeCloud

from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.usecases.apply import ApplyReview
from invoiceplug_cloud.usecases.draft import Draft
from invoiceplug_cloud.usecases.inventory import PutItem
from invoiceplug_cloud.usecases.mappings import ForgetMapping, TeachMapping
from invoiceplug_cloud.usecases.patience import Patience
from invoiceplug_cloud.usecases.planning import Planning
from invoiceplug_cloud.usecases.preview import Preview
from invoiceplug_cloud.usecases.receipt import Receipt
from invoiceplug_cloud.usecases.reverse import ReverseJob
from invoiceplug_cloud.usecases.review import SaveReview
from invoiceplug_cloud.usecases.roll_forward import RollForward

Now = Callable[[], datetime]


def no_pause(failed: int) -> None:
    """Waits are no calls: whoever waits lets others go first at its next call anyhow."""


class StrangerVendors:
    """The port `Vendors` where no vendor has another id."""

    def all(self) -> list[dict[str, Any]]:
        return []

    def family(self, vendor_id: str) -> tuple[str, ...]:
        return (vendor_id,)


class Product:
    """Every use case that a person, a task, an event or a schedule asks for."""

    def __init__(self, cloud: FakeCloud, now: Now) -> None:
        dynamodb, vendors = cloud.client("dynamodb"), StrangerVendors()
        patience = Patience(lambda: 0.5, lambda seconds: None)
        objects = S3Objects(cloud.client("s3"), BUCKET, pause=no_pause)
        jobs = DynamoJobs(dynamodb, "jobs", pause=no_pause)
        inventory = DynamoInventory(dynamodb, inventory="inventory", ledger="apply-ledger", pause=no_pause)
        ledger = DynamoLedger(dynamodb, ledger="apply-ledger", jobs="jobs", inventory="inventory", pause=no_pause)
        planning = Planning(objects, jobs, inventory, ledger, vendors)
        self.objects, self.jobs, self.inventory, self.ledger = objects, jobs, inventory, ledger
        self.roll_forward = RollForward(objects, jobs, ledger, inventory)
        self.draft = Draft(objects, jobs, inventory, vendors)
        self.save_review = SaveReview(objects, jobs, inventory, now)
        self.preview = Preview(planning)
        self.apply = ApplyReview(planning, objects, ledger, self.roll_forward, now, patience)
        self.reverse = ReverseJob(objects, jobs, ledger, inventory, self.roll_forward, now, patience)
        self.receipt = Receipt(objects, jobs, ledger)
        self.put_item = PutItem(inventory, self.roll_forward, now, patience)
        self.teach_mapping = TeachMapping(inventory, ledger, vendors, patience)
        self.forget_mapping = ForgetMapping(inventory, ledger, vendors, patience)

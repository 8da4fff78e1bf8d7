"""Jobs with as many stock items as a test likes, parsed and reviewed without tasks, over tables of their own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from aws_worlds import CREDENTIALS, Clients, make_storage
from readings import a_line, a_reading, an_invoice, to

from invoiceplug.canonical import canonical_bytes
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job import PARSED
from invoiceplug_cloud.domain.job_view import summary_of
from invoiceplug_cloud.domain.records import Item, Job, JobEvent, Movement
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.gateways.rows import to_attributes
from invoiceplug_cloud.gateways.stock_rows import item_key, item_row, put_movement, stock_key
from invoiceplug_cloud.usecases.audit import Audit
from invoiceplug_cloud.usecases.review import SaveReview

Json = dict[str, Any]
AT = "2026-03-04T12:00:00Z"
BATCH = 25  # requests of one BatchWriteItem


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A job that waits to be applied."""

    job_id: str
    review_sha256: str


class Shop:
    """Tables and a bucket of their own in one AWS, and how other processes find them."""

    def __init__(self, clients: Clients, url: str, vendors_file: str) -> None:
        prefix = make_storage(clients)
        self.dynamodb = clients.dynamodb
        jobs, inventory, ledger = (f"{prefix}-{name}" for name in ("jobs", "inventory", "apply-ledger"))
        self.objects = S3Objects(clients.s3, prefix)
        self.jobs = DynamoJobs(clients.dynamodb, jobs)
        self.inventory = DynamoInventory(clients.dynamodb, inventory=inventory, ledger=ledger)
        self.ledger = DynamoLedger(clients.dynamodb, ledger=ledger, jobs=jobs, inventory=inventory)
        self.audit = Audit(self.objects, self.jobs, self.ledger, self.inventory)
        self.environment = {
            "AWS_ENDPOINT_URL": url,
            "AWS_REGION": CREDENTIALS["region_name"],
            "AWS_DEFAULT_REGION": CREDENTIALS["region_name"],
            "AWS_ACCESS_KEY_ID": CREDENTIALS["aws_access_key_id"],
            "AWS_SECRET_ACCESS_KEY": CREDENTIALS["aws_secret_access_key"],
            "JOBS_TABLE": jobs,
            "INVENTORY_TABLE": inventory,
            "LEDGER_TABLE": ledger,
            "DOCUMENTS_BUCKET": prefix,
            "VENDORS_FILE": vendors_file,
        }

    def open_items(self, items: Mapping[str, Decimal]) -> None:
        """Items with these opening quantities, numbered 1 to n: for an empty shop, since it is written as it is."""
        rows = []
        for seq, (name, quantity) in enumerate(items.items(), start=1):
            item = Item(name, f"Item {name}", "EA", 0, quantity, AT)
            opening = Movement(name, seq, "opening", "opening", quantity, AT)
            rows.append({**item_key(name), **to_attributes(item_row(item))})
            rows.append(put_movement("", opening)["Put"]["Item"])
        inventory, ledger = self.environment["INVENTORY_TABLE"], self.environment["LEDGER_TABLE"]
        for start in range(0, len(rows), BATCH):
            puts = [{"PutRequest": {"Item": row}} for row in rows[start : start + BATCH]]
            assert not self.dynamodb.batch_write_item(RequestItems={inventory: puts})["UnprocessedItems"]
        counted = stock_key() | to_attributes({"seq": len(items)})
        self.dynamodb.put_item(TableName=ledger, Item=counted)

    def reviewed(self, quantities: Mapping[str, str], number: str, **members: Any) -> Reviewed:
        """A job over an invoice with one line an item, each going to its item with the factor 1."""
        lines = [a_line(quantity, "1.50", sku=f"SKU-{item}", uom="EA") for item, quantity in quantities.items()]
        effect = {"stock_effect": "out"} if members.get("document_type") == "credit_note" else {}
        decisions = {str(at): to(item, "1", **effect) for at, item in enumerate(quantities, start=1)}
        job = self._parsed(an_invoice(*lines, number=number, **members))
        body = {"reading_sha256": job.reading_sha256, "corrections": {}, "confirmed": [], "overrides": []}
        save = SaveReview(self.objects, self.jobs, self.inventory, lambda: datetime.now(UTC))
        return Reviewed(job.job_id, save(job.job_id, 0, {**body, "lines": decisions})["review_sha256"])

    def _parsed(self, invoice: Json) -> Job:
        job_id, sha256 = str(uuid.uuid4()), uuid.uuid4().hex * 2
        reading = a_reading(invoice, sha256)
        stored = self.objects.put_once(keys.reading(job_id, 1), canonical_bytes(reading))
        job = Job(
            job_id=job_id,
            status=PARSED,
            attempt=1,
            name="bill.pdf",
            size=12,
            sha256=sha256,
            created_at=AT,
            updated_at=AT,
            reading_key=stored.key,
            reading_version=stored.version_id,
            reading_sha256=reading["reading_sha256"],
            summary=summary_of(invoice, [], 0),
        )
        return self.jobs.create(job, JobEvent(1, AT, "seeded"), day=AT[:10], most=10**6)

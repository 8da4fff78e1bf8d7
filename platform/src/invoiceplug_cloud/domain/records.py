"""The rows and answers that cross a port: frozen, plain, Decimal for quantities, ISO 8601 text for times."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class StoredObject:
    """A version of an object: where it is, its size and its SHA-256 (hex)."""

    key: str
    version_id: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A presigned PUT: the headers must be sent exactly as they stand here."""

    url: str
    headers: dict[str, str]
    seconds: int


@dataclass(frozen=True, slots=True)
class Link:
    """A presigned GET."""

    url: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Task:
    """A started ECS task."""

    arn: str


@dataclass(frozen=True, slots=True)
class JobEvent:
    """One thing that happened to a job."""

    seq: int
    at: str
    what: str
    from_status: str | None = None
    to_status: str | None = None
    attempt: int | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job row. `events` counts its events; `summary` is what the list shows of the reading (HTTP member names)."""

    job_id: str
    status: str
    attempt: int
    name: str
    size: int
    sha256: str
    created_at: str
    updated_at: str
    events: int = 1
    source_version: str | None = None
    task_arn: str | None = None
    run_requested_at: str | None = None
    reading_key: str | None = None
    reading_version: str | None = None
    reading_sha256: str | None = None
    review_version: int = 0
    review_key: str | None = None
    review_object_version: str | None = None
    review_sha256: str | None = None
    apply_id: str | None = None
    times: dict[str, str] = field(default_factory=dict)  # queued_at, started_at, parsed_at, applied_at
    summary: dict[str, Any] = field(default_factory=dict)  # vendor_id, vendor_name, invoice_number, findings, …
    error: dict[str, Any] | None = None  # code, detail, hint, facts


@dataclass(frozen=True, slots=True)
class Item:
    """A stock item; `on_hand` equals the sum of its movements, at `scale` decimal places."""

    item: str
    name: str
    unit: str
    scale: int
    on_hand: Decimal
    updated_at: str


@dataclass(frozen=True, slots=True)
class Movement:
    """One change of one item, at its place in the order of all stock changes."""

    item: str
    seq: int
    job_id: str
    kind: str  # opening, apply, reverse
    delta: Decimal
    at: str
    lines: tuple[str, ...] = ()
    unit_cost: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """What an article of a vendor is in stock: the item, and how many stock units one unit of the quantity is."""

    vendor_id: str
    vendor_sku: str
    uom: str
    item: str
    factor: Decimal
    quantity_source: str
    version: int
    last_unit_cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StockSeq:
    """Where the order of all stock changes stands, and which job holds the stock meanwhile."""

    seq: int
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A job's apply row: which review and plan were applied, when, and where the plan is stored."""

    job_id: str
    apply_id: str
    status: str
    seq: int
    applied_at: str
    review_sha256: str
    plan_sha256: str
    plan_key: str
    plan_version: str


@dataclass(frozen=True, slots=True)
class InvoiceKey:
    """The business key's row: which job applied this invoice."""

    job_id: str
    status: str  # applied, reversed
    applied_at: str
    review_sha256: str
    invoice_date: str | None = None
    grand_total: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class StockChange:
    """One item of a commit: what it must hold before, and the movement."""

    before: Decimal
    movement: Movement


@dataclass(frozen=True, slots=True)
class Commit:
    """Everything the one transaction of an apply writes and requires."""

    entry: LedgerEntry
    job: Job  # as it will be stored (applied)
    expected_review_sha256: str
    expected_attempt: int
    event: JobEvent
    vendor_id: str
    document_type: str
    invoice_number: str
    invoice_key: InvoiceKey
    replaces: InvoiceKey | None  # a reversed or knowingly overridden holder of the business key
    stock: StockSeq  # as read; the commit raises seq by one
    changes: tuple[StockChange, ...]
    token: str  # ClientRequestToken, at most 36 characters

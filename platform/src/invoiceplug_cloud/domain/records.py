"""The rows and answers that cross a port: frozen, plain, Decimal for quantities, ISO 8601 text for times."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

APPLY, REVERSE = "apply", "reverse"  # the kinds of ledger rows
OPENING = "opening"  # the kind of an item's first movement, and what stands there for a job


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
    """A started ECS task, or a message in the dispatch queue."""

    arn: str


@dataclass(frozen=True, slots=True)
class TaskState:
    """How a task stands: ECS' `lastStatus`; why it stopped, and with which exit status, if it did."""

    status: str
    stop_code: str | None = None
    reason: str | None = None  # the task's `stoppedReason` and its container's `reason`
    exit_code: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as a worker received it: its body as JSON, and how often it was received, this time included."""

    receipt: str
    times: int
    body: Any  # None when it is no JSON


@dataclass(frozen=True, slots=True)
class Day:
    """What was taken on one day (UTC)."""

    day: str  # 2026-03-01
    jobs: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Accepting:
    """Whether new jobs are taken, and why not."""

    accepting: bool = True
    reason: str | None = None


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
    by: str | None = None  # operator, task, or reconcile by poll, event or sweep


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
    retry_at: str | None = None  # queued: not run before
    tries: int = 1  # attempts and refused starts since a person last asked for one
    read_as: str | None = None  # the vendor that a person named for this attempt
    memory_mib: int | None = None  # more than usual, after the last attempt ran out of it
    correlation_id: str | None = None  # of the request that made the job; goes through every log
    reading_key: str | None = None
    reading_version: str | None = None
    reading_sha256: str | None = None
    review_version: int = 0
    review_key: str | None = None
    review_object_version: str | None = None
    review_sha256: str | None = None
    apply_id: str | None = None
    progress: dict[str, int] | None = None  # of an apply or a reversal in chunks: {done, of}
    times: dict[str, str] = field(default_factory=dict)  # queued_at, started_at, parsed_at, applied_at, reversed_at
    summary: dict[str, Any] = field(default_factory=dict)  # vendor_id, invoice_number, findings, edits, …
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
    kind: str  # OPENING, APPLY, REVERSE
    delta: Decimal
    at: str
    lines: tuple[str, ...] = ()
    unit_cost: Decimal | None = None
    currency: str | None = None
    invoice_number: str | None = None  # as people look for it; an opening has none


@dataclass(frozen=True, slots=True)
class Mapping:
    """What an article of a vendor is in stock: the item, and how many stock units one unit of the quantity is.

    `version` is the number of the stock change that taught it, or after which a person said it. A `deleted` one is a
    tombstone: what a person took away.
    """

    vendor_id: str
    vendor_sku: str
    uom: str
    item: str
    factor: Decimal
    quantity_source: str
    version: int
    last_unit_cost: Decimal | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class StockSeq:
    """Where the order of all stock changes stands, and which job holds the stock meanwhile."""

    seq: int
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A job's row of one kind: what was applied or reversed, when, where its plan is stored, and how far it has come.

    `next` is the number of the chunk that comes next; the change is complete when it equals `chunks`.
    """

    job_id: str
    apply_id: str  # the client's own id of this apply or reversal
    status: str  # applying, applied, reversing, reversed: this row's own story, never that of the other kind
    seq: int
    applied_at: str
    review_sha256: str
    plan_sha256: str
    plan_key: str
    plan_version: str
    kind: str = APPLY
    chunks: int = 1
    next: int = 1


@dataclass(frozen=True, slots=True)
class InvoiceKey:
    """The business key's row: which job applied this invoice.

    `also` holds the jobs that had applied it before and were knowingly overridden: each a map of the members above.
    """

    job_id: str
    status: str  # applied, reversed
    applied_at: str
    review_sha256: str
    invoice_date: str | None = None
    grand_total: str | None = None
    currency: str | None = None
    also: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What becomes of the business key (vendor, document type, number), if it is as it was read."""

    vendor_id: str
    document_type: str
    invoice_number: str
    before: InvoiceKey | None
    after: InvoiceKey


@dataclass(frozen=True, slots=True)
class StockChange:
    """One item of a commit: what it must hold before, and the movement."""

    before: Decimal
    movement: Movement


@dataclass(frozen=True, slots=True)
class Commit:
    """The transaction that decides: all of an apply or a reversal, or (`entry.chunks` > 1) the intent of a large one.

    An intent has no changes; it makes its job the holder of the stock, and chunks follow.
    """

    entry: LedgerEntry
    job: Job  # as it will be stored
    expected_status: str
    expected_attempt: int
    expected_review_sha256: str
    event: JobEvent
    key: KeyChange | None  # None: the key is another job's by now, and stays
    stock: StockSeq  # as read; the commit raises seq by one
    changes: tuple[StockChange, ...]
    token: str  # ClientRequestToken, at most 36 characters


@dataclass(frozen=True, slots=True)
class Chunk:
    """One transaction after an intent: it can fail on no business rule, only because somebody else made it."""

    entry: LedgerEntry  # as it stands before: `next` is this chunk's number
    movements: tuple[Movement, ...]
    job: Job  # as it will be stored: its progress, and at the last chunk its new state
    event: JobEvent | None  # at the last chunk
    token: str

    @property
    def last(self) -> bool:
        """Whether it closes the ledger's row and the job, and lets go of the stock."""
        return self.entry.next + 1 == self.entry.chunks

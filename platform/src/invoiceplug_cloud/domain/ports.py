"""What use cases need from the outside world; gateways implement it, fakes stand in for it.

Rows are the dataclasses of `domain.records`; every write states what it expects and raises what it found instead.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import Any, Protocol

from invoiceplug_cloud.domain.job_filter import EVERY_JOB, JobFilter
from invoiceplug_cloud.domain.records import (
    APPLY,
    Accepting,
    Chunk,
    Commit,
    Day,
    InvoiceKey,
    Item,
    Job,
    JobEvent,
    LedgerEntry,
    Link,
    Mapping,
    Movement,
    StockSeq,
    StoredObject,
    Task,
    TaskState,
    Upload,
)


class Objects(Protocol):
    """The documents bucket: versioned, every object written once."""

    def presign_put(self, key: str, *, size: int, sha256: str, seconds: int) -> Upload:
        """A PUT bound to exact length, application/pdf, the SHA-256 and If-None-Match: *."""

    def presign_get(self, key: str, version_id: str, *, seconds: int, content_type: str) -> Link:
        """A GET of that one version."""

    def head(self, key: str) -> StoredObject | None:
        """The newest version's id, size and SHA-256 (hex); None when there is none."""

    def get(self, key: str, version_id: str) -> bytes:
        """The bytes of that version; SOURCE_EXPIRED when it is gone."""

    def put_once(self, key: str, body: bytes, *, content_type: str = "application/json") -> StoredObject:
        """Writes the object unless it is there; if equal, the stored one; if it differs, ILLEGAL_MOVE."""

    def keep(self, key: str, version_id: str) -> None:
        """Marks that version as one that must never expire: what an applied job was read from. Idempotent."""


class Jobs(Protocol):
    """The table jobs: job rows, their events, and the pointers from file hashes."""

    def create(self, job: Job, event: JobEvent, *, day: str, most: int) -> Job:
        """The stored job: a new row, or the one that is there already with this id (compare its members to see).

        A new row is counted on its day in the same transaction; NOT_ACCEPTING when `most` jobs were made that day.
        """

    def get(self, job_id: str) -> Job:
        """The job, read consistently; JOB_NOT_FOUND."""

    def move(
        self,
        job: Job,
        *,
        expected_status: str,
        expected_attempt: int,
        event: JobEvent | None,
        read: Day | None = None,
        taskless: bool = False,
    ) -> None:
        """Stores the job and its event if (status, attempt) are as expected; ILLEGAL_MOVE when they are not.

        `read` adds its pages to those of its day in the same transaction. Without an event only what was noted about
        the attempt is stored: nothing happened that a person would want to be told. `taskless` also expects that no
        task of the attempt is known: who could start none must not give up one that somebody else started.

        What only a saved review changes stays as it is stored, and so does a member that is None, unless the move
        begins a new attempt, which clears what belonged to the old one. An event whose number is taken gets the next.
        """

    def save_review(self, job: Job, *, expected_version: int, event: JobEvent) -> None:
        """Stores the job's new review pointer if it is parsed and has `expected_version`; REVIEW_CONFLICT otherwise."""

    def list(
        self, statuses: tuple[str, ...], *, limit: int, after: str | None, only: JobFilter = EVERY_JOB
    ) -> tuple[builtins.list[Job], str | None]:
        """Jobs newest first, those of one vendor by the date of the invoice, and where to go on.

        A page may be short and still say where: so much was looked at in vain.
        """

    def waiting(self, *, limit: int) -> builtins.list[Job]:
        """Queued jobs, oldest first, as an index knows them: read one again before anything is done about it."""

    def events(self, job_id: str) -> builtins.list[JobEvent]:
        """What happened to the job, oldest first."""

    def same_file(self, sha256: str, *, besides: str) -> builtins.list[Job]:
        """Other jobs over the same bytes, newest first, at most twenty."""


class Ledger(Protocol):
    """The table apply-ledger, and the one transaction that changes stock."""

    def entry(self, job_id: str, kind: str = APPLY) -> LedgerEntry | None:
        """The job's row of that kind (apply, reverse), read consistently."""

    def entries(self) -> Iterator[LedgerEntry]:
        """Every row of both kinds, in any order; for the audit."""

    def invoice_key(self, vendor_id: str, document_type: str, number: str) -> InvoiceKey | None:
        """Which job applied this invoice, read consistently."""

    def invoice_keys(self) -> Iterator[tuple[str, InvoiceKey]]:
        """Every business key's partition and row, in any order; for the audit."""

    def stock(self) -> StockSeq:
        """Sequence number of the last stock change and the job that holds the stock; (0, None) at the start."""

    def commit(self, commit: Commit) -> None:
        """All of the change, or all of its intent, or nothing, in one transaction.

        Raises ALREADY_APPLIED (the ledger has a row of that kind), ILLEGAL_MOVE (the job is not as expected),
        DUPLICATE_INVOICE, STALE_PREVIEW (stock moved or is held: sequence or an item is not as planned), BUSY
        (conflicts and throttling outlasted the retries). Reasons are read in the order ledger, job, business key,
        stock, items.
        """

    def advance(self, chunk: Chunk) -> bool:
        """Makes the chunk, or finds that this very request made it; False when the ledger's row has gone on since.

        BUSY: read the ledger again.
        """


class Inventory(Protocol):
    """The table inventory: items, movements and what vendors' articles map to."""

    def items(self, ids: list[str]) -> dict[str, Item]:
        """Those of the items that exist, read consistently."""

    def item(self, item: str) -> tuple[Item, list[Movement]] | None:
        """An item and its newest thousand movements, newest first."""

    def opening(self, item: str) -> Movement | None:
        """The item's first movement; None when there is no such item."""

    def search(
        self, query: str, *, limit: int, after: str | None, backwards: bool = False
    ) -> tuple[list[Item], str | None]:
        """Items whose id or name contains the text, by id, and where to go on."""

    def create(self, item: Item, opening: Movement, stock: StockSeq) -> bool:
        """Creates the item with its opening movement and raises the sequence, in one transaction; False when it exists.

        Raises STALE_PREVIEW when the sequence moved meanwhile (read it and try again), BUSY.
        """

    def rename(self, item: Item) -> None:
        """Changes name and unit of an existing item, never its quantity or scale."""

    def mappings(self, vendor_id: str, articles: list[tuple[str, str]]) -> dict[tuple[str, str], list[Mapping]]:
        """For each (vendor_sku, uom) what it maps to, by item, tombstones among them, read consistently."""

    def totals(self) -> Iterator[Item]:
        """Every item, in any order, read consistently; for the audit."""

    def movements(self) -> Iterator[Movement]:
        """Every movement of every item, in any order; for the audit."""

    def learn(self, mappings: list[Mapping]) -> None:
        """Stores them idempotently; a newer version is never overwritten by an older one."""

    def teach(self, mapping: Mapping) -> bool:
        """Stores what a person says, over any lesson up to its version; False when a newer one is there."""

    def vendor_mappings(self, vendor_id: str, *, limit: int, after: str | None) -> tuple[list[Mapping], str | None]:
        """What is known of a vendor's articles, tombstones left out, by article, and where to go on."""


class Runner(Protocol):
    """What runs attempts: ECS with a Fargate task each, or the dispatch queue with a message each."""

    def run(
        self,
        job_id: str,
        attempt: int,
        *,
        read_as: str | None = None,
        memory_mib: int | None = None,
        correlation_id: str | None = None,
    ) -> Task:
        """Starts the task, or finds the one that this job and attempt started before; TASK_START_FAILED.

        The error's facts say `reason`, `transient` (worth another try) and `unknown`: whether a task may have been
        started all the same, so that the next try must be of the same attempt, which finds it.
        """

    def state(self, arn: str) -> TaskState | None:
        """How the task stands; None when ECS does not know it (any more, or yet)."""

    def stop(self, arn: str, reason: str) -> None:
        """Asks ECS to stop it; nothing when it is not there any more."""

    def wake(self, waiting: int) -> None:
        """Sees to it that enough are there who work, so many messages surely wait; tasks work by themselves."""


class Workers(Protocol):
    """The service of workers at the dispatch queue, which has none while there is nothing to do."""

    def wake(self, waiting: int) -> None:
        """Starts as many as the messages ask for, when there are fewer; who is sent home is up to scaling.

        So many surely wait. With none it is worth calling, too: whoever looks keeps the queue's metrics coming.
        """


class Slots(Protocol):
    """The places of live tasks: a fixed number of rows, each taken until a time, so that none is lost for ever."""

    def take(self, job_id: str, attempt: int, *, at: str, until: str) -> bool:
        """Whether the attempt has a place, be it taken now or before."""

    def free(self, job_id: str, attempt: int) -> None:
        """Gives the attempt's place back, if it has one."""

    def taken(self) -> list[tuple[str, int]]:
        """Every (job, attempt) that has a place."""


class House(Protocol):
    """The switches and counters of the whole house, in the table jobs."""

    def accepting(self) -> Accepting:
        """Whether new jobs are taken; yes while nobody said otherwise."""

    def accept(self, accepting: Accepting) -> None:
        """Turns the switch."""

    def day(self, day: str) -> Day:
        """What was taken on that day so far."""


class OperatorKey(Protocol):
    """Where the operator's key is kept; it may be replaced at any time."""

    def read(self) -> str:
        """The key as it is now."""


class Closer(Protocol):
    """Whoever may finish a started change of stock: the sweep asks, the function apply does."""

    def roll_forward(self) -> None:
        """Asks that whatever holds the stock is finished; the outcome is not waited for."""


class Vendors(Protocol):
    """Which vendors are installed where tasks run; the functions hold no plugins themselves."""

    def all(self) -> list[dict[str, Any]]:
        """Each as the HTTP body `vendor`."""

    def family(self, vendor_id: str) -> tuple[str, ...]:
        """All ids of the same vendor, the one under which it is known today first: its own, its aliases, `tax:<id>`."""

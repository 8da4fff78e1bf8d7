"""Audit: the stock rebuilt from ledger, reviews and readings, and held against everything that is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.audit import (
    Difference,
    Place,
    Rebuild,
    Report,
    Tally,
    movement_differences,
    opening_differences,
    sequence_differences,
    total_differences,
)
from invoiceplug_cloud.domain.audit_claims import (
    Claim,
    claims_of,
    holder_differences,
    key_differences,
    status_differences,
    unclaimed_job,
)
from invoiceplug_cloud.domain.job import APPLIED, APPLYING, REVERSED
from invoiceplug_cloud.domain.ports import Inventory, Jobs, Ledger, Objects
from invoiceplug_cloud.domain.records import LedgerEntry, Movement, StockSeq
from invoiceplug_cloud.usecases.audit_change import AuditChange

TRIES = 3
PAGE = 200


class Audit:
    """Reads all of the stock's tables and documents and changes nothing; safe beside running applies.

    Needs memory for the items, the ledger's rows and what differs, not for the movements and documents.
    """

    def __init__(self, objects: Objects, jobs: Jobs, ledger: Ledger, inventory: Inventory) -> None:
        self._objects = objects
        self._jobs = jobs
        self._ledger = ledger
        self._inventory = inventory

    def __call__(self) -> Report:
        """The report. BUSY when something differed each time, but the stock was also changed each time meanwhile."""
        for _ in range(TRIES):
            before = self._position()
            report = self._look(before[0])
            if report.clean or self._position() == before:
                return report
        raise InvoiceplugError("BUSY", "The stock kept changing while it was audited.", tries=TRIES)

    def _position(self) -> tuple[StockSeq, int]:
        """Something that every change of stock changes."""
        stock = self._ledger.stock()
        rows = (self._ledger.entry(stock.holder, kind) for kind in ("apply", "reverse")) if stock.holder else ()
        return stock, sum(row.next for row in rows if row is not None)

    def _look(self, stock: StockSeq) -> Report:
        entries = sorted(self._ledger.entries(), key=lambda entry: entry.seq)
        tally = Tally(self._inventory.movements())
        items = {item.item: item for item in self._inventory.totals()}
        claims, found = claims_of(entries)
        found += status_differences(entries)
        found += sequence_differences(tally.openings, entries, stock)
        found += opening_differences(tally.openings)
        rebuilt = _Rebuilt(AuditChange(self._objects, self._jobs, claims, items), tally)
        found += rebuilt.walk(entries)
        found += self._movements(rebuilt)
        found += total_differences(items, tally, rebuilt.stock)
        found += key_differences(self._ledger.invoice_keys(), rebuilt.claims)
        found += holder_differences(stock, claims)
        found += self._jobs_beyond(claims)
        counts = len(items), tally.count, len(entries), stock.seq
        return Report(*counts, tuple(found), tuple(_still_open(claims)), tuple(rebuilt.changes.unchecked))

    def _movements(self, rebuilt: _Rebuilt) -> Iterator[Difference]:
        """What differs at the places where the tally does not agree; only these are read once more."""
        if not rebuilt.suspects:
            return
        stored: dict[Place, list[Movement]] = {place: [] for place in rebuilt.suspects}
        for movement in self._inventory.movements():
            place = movement.seq, movement.job_id
            if place in stored:
                stored[place].append(movement)
        for place, expected in sorted(rebuilt.suspects.items()):
            yield from movement_differences(place, expected, stored[place])

    def _jobs_beyond(self, claims: dict[str, Claim]) -> Iterator[Difference]:
        after: str | None = None
        while True:
            jobs, after = self._jobs.list((APPLYING, APPLIED, REVERSED), limit=PAGE, after=after)
            yield from (unclaimed_job(job) for job in jobs if job.job_id not in claims)
            if after is None:
                return


class _Rebuilt:
    """The stock as the ledger makes it, and the places where the stored movements do not agree with it."""

    def __init__(self, changes: AuditChange, tally: Tally) -> None:
        self.changes = changes
        self.claims = changes.claims
        self.stock = Rebuild()
        self.suspects: dict[Place, tuple[Movement, ...]] = {}
        self._tally = tally
        self._unknown = tally.places()

    def walk(self, entries: Iterable[LedgerEntry]) -> Iterator[Difference]:
        """Makes all changes in their order; what differs in them and in their documents."""
        changes: list[Movement | LedgerEntry] = [*self._tally.openings, *entries]
        for change in sorted(changes, key=lambda each: each.seq):
            if isinstance(change, Movement):
                self.stock.add([change])
            else:
                yield from self._make(change)
        self.suspects |= dict.fromkeys(self._unknown, ())

    def _make(self, entry: LedgerEntry) -> Iterator[Difference]:
        place = entry.seq, entry.job_id
        self._unknown.discard(place)
        checked = self.changes.check(entry)
        yield from checked.differences
        if checked.document is None:
            self.stock.complete = False
            return
        yield from self.stock.began_from(entry, checked.document["rows"])
        if not self._tally.agrees(place, checked.movements):
            self.suspects[place] = checked.movements
        self.stock.add(checked.movements)


def _still_open(claims: dict[str, Claim]) -> Iterator[dict[str, str | int]]:
    for claim in claims.values():
        if entry := claim.open:
            done = {"done": entry.next, "of": entry.chunks}
            yield {"job_id": entry.job_id, "kind": entry.kind, "seq": entry.seq, **done}

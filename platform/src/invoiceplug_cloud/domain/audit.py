"""What an audit finds, and the stock rebuilt from what the ledger says, to be held against what is stored."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from invoiceplug.invoice_json import decimal_text
from invoiceplug_cloud.domain.lines import EXACT
from invoiceplug_cloud.domain.records import OPENING, Item, LedgerEntry, Movement, StockSeq

Place = tuple[int, str]  # a change in the order of all: its sequence number and its job


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is stored otherwise than it should be."""

    what: str  # total, movement, sequence, ledger, plan, review, reading, invoice_key, job, holder
    message: str
    item: str | None = None
    job_id: str | None = None
    seq: int | None = None
    stored: str | None = None
    expected: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Its members that are known."""
        return {name: value for name, value in dataclasses.asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit looked at and found; it is clean when nothing differs, be something still open or not."""

    items: int
    movements: int
    entries: int
    seq: int
    differences: tuple[Difference, ...] = ()
    open: tuple[dict[str, Any], ...] = ()  # changes in chunks: job_id, kind, seq, done, of
    unchecked: tuple[str, ...] = ()  # jobs whose reading has expired: not planned again

    @property
    def clean(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    def to_json(self) -> dict[str, Any]:
        """The report as the command prints it for programs."""
        checked = {name: getattr(self, name) for name in ("items", "movements", "entries", "seq")}
        return {
            "schema": "invoiceplug/audit-report/1",
            "clean": self.clean,
            "checked": checked,
            "differences": [each.to_json() for each in self.differences],
            "open": list(self.open),
            "unchecked": list(self.unchecked),
        }


class Tally:
    """Movements counted in any order: which of them stand at each place, and what they sum up to an item.

    Of a place only their number and a sum of their digests are kept, so that a large table needs little memory.
    Openings are kept whole: no ledger tells of them.
    """

    def __init__(self, movements: Iterable[Movement]) -> None:
        self.count = 0
        self.sums: dict[str, Decimal] = defaultdict(Decimal)
        self.openings: list[Movement] = []
        self._places: dict[Place, tuple[int, int]] = {}
        for movement in movements:
            self._add(movement)

    def places(self) -> set[Place]:
        """Where there are movements of jobs."""
        return set(self._places)

    def agrees(self, place: Place, movements: Iterable[Movement]) -> bool:
        """Whether exactly these movements stand there."""
        digests = [_digest(each) for each in movements]
        return self._places.get(place, (0, 0)) == (len(digests), sum(digests))

    def _add(self, movement: Movement) -> None:
        self.count += 1
        self.sums[movement.item] = EXACT.add(self.sums[movement.item], movement.delta)
        if movement.kind == OPENING:
            self.openings.append(movement)
            return
        place = movement.seq, movement.job_id
        number, digests = self._places.get(place, (0, 0))
        self._places[place] = number + 1, digests + _digest(movement)


class Rebuild:
    """The stock as openings and the ledger's plans make it, change by change, in their order.

    `complete` is False once a change is unknown because its plan cannot be read: from then on nothing is known of what
    is on hand.
    """

    def __init__(self) -> None:
        self.on_hand: dict[str, Decimal] = {}
        self.complete = True

    def add(self, movements: Iterable[Movement]) -> None:
        """Makes a change."""
        for each in movements:
            self.on_hand[each.item] = EXACT.add(self.on_hand.get(each.item, Decimal(0)), each.delta)

    def began_from(self, entry: LedgerEntry, rows: Iterable[Mapping[str, Any]]) -> Iterator[Difference]:
        """The rows of a plan that did not begin from what earlier changes had left on hand; goes on from theirs."""
        for row in rows:
            item, planned = row["item"], Decimal(row["before"])
            left = self.on_hand.get(item)
            if self.complete and left != planned:
                earlier = "no change" if left is None else decimal_text(left)
                message = f"The plan began from {row['before']}, earlier changes left {earlier}."
                yield Difference("plan", message, item, entry.job_id, entry.seq, row["before"], earlier)
                self.on_hand[item] = planned


def sequence_differences(
    openings: Iterable[Movement], entries: Iterable[LedgerEntry], stock: StockSeq
) -> Iterator[Difference]:
    """Where the numbers of all changes are not 1 to the stock row's own, each once."""
    taken: dict[int, list[str]] = defaultdict(list)
    for opening in openings:
        taken[opening.seq].append(f"the opening of {opening.item}")
    for entry in entries:
        taken[entry.seq].append(f"the {entry.kind} of job {entry.job_id}")
    for seq in sorted(taken.keys() | set(range(1, stock.seq + 1))):
        changes = taken.get(seq, [])
        if not changes:
            yield Difference("sequence", f"No change has the number {seq}.", seq=seq)
        elif not 1 <= seq <= stock.seq:
            message = f"{_first(changes)} has the number {seq}, but the last one given is {stock.seq}."
            yield Difference("sequence", message, seq=seq)
        if len(changes) > 1:
            yield Difference("sequence", f"{_first(changes)} and {changes[1]} have the same number.", seq=seq)


def opening_differences(openings: Iterable[Movement]) -> Iterator[Difference]:
    """Items that were opened more than once, or with less than nothing."""
    opened: set[str] = set()
    for opening in sorted(openings, key=lambda each: each.seq):
        if opening.item in opened:
            yield Difference("movement", "The item was opened twice.", opening.item, None, opening.seq)
        if opening.delta < 0:
            message = f"The item was opened with {decimal_text(opening.delta)}."
            yield Difference("movement", message, opening.item, None, opening.seq)
        opened.add(opening.item)


def total_differences(items: Mapping[str, Item], tally: Tally, rebuild: Rebuild) -> Iterator[Difference]:
    """Items whose total, movements and ledger do not agree."""
    for item in sorted(items.keys() | tally.sums.keys() | rebuild.on_hand.keys()):
        moved = tally.sums.get(item, Decimal(0))
        ledger = rebuild.on_hand.get(item, Decimal(0)) if rebuild.complete else moved
        if item not in items:
            message = f"There is no such item, but its movements give {decimal_text(moved)}."
            yield Difference("total", message, item, expected=decimal_text(ledger))
            continue
        stored = items[item].on_hand
        if not stored == moved == ledger:
            by_ledger = "" if ledger == moved else f", the ledger {decimal_text(ledger)}"
            message = f"On hand is {decimal_text(stored)}; the movements give {decimal_text(moved)}{by_ledger}."
            yield Difference("total", message, item, stored=decimal_text(stored), expected=decimal_text(ledger))


def movement_differences(
    place: Place, expected: Iterable[Movement], stored: Iterable[Movement]
) -> Iterator[Difference]:
    """What is wrong with the movements at one place, an item at a time."""
    seq, job_id = place
    planned = {each.item: each for each in expected}
    found: dict[str, list[Movement]] = defaultdict(list)
    for each in stored:
        found[each.item].append(each)
    for item in sorted(planned.keys() | found.keys()):
        message, facts = _movement_difference(planned.get(item), found.get(item, []))
        if message:
            yield Difference("movement", message, item, job_id, seq, **facts)


def _movement_difference(planned: Movement | None, found: list[Movement]) -> tuple[str, dict[str, str]]:
    if planned is None:
        delta = decimal_text(found[0].delta)
        return f"A movement of {delta} is stored, but no plan of the ledger makes it.", {"stored": delta}
    wanted = decimal_text(planned.delta)
    if not found:
        return f"The movement of {wanted} is missing.", {"expected": wanted}
    if len(found) > 1:
        return f"The movement is stored {len(found)} times.", {"expected": wanted}
    stored = found[0]
    if stored in (planned, dataclasses.replace(planned, invoice_number=None)):  # rows once did not name the invoice
        return "", {}
    if stored.delta != planned.delta:
        facts = {"stored": decimal_text(stored.delta), "expected": wanted}
        return f"The movement is {facts['stored']}; by the plan it is {wanted}.", facts
    names = (field.name for field in dataclasses.fields(Movement))
    changed = [name for name in names if getattr(stored, name) != getattr(planned, name)]
    return f"The movement differs from the plan in {', '.join(changed)}.", {}


def _digest(movement: Movement) -> int:
    # Equal movements have equal digests, be a quantity written 2 or 2.00. Python's own hash takes -1 for -2.
    members = (getattr(movement, field.name) for field in dataclasses.fields(Movement))
    text = repr([f"{each.normalize():f}" if isinstance(each, Decimal) else each for each in members])
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())


def _first(changes: list[str]) -> str:
    return changes[0][0].upper() + changes[0][1:]

"""The files of a burst, and what their readers do: most read them, some die of them."""

from __future__ import annotations

import hashlib
import random
import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

from burst.engine import Engine
from burst.profile import Burst
from greenlet import GreenletExit
from readings import a_line, a_reading, an_invoice

from invoiceplug.canonical import hash_without
from invoiceplug.errors import InvoiceplugError

LIMIT_SECONDS = 60.0  # the reader's own limit
DIES_AFTER = (0.5, 3.0)


@dataclass(frozen=True, slots=True)
class File:
    """One file; `poison` is "", "kills" (its process dies of it) or "lasts" (until the reader's limit)."""

    number: int
    job_id: str
    body: bytes
    poison: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


class Files:
    """Every file of a burst, and the one reader of all."""

    def __init__(self, burst: Burst, engine: Engine) -> None:
        self._burst, self._engine = burst, engine
        self._rng = random.Random(f"{burst.seed}/files")
        self.all = [self._file(number) for number in range(1, burst.uploads + 1)]
        self._by_body = {file.body: file for file in self.all}

    def read(self, body: bytes, attempt: int) -> dict[str, Any]:
        """The reading, after the time that it takes; each attempt's reader is a newer version."""
        file = self._by_body[body]
        if file.poison == "kills":
            self._engine.sleep(self._rng.uniform(*DIES_AFTER))
            raise GreenletExit
        if file.poison == "lasts":
            self._engine.sleep(LIMIT_SECONDS)
            raise InvoiceplugError("LIMIT_TIME", limit=LIMIT_SECONDS)
        self._engine.sleep(self._rng.uniform(*self._burst.reading))
        return _reading(file, str(attempt))

    def _file(self, number: int) -> File:
        poison = ("", "kills", "lasts")
        at, rest = divmod(number, self._burst.poison_every)
        kind = poison[1 + at % 2] if rest == 0 else poison[0]
        job_id = str(uuid.UUID(int=self._rng.getrandbits(128), version=4))
        return File(number, job_id, b"%%PDF-1.7 %d of a burst" % number, kind)


def _reading(file: File, version: str) -> dict[str, Any]:
    usual = _usual()
    reading = {
        **usual,
        "document": {**usual["document"], "sha256": file.sha256, "bytes": len(file.body)},
        "reader": {**usual["reader"], "version": version},
        "invoice": {**usual["invoice"], "invoice_number": f"RE-{file.number}"},
    }
    return {**reading, "reading_sha256": hash_without(reading, "reading_sha256")}


@cache
def _usual() -> dict[str, Any]:
    """What all readings have in common: an invoice of five lines."""
    return a_reading(an_invoice(*(a_line(sku=str(4700 + number)) for number in range(5))), "0" * 64)

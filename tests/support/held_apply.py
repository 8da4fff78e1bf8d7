"""The function `apply` for seeing a large change under way: it stops after the first chunk while its gate is shut.

`HANDLER` stands for the real one in a stack that is started with the variables of `held_environment`.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from invoiceplug_cloud import wiring
from invoiceplug_cloud.domain.records import Chunk
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.handlers.apply import handler as handler

HANDLER = "held_apply:handler"
_GATE = "HELD_APPLY_GATE"  # a file: who holds its lock alone, holds every large change


@contextmanager
def shut(gate: Path) -> Iterator[None]:
    """For as long as it lasts, large changes get no further than their first chunk."""
    with gate.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def held_environment(gate: Path) -> dict[str, str]:
    """How the processes of the functions find this module and the gate."""
    return {"PYTHONPATH": str(Path(__file__).parent), _GATE: str(gate)}


class HeldLedger(DynamoLedger):
    """The ledger, which waits at the gate before every chunk but the first."""

    def advance(self, chunk: Chunk) -> bool:
        """As the ledger's, once the gate is open."""
        if chunk.entry.next:
            with Path(os.environ[_GATE]).open() as gate:
                fcntl.flock(gate, fcntl.LOCK_SH)
        return super().advance(chunk)


if _GATE in os.environ:  # in a function's process, not in the test's
    wiring.DynamoLedger = HeldLedger

"""The states of a job and the moves between them; every move is a conditional update on (status, attempt)."""

from __future__ import annotations

from invoiceplug.errors import InvoiceplugError

AWAITING_UPLOAD = "awaiting_upload"
QUEUED = "queued"
RUNNING = "running"
PARSED = "parsed"
FAILED = "failed"
APPLYING = "applying"
APPLIED = "applied"
REVERSED = "reversed"
DISCARDED = "discarded"

STATUSES = (AWAITING_UPLOAD, QUEUED, RUNNING, PARSED, FAILED, APPLYING, APPLIED, REVERSED, DISCARDED)

MOVES: dict[str, frozenset[str]] = {
    AWAITING_UPLOAD: frozenset({QUEUED, DISCARDED}),
    QUEUED: frozenset({RUNNING, QUEUED, FAILED}),
    RUNNING: frozenset({PARSED, FAILED, QUEUED}),
    PARSED: frozenset({QUEUED, APPLYING, APPLIED, DISCARDED}),
    FAILED: frozenset({QUEUED, DISCARDED}),
    APPLYING: frozenset({APPLIED}),
    APPLIED: frozenset({REVERSED}),
    REVERSED: frozenset(),
    DISCARDED: frozenset(),
}


def check_move(status: str, to: str) -> None:
    """Nothing, when the move is legal; otherwise ILLEGAL_MOVE, naming both states."""
    if to not in MOVES[status]:
        raise InvoiceplugError("ILLEGAL_MOVE", f"A job that is {status} cannot become {to}.", status=status, to=to)

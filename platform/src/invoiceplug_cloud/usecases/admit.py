"""Who may ask: whoever comes through the distribution, and knows the operator's key."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from invoiceplug_cloud.domain.ports import OperatorKey

KEPT = timedelta(minutes=5)  # for so long a key is still taken after another one has replaced it
LOOK_AGAIN = timedelta(minutes=1)  # whatever is tried, the store is asked for a new key no more often


class Admit:
    """Says whether a request may be answered. An origin secret that is empty, or no key at all, is not asked for."""

    def __init__(self, origin_secret: str, operator_key: OperatorKey | None, now: Callable[[], datetime]) -> None:
        self._origin_secret = origin_secret
        self._operator_key = operator_key
        self._now = now
        self._known = ""
        self._read_at: datetime | None = None

    def knows_origin(self, secret: str) -> bool:
        """Whether the distribution has sent it, which alone adds this secret."""
        return not self._origin_secret or _same(secret, self._origin_secret)

    def knows_key(self, key: str) -> bool:
        """Whether the operator has sent it. One that does not fit may be newer than the one that is known."""
        if self._operator_key is None:
            return True
        return bool(key) and (
            self._fits(self._operator_key, key, KEPT) or self._fits(self._operator_key, key, LOOK_AGAIN)
        )

    def _fits(self, stored: OperatorKey, key: str, age: timedelta) -> bool:
        if self._read_at is None or self._now() - self._read_at >= age:
            self._known, self._read_at = stored.read(), self._now()
        return _same(key, self._known)


def _same(given: str, expected: str) -> bool:
    """In constant time. Hashes are compared, so that not even the length can be told."""
    return hmac.compare_digest(_digest(given), _digest(expected))


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()

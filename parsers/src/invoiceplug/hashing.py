"""SHA-256, by which files, readings and templates are named, without waiting for OpenSSL where little is hashed.

To load it takes `hashlib` 2.5 ms, a fortieth of a short command. It then is eight times as fast as the interpreter's
own hash, so that a process which hashes more than a few readings loads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from typing import Any

LITTLE = 256 * 1024  # bytes of which the interpreter's own hash takes as long as loading the other

_left = LITTLE


def sha256_hex(data: bytes) -> str:
    """The hash of the bytes, in hexadecimal digits."""
    global _left  # noqa: PLW0603  it is the process that has loaded the other or not
    _left -= len(data)
    if _left >= 0:
        return str(_lean(data).hexdigest())
    from hashlib import sha256

    return sha256(data).hexdigest()


def sha256_of(pieces: Iterable[bytes]) -> str:
    """The same of bytes that come in pieces, and never stand in memory together."""
    coming = iter(pieces)
    first, second = next(coming, b""), next(coming, None)
    if second is None:
        return sha256_hex(first)
    from hashlib import sha256

    hashed = sha256(first + second)
    for piece in coming:
        hashed.update(piece)
    return hashed.hexdigest()


def _found() -> Callable[[bytes], Any]:
    """The interpreter's own hash, as the standard library's `random` takes it; `hashlib`'s where it has none."""
    for name in ("_sha256", "_sha2"):  # of Python 3.11, and of later ones
        with suppress(ImportError):
            return import_module(name).sha256  # type: ignore[no-any-return]
    return import_module("hashlib").sha256  # type: ignore[no-any-return]


_lean = _found()  # now: a process that is locked down imports nothing any more

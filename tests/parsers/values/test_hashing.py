"""Whichever of the interpreter's hashes is taken, it is SHA-256."""

from __future__ import annotations

import hashlib

import pytest

from invoiceplug import hashing


@pytest.mark.parametrize("size", [0, 1, 1000, hashing.LITTLE, hashing.LITTLE + 1])
def test_it_is_the_same_hash_before_and_after_openssl_is_loaded(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "_left", hashing.LITTLE)
    data = b"\x00\xff" * (size // 2) + b"7" * (size % 2)
    wanted = hashlib.sha256(data).hexdigest()
    assert [hashing.sha256_hex(data) for _ in range(2)] == [wanted, wanted]

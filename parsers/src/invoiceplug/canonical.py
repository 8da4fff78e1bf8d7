"""Canonical JSON (RFC 8785) and the hash over it, by which readings, reviews and plans are named."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical_bytes(data: Any) -> bytes:
    """The data as canonical JSON: sorted keys, no spaces, UTF-8."""
    return rfc8785.dumps(data)


def hash_without(data: Mapping[str, Any], member: str) -> str:
    """SHA-256 (hex) over the canonical JSON of the document without its own hash member."""
    return hashlib.sha256(canonical_bytes({k: v for k, v in data.items() if k != member})).hexdigest()


def is_named_by(body: bytes, member: str, sha256: str) -> bool:
    """Whether a document, as the bytes of its canonical JSON, says that hash in its member and has it over the rest.

    What `hash_without` would find out, without writing the document anew. No member of that name may come first.
    """
    said = f',"{member}":"{sha256}"'.encode()
    return said in body and hashlib.sha256(body.replace(said, b"", 1)).hexdigest() == sha256

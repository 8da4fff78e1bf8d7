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

"""Canonical JSON (RFC 8785) and the hash over it, by which readings, reviews and plans are named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from invoiceplug.hashing import sha256_hex, sha256_of

RUN = 1024  # members or items of a long document that are written in one go where it is only hashed

_PLAIN = orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER | _PLAIN

# What orjson writes otherwise than RFC 8785: whole floats, very large ones, millionths, and (sorted otherwise) names
# with characters beyond the first plane. As text: compiling it takes longer than a page, and few documents come to it.
_OTHERWISE = rb"(?:^|[:,\[])-?(?:[\d.]+e(?:\+|-6)|\d+\.0(?![^,\]}]))"
_FOUR_BYTES = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")  # begin a character beyond the first plane


def canonical_bytes(data: Any) -> bytes:
    """The data as canonical JSON (members named by strings): sorted keys, no spaces, UTF-8.

    Written by orjson, a hundred times as fast, wherever that is the same.
    """
    try:
        written = orjson.dumps(data, option=_OPTIONS)
        if b"null" in written:
            json.dumps(data, allow_nan=False)  # a ValueError where that stands for what is no number
        if not _differs(written):
            return written
    except (TypeError, ValueError):
        pass  # what JSON cannot hold: the other one says so
    import rfc8785

    return rfc8785.dumps(data)


def _differs(written: bytes) -> bool:
    """Whether RFC 8785 may write the same otherwise; most documents have nothing that a quick look would find."""
    if not written.isascii() and any(byte in written for byte in _FOUR_BYTES):
        return True
    ends = b"%b," % written.replace(b"]", b",").replace(b"}", b",")
    if b".0," in ends or b"e-6" in written or (b"+" in written and b"e+" in written):
        return re.search(_OTHERWISE, written) is not None
    return False


def hash_without(data: Mapping[str, Any], member: str) -> str:
    """SHA-256 (hex) over the canonical JSON of the document without its own hash member."""
    return sha256_of(_pieces({name: value for name, value in data.items() if name != member}))


def _pieces(data: Any) -> Iterator[bytes]:
    """The canonical JSON, piece by piece where it is long: that of a thousand pages has twenty million bytes."""
    if _is_long(data):
        before, after = (b"{", b"}") if isinstance(data, dict) else (b"[", b"]")
        for run in _runs(data):
            yield before + canonical_bytes(run)[1:-1]
            before = b","
        yield after
    elif isinstance(data, dict) and any(map(_is_long, data.values())):
        before = b"{"
        for name in _ordered(data):
            yield before + canonical_bytes(name) + b":"
            yield from _pieces(data[name])
            before = b","
        yield b"}"
    else:
        yield canonical_bytes(data)


def _is_long(data: Any) -> bool:
    return isinstance(data, dict | list) and len(data) > RUN


def _runs(data: dict[str, Any] | list[Any]) -> Iterator[dict[str, Any] | list[Any]]:
    """The data in parts, as they follow each other."""
    names = _ordered(data) if isinstance(data, dict) else []
    for start in range(0, len(data), RUN):
        part = slice(start, start + RUN)
        yield {name: data[name] for name in names[part]} if isinstance(data, dict) else data[part]


def _ordered(names: Iterable[str]) -> list[str]:
    """The names as RFC 8785 sorts them: by their UTF-16."""
    if all(isinstance(name, str) and name.isascii() for name in names):
        return sorted(names)
    return sorted(names, key=lambda name: str(name).encode("utf-16-be", "surrogatepass"))


def is_named_by(body: bytes, member: str, sha256: str) -> bool:
    """Whether a document, as the bytes of its canonical JSON, says that hash in its member and has it over the rest.

    What `hash_without` would find out, without writing the document anew. No member of that name may come first.
    """
    said = f',"{member}":"{sha256}"'.encode()
    return said in body and sha256_hex(body.replace(said, b"", 1)) == sha256

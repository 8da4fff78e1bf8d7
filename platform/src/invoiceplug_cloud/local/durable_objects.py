"""S3 on the emulator, made durable: an object and its version are on the disk before they are acknowledged.

The emulator keeps each object as a file with a sidecar (`<key>` and `<key>.meta.json`: version ids, checksums, type,
tags) below `<folder>/<account>/<bucket>/`, and displaced versions below `<folder>/.versions/<account>/<bucket>/<id>/`.
What it does not do by itself, and is done here: it flushes nothing; it answers 200 when a file could not be written; a
kill between the two files leaves an object without its version; and bucket settings, versioning among them, are
written on a clean stop only (they go to the log).
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from invoiceplug_cloud.local.asgi import Answer, Application, Request, call
from invoiceplug_cloud.local.environment import ACCOUNT
from invoiceplug_cloud.local.wal import Entry, Log, fsync_folder

SIDECAR = ".meta.json"
BUCKET_SETTINGS = {"cors", "encryption", "lifecycle", "ownershipControls", "policy", "publicAccessBlock", "tagging",
                   "versioning"}  # fmt: skip
OBJECT_WRITES = {"PUT": ([], ["tagging"], ["tagging", "versionId"]), "DELETE": ([], ["versionId"])}
SIGNATURE_PARAMETERS = ("X-Amz-", "x-id")


class DurableObjects:
    """The door to the emulator's S3, path style. Only what survives a kill is allowed; the rest is refused."""

    def __init__(self, emulator: Application, log: Log, folder: Path) -> None:
        self._emulator = emulator
        self._log = log
        self._folder = folder
        self._order = asyncio.Lock()

    async def answer(self, request: Request) -> Answer:
        """The emulator's answer; for a write, once it is on the disk."""
        if request.method in ("GET", "HEAD"):
            return await call(self._emulator, request)
        bucket, _, key = request.path.lstrip("/").partition("/")
        asked = {name for name in request.parameters if not name.startswith(SIGNATURE_PARAMETERS)}
        if request.method == "PUT" and bucket and not key and asked <= BUCKET_SETTINGS:
            return await self._write_setting(request)
        if key and _is_object_write(request, asked):
            if not _names_a_file(self._folder / ACCOUNT / bucket, key):
                return error(400, "InvalidArgument", "The local stack cannot keep an object of this name.")
            return await self._write_object(request, bucket, key)
        return error(501, "NotImplemented", "The local stack does not keep what this request changes.")

    async def replay(self, entry: Entry) -> None:
        """Makes a bucket, or its setting, again. A bucket that its objects have brought back already is fine."""
        answer = await call(self._emulator, setting_request(entry))
        if not answer.ok and answer.status != 409:
            raise OSError(f"{entry['path']}?{entry['query']}: {answer.body.decode(errors='replace')}")

    async def _write_setting(self, request: Request) -> Answer:
        async with self._order:
            answer = await call(self._emulator, request)
            if not answer.ok:
                return answer
            body = request.body.decode()
            number = self._log.append({"kind": "s3", "path": request.path, "query": request.query, "body": body})
        await self._log.durable(number)
        return answer

    async def _write_object(self, request: Request, bucket: str, key: str) -> Answer:
        async with self._order:
            answer = await call(self._emulator, request)
            if answer.ok:
                version = answer.headers.get("x-amz-version-id")
                await asyncio.to_thread(self._flush, bucket, key, version, request.method == "DELETE")
        return answer

    def _flush(self, bucket: str, key: str, version: str | None, deleted: bool) -> None:
        data = self._folder / ACCOUNT / bucket / key
        sidecar = data.with_name(data.name + SIDECAR)
        if not deleted:
            stored = json.loads(sidecar.read_bytes())
            if version is not None and all(known["version_id"] != version for known in stored["versions"]):
                raise OSError(f"{bucket}/{key}: version {version} did not reach the disk")
            for older in stored.get("versions", [])[-2:-1]:
                _flush_file(self._folder / ".versions" / ACCOUNT / bucket / older["version_id"] / key, self._folder)
        for path in (data, sidecar):
            _flush_file(path, self._folder)


def heal(folder: Path) -> None:
    """Undoes writes that a kill cut in half (none was acknowledged); run it before the emulator reads `folder`."""
    for path in folder.rglob("*"):
        if path.name.endswith(".tmp") and path.is_file():
            path.unlink()
    for bucket in (folder / ACCOUNT).glob("*"):
        for data in bucket.rglob("*"):
            if data.is_file() and not data.name.endswith(SIDECAR):
                _heal_object(folder, bucket, data)


def setting_request(entry: Entry) -> Request:
    """The request that a logged bucket setting was made by."""
    path: str = entry["path"]
    credential = "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
    headers = {"host": "127.0.0.1", "authorization": credential}
    return Request("PUT", path, path.encode(), entry["query"], headers, entry["body"].encode())


def error(status: int, code: str, message: str) -> Answer:
    """A refusal in S3's form."""
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return Answer(status, {"content-type": "application/xml"}, body.encode())


def _is_object_write(request: Request, asked: set[str]) -> bool:
    if "x-amz-copy-source" in request.headers:
        return False
    return sorted(asked) in OBJECT_WRITES.get(request.method, ())


def _names_a_file(bucket: Path, key: str) -> bool:
    """Whether the emulator keeps the key under its own path; any other key gets a name that is not known here."""
    parts = key.split("/")
    if any(part in ("", ".", "..") or len(part.encode()) > 200 or part.endswith((SIDECAR, ".tmp")) for part in parts):
        return False
    path = bucket / key
    parents = path.parents[: len(parts) - 1]
    return not path.is_dir() and not any(parent.is_file() for parent in parents)


def _heal_object(folder: Path, bucket: Path, data: Path) -> None:
    sidecar = data.with_name(data.name + SIDECAR)
    if not sidecar.exists():  # the first write of this key stopped between its two files
        data.unlink()
        return
    if data.stat().st_mtime_ns <= sidecar.stat().st_mtime_ns:
        return
    # Written later than its sidecar: an overwrite stopped in between, unless the bytes are still the sidecar's.
    meta: dict[str, Any] = json.loads(sidecar.read_bytes())
    displaced = folder / ".versions" / ACCOUNT / bucket.name / str(meta.get("version_id")) / data.relative_to(bucket)
    etag = hashlib.md5(data.read_bytes(), usedforsecurity=False).hexdigest()
    if meta.get("etag", "").strip('"') != etag and displaced.exists():
        data.write_bytes(displaced.read_bytes())
        os.utime(sidecar)


def _flush_file(path: Path, root: Path) -> None:
    if path.exists():
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    folder = path.parent
    while folder != root.parent:
        if folder.exists():
            fsync_folder(folder)
        folder = folder.parent

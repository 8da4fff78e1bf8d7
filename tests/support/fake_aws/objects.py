"""The documents bucket in memory: versioned, every object written once."""

from __future__ import annotations

import base64
import hashlib

from fake_aws.store import Store

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Link, StoredObject, Upload


class FakeObjects:
    """The port `Objects`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def presign_put(self, key: str, *, size: int, sha256: str, seconds: int) -> Upload:
        checksum = base64.b64encode(bytes.fromhex(sha256)).decode()
        headers = {"content-type": "application/pdf", "x-amz-checksum-sha256": checksum, "if-none-match": "*"}
        return Upload(f"https://bucket.test/{key}?length={size}", headers, seconds)

    def presign_get(self, key: str, version_id: str, *, seconds: int, content_type: str) -> Link:
        return Link(f"https://bucket.test/{key}?versionId={version_id}&type={content_type}", seconds)

    def head(self, key: str) -> StoredObject | None:
        with self._store.operation("objects.head"):
            return self._newest(key)

    def get(self, key: str, version_id: str) -> bytes:
        with self._store.operation("objects.get"):
            for version, body in self._store.objects.get(key, []):
                if version == version_id and body is not None:
                    return body
            raise InvoiceplugError("SOURCE_EXPIRED", key=key)

    def put_once(self, key: str, body: bytes, *, content_type: str = "application/json") -> StoredObject:
        with self._store.operation("objects.put_once"):
            stored = self._newest(key)
            if stored is None:
                return self.put(key, body)
            if stored.sha256 != hashlib.sha256(body).hexdigest():
                raise InvoiceplugError("ILLEGAL_MOVE", "Another document is stored there already.", key=key)
            return stored

    def put(self, key: str, body: bytes | None) -> StoredObject:
        """What somebody with the right to do so may do: a new version, or (None) a delete marker."""
        with self._store.lock:
            versions = self._store.objects.setdefault(key, [])
            versions.append((f"v{len(versions) + 1}", body))
            return _stored(key, *versions[-1])

    def expire(self, key: str) -> None:
        """What the lifecycle does in the end: all versions are gone."""
        self._store.objects.pop(key, None)

    def _newest(self, key: str) -> StoredObject | None:
        versions = self._store.objects.get(key)
        return _stored(key, *versions[-1]) if versions and versions[-1][1] is not None else None


def _stored(key: str, version: str, body: bytes | None) -> StoredObject:
    bytes_ = body or b""
    return StoredObject(key, version, len(bytes_), hashlib.sha256(bytes_).hexdigest())

"""The documents bucket: versioned, every object written once."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import Link, StoredObject, Upload
from invoiceplug_cloud.gateways.patience import TRIES, Pause, full_jitter
from invoiceplug_cloud.gateways.slowness import busy_when_slow

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PDF = "application/pdf"
KEEP = "keep"  # the tag of readings: yes or no
# Without the right to list the bucket S3 answers 403 for what is not there; 405 is a version that is a delete marker.
_FORBIDDEN = {"403", "AccessDenied"}
_ABSENT = {"404", "405", "NoSuchKey", "NoSuchVersion", "NotFound", "MethodNotAllowed"} | _FORBIDDEN
_EXISTS = {"412", "PreconditionFailed"}
_CONFLICT = {"409", "ConditionalRequestConflict"}


class S3Objects:
    """The port `Objects` on S3."""

    def __init__(self, client: S3Client, bucket: str, *, pause: Pause = full_jitter) -> None:
        self._client = client
        self._bucket = bucket
        self._pause = pause

    def presign_put(self, key: str, *, size: int, sha256: str, seconds: int) -> Upload:
        """A PUT bound to exact length, application/pdf, the SHA-256 and If-None-Match: *.

        A client that sets no Content-Length of its own (a browser) sends the right one by sending the right bytes.
        """
        checksum = _to_base64(sha256)
        parameters = {
            "Bucket": self._bucket,
            "Key": key,
            "ContentType": PDF,
            "ContentLength": size,
            "ChecksumSHA256": checksum,
            "IfNoneMatch": "*",
        }
        url = self._client.generate_presigned_url("put_object", Params=parameters, ExpiresIn=seconds)
        headers = {"content-type": PDF, "x-amz-checksum-sha256": checksum, "if-none-match": "*"}
        return Upload(url, headers, seconds)

    def presign_get(self, key: str, version_id: str, *, seconds: int, content_type: str) -> Link:
        """A GET of that one version, answered with that content type and never shown by the browser itself."""
        parameters = {
            "Bucket": self._bucket,
            "Key": key,
            "VersionId": version_id,
            "ResponseContentType": content_type,
            "ResponseContentDisposition": "attachment",
        }
        url = self._client.generate_presigned_url("get_object", Params=parameters, ExpiresIn=seconds)
        return Link(url, seconds)

    @busy_when_slow()
    def head(self, key: str) -> StoredObject | None:
        """The newest version's id, size and SHA-256 (hex; empty without a stored checksum); None when there is none."""
        try:
            found = self._client.head_object(Bucket=self._bucket, Key=key, ChecksumMode="ENABLED")
        except ClientError as error:
            if _code(error) in _ABSENT:
                return None
            raise
        checksum = found.get("ChecksumSHA256", "")
        return StoredObject(key, found.get("VersionId", "null"), found["ContentLength"], _to_hex(checksum))

    @busy_when_slow()
    def get(self, key: str, version_id: str) -> bytes:
        """The bytes of that version; SOURCE_EXPIRED when it is gone."""
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=key, VersionId=version_id)
        except ClientError as error:
            if _code(error) in _ABSENT:
                raise InvoiceplugError("SOURCE_EXPIRED", key=key) from error
            raise
        with found["Body"] as body:
            return body.read()

    def put_once(self, key: str, body: bytes, *, content_type: str = "application/json") -> StoredObject:
        """Writes the object unless it is there; if equal, the stored one; if it differs, ILLEGAL_MOVE."""
        sha256 = hashlib.sha256(body).hexdigest()
        for failed in range(TRIES):
            version_id = self._put_new(key, body, sha256, content_type)
            if version_id is not None:
                return StoredObject(key, version_id, len(body), sha256)
            stored = self.head(key)
            if stored is not None:
                return _require_equal(stored, sha256)
            self._pause(failed)  # somebody else is writing it at this moment
        raise InvoiceplugError("BUSY", "The document could not be stored in time.", key=key)

    @busy_when_slow()
    def keep(self, key: str, version_id: str) -> None:
        """Marks that version as one that must never expire. Idempotent; SOURCE_EXPIRED when it is gone already."""
        tags: Any = {"TagSet": [{"Key": KEEP, "Value": "yes"}]}
        try:
            self._client.put_object_tagging(Bucket=self._bucket, Key=key, VersionId=version_id, Tagging=tags)
        except ClientError as error:
            if _code(error) in _ABSENT - _FORBIDDEN:
                raise InvoiceplugError("SOURCE_EXPIRED", key=key) from error
            raise

    @busy_when_slow()
    def _put_new(self, key: str, body: bytes, sha256: str, content_type: str) -> str | None:
        # The lifecycle asks for the tag: what may expire says so itself, until it is kept.
        tagging: Any = {"Tagging": f"{KEEP}=no"} if keys.expires_unless_kept(key) else {}
        try:
            put = self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=body,
                ContentType=content_type,
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=_to_base64(sha256),
                IfNoneMatch="*",
                **tagging,
            )
        except ClientError as error:
            if _code(error) in _EXISTS | _CONFLICT:
                return None
            raise
        return put.get("VersionId", "null")


def _require_equal(stored: StoredObject, sha256: str) -> StoredObject:
    if stored.sha256 != sha256:
        detail = "Another document is stored there already; documents are never overwritten."
        raise InvoiceplugError("ILLEGAL_MOVE", detail, key=stored.key)
    return stored


def _code(error: ClientError) -> Any:
    return error.response["Error"]["Code"]


def _to_base64(sha256: str) -> str:
    return base64.b64encode(bytes.fromhex(sha256)).decode()


def _to_hex(checksum: str) -> str:
    return base64.b64decode(checksum).hex()

"""S3: versioned buckets, conditional writes, checksums, tags, delete markers and what the lifecycle does."""

from __future__ import annotations

import base64
import hashlib
import io
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urlsplit

from botocore.exceptions import ClientError
from botocore.response import StreamingBody
from fake_aws.errors import refusal
from fake_aws.service import Answer, Given, Service, operation

MAX_TAGS = 10
_PUT = "Body ContentType ContentLength ContentMD5 ChecksumAlgorithm ChecksumSHA256 IfNoneMatch Tagging Metadata"
_GET = "VersionId ChecksumMode ResponseContentType ResponseContentDisposition"
_SIGNED = {"content-type": "ContentType", "x-amz-checksum-sha256": "ChecksumSHA256", "if-none-match": "IfNoneMatch"}

Tags = tuple[tuple[str, str], ...]


class Version(NamedTuple):
    """One version of an object; a delete marker has no body."""

    id: str
    body: bytes | None
    checksum: str  # base64 of the SHA-256 that was sent along; empty without
    content_type: str
    tags: Tags
    at: datetime

    @property
    def etag(self) -> str:
        return f'"{hashlib.md5(self.body or b"").hexdigest()}"'


class FakeS3(Service):
    """The client of S3."""

    name = "s3"
    pages = {"list_objects_v2": (("ContinuationToken",), ("NextContinuationToken",))}

    def __init__(self, cloud: Any) -> None:
        super().__init__(cloud)
        self._buckets: dict[str, dict[str, tuple[Version, ...]]] = {}
        self._versions = 0

    def snapshot(self) -> Any:
        return {name: dict(keys) for name, keys in self._buckets.items()}, self._versions

    def restore(self, state: Any) -> None:
        buckets, self._versions = state
        self._buckets = {name: dict(keys) for name, keys in buckets.items()}

    def make_bucket(self, name: str) -> None:
        """A new bucket that keeps versions."""
        self._buckets[name] = {}

    def versions(self, bucket: str, key: str) -> tuple[Version, ...]:
        """Every version of an object, oldest first, read behind everybody's back."""
        return self._buckets[bucket].get(key, ())

    def keys(self, bucket: str) -> list[str]:
        """Every key, deleted objects' too, read behind everybody's back."""
        return list(self._buckets[bucket])

    def store(self, bucket: str, key: str, body: bytes | None) -> Version:
        """What somebody with every right may do: a new version, or (None) a delete marker."""
        with self.cloud.lock:
            return self._add(bucket, key, body, _checksum(body or b""), "application/octet-stream", ())

    def swap(self, bucket: str, key: str, body: bytes) -> None:
        """What S3 never does: other bytes under the newest version's id."""
        *older, newest = self.versions(bucket, key)
        self._buckets[bucket][key] = (*older, newest._replace(body=body, checksum=_checksum(body)))

    def expire(self, bucket: str, key: str) -> None:
        """What the lifecycle does in the end: all versions are gone."""
        self._buckets[bucket].pop(key, None)

    def upload(self, url: str, headers: dict[str, str], body: bytes) -> int:
        """The status that a browser gets which sends the body to a presigned PUT."""
        parts = urlsplit(url)
        signed = dict(parse_qsl(parts.query))
        sent = {name.lower(): value for name, value in headers.items()}
        if self.cloud.clock.seconds > float(signed["expires"]):
            return 403
        if any(sent.get(name) != signed[member] for name, member in _SIGNED.items() if member in signed):
            return 403
        if str(len(body)) != signed.get("ContentLength", str(len(body))):
            return 403
        members = {member: sent[name] for name, member in _SIGNED.items() if name in sent}
        bucket, _, key = unquote(parts.path.lstrip("/")).partition("/")
        try:
            self.put_object(Bucket=bucket, Key=key, Body=body, **members)
        except ClientError as error:
            response: Any = error.response
            return int(response["ResponseMetadata"]["HTTPStatusCode"])
        return 200

    def generate_presigned_url(self, method: str, Params: dict[str, Any], ExpiresIn: int = 3600) -> str:  # noqa: N803
        """An unsigned text with everything that a signature would bind; it asks nobody."""
        rest = {name: value for name, value in Params.items() if name not in ("Bucket", "Key")}
        query = urlencode({"method": method, "expires": self.cloud.clock.seconds + ExpiresIn, **rest})
        return f"https://s3.test/{Params['Bucket']}/{quote(Params['Key'])}?{query}"

    @operation("Bucket", "CreateBucketConfiguration")
    def create_bucket(self, given: Given) -> Answer:
        self.make_bucket(given["Bucket"])
        return {"Location": f"/{given['Bucket']}"}

    @operation("Bucket VersioningConfiguration")
    def put_bucket_versioning(self, given: Given) -> Answer:
        self._bucket("put_bucket_versioning", given)
        return {}

    @operation("Bucket Key", _PUT)
    def put_object(self, given: Given) -> Answer:
        versions = self._bucket("put_object", given).get(given["Key"], ())
        body = _bytes(given.get("Body", b""))
        sent = given.get("ChecksumSHA256", "")
        checksum = _checksum(body)
        if sent and sent != checksum:
            message = "The SHA256 you specified did not match the calculated checksum."
            raise refusal("put_object", "BadDigest", message)
        if given.get("IfNoneMatch") == "*" and versions and versions[-1].body is not None:
            message = "At least one of the pre-conditions you specified did not hold"
            raise refusal("put_object", "PreconditionFailed", message, status=412, Condition="If-None-Match")
        kept = checksum if sent or given.get("ChecksumAlgorithm") == "SHA256" else ""
        tags = _parsed_tags(given.get("Tagging", ""))
        kind = given.get("ContentType", "binary/octet-stream")
        version = self._add(given["Bucket"], given["Key"], body, kept, kind, tags)
        shown = {"ChecksumSHA256": kept, "ChecksumType": "FULL_OBJECT"} if kept else {}
        return {"VersionId": version.id, "ETag": version.etag, **shown}

    @operation("Bucket Key", _GET)
    def head_object(self, given: Given) -> Answer:
        return _head(self._version("head_object", given), given)

    @operation("Bucket Key", _GET)
    def get_object(self, given: Given) -> Answer:
        version = self._version("get_object", given)
        body = version.body or b""
        return {**_head(version, given), "Body": StreamingBody(io.BytesIO(body), len(body))}

    @operation("Bucket Key", "VersionId")
    def delete_object(self, given: Given) -> Answer:
        keys = self._bucket("delete_object", given)
        if "VersionId" not in given:
            marker = self._add(given["Bucket"], given["Key"], None, "", "", ())
            return {"DeleteMarker": True, "VersionId": marker.id}
        left = tuple(each for each in keys.get(given["Key"], ()) if each.id != given["VersionId"])
        if left:
            keys[given["Key"]] = left
        else:
            keys.pop(given["Key"], None)
        return {"VersionId": given["VersionId"]}

    @operation("Bucket Key Tagging", "VersionId")
    def put_object_tagging(self, given: Given) -> Answer:
        version = self._version("put_object_tagging", given)
        tags = _checked_tags([(tag["Key"], tag["Value"]) for tag in given["Tagging"]["TagSet"]])
        keys = self._buckets[given["Bucket"]]
        keys[given["Key"]] = tuple(each._replace(tags=tags) if each is version else each for each in keys[given["Key"]])
        return {"VersionId": version.id}

    @operation("Bucket Key", "VersionId")
    def get_object_tagging(self, given: Given) -> Answer:
        version = self._version("get_object_tagging", given)
        return {"VersionId": version.id, "TagSet": [{"Key": key, "Value": value} for key, value in version.tags]}

    @operation("Bucket", "Prefix MaxKeys ContinuationToken StartAfter")
    def list_objects_v2(self, given: Given) -> Answer:
        keys = self._bucket("list_objects_v2", given)
        start = given.get("ContinuationToken", given.get("StartAfter", ""))
        found = [
            {"Key": key, "Size": len(versions[-1].body), "ETag": versions[-1].etag, "LastModified": versions[-1].at}
            for key, versions in sorted(keys.items())
            if key.startswith(given.get("Prefix", "")) and key > start and versions[-1].body is not None
        ]
        most = given.get("MaxKeys", 1000)
        more = {"NextContinuationToken": found[most - 1]["Key"]} if len(found) > most else {}
        return {"Contents": found[:most], "KeyCount": len(found[:most]), "IsTruncated": bool(more), **more}

    def _add(self, bucket: str, key: str, body: bytes | None, checksum: str, kind: str, tags: Tags) -> Version:
        self._versions += 1
        version = Version(f"v{self._versions}", body, checksum, kind, tags, self.cloud.clock.now())
        self._buckets[bucket][key] = (*self.versions(bucket, key), version)
        return version

    def _bucket(self, name: str, given: Given) -> dict[str, tuple[Version, ...]]:
        if given["Bucket"] not in self._buckets:
            raise refusal(name, "NoSuchBucket", "The specified bucket does not exist", status=404)
        return self._buckets[given["Bucket"]]

    def _version(self, name: str, given: Given) -> Version:
        # The answer to HEAD has no body, so its error has no code but the status.
        head = name == "head_object"
        versions = self._bucket(name, given).get(given["Key"], ())
        wanted = given.get("VersionId")
        found = [each for each in versions if each.id == wanted] if wanted else list(versions[-1:])
        if found and found[0].body is not None:
            return found[0]
        if found and wanted:
            code = "405" if head else "MethodNotAllowed"
            raise refusal(name, code, "The specified method is not allowed against this resource.", status=405)
        code = "404" if head else "NoSuchVersion" if wanted else "NoSuchKey"
        raise refusal(name, code, "Not Found" if head else "It does not exist.", status=404)


def _head(version: Version, given: Given) -> Answer:
    checksum = {"ChecksumSHA256": version.checksum} if version.checksum and given.get("ChecksumMode") else {}
    count = {"TagCount": len(version.tags)} if version.tags else {}
    return {
        "ContentLength": len(version.body or b""), "ContentType": version.content_type, "ETag": version.etag,
        "VersionId": version.id, "LastModified": version.at, **checksum, **count,
    }  # fmt: skip


def _bytes(body: Any) -> bytes:
    if isinstance(body, str):
        return body.encode()
    return bytes(body) if isinstance(body, bytes | bytearray) else bytes(body.read())


def _checksum(body: bytes) -> str:
    return base64.b64encode(hashlib.sha256(body).digest()).decode()


def _parsed_tags(text: str) -> Tags:
    parsed = parse_qs(text, keep_blank_values=True, strict_parsing=bool(text))
    return _checked_tags([(key, value) for key, values in parsed.items() for value in values])


def _checked_tags(tags: list[tuple[str, str]]) -> Tags:
    if len(tags) > MAX_TAGS:
        raise refusal("put_object_tagging", "BadRequest", "Object tags cannot be greater than 10")
    if len({key for key, _ in tags}) < len(tags):
        raise refusal("put_object_tagging", "InvalidTag", "Cannot provide multiple Tags with the same key")
    return tuple(tags)

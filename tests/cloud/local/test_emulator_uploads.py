"""The presigned PUT takes exactly the announced file, once."""

from __future__ import annotations

import base64
import hashlib
import http.client
import uuid
from typing import Any
from urllib.parse import urlsplit

import pytest
from waiting import PATIENCE_SECONDS

PAGE = "http://127.0.0.1:8080"
BODY = b"%PDF-1.7 an invoice"


def checksum(body: bytes) -> str:
    return base64.b64encode(hashlib.sha256(body).digest()).decode()


HEADERS = {
    "content-type": "application/pdf",
    "x-amz-checksum-sha256": checksum(BODY),
    "if-none-match": "*",
    "origin": PAGE,
}


@pytest.fixture
def key() -> str:
    return f"raw/{uuid.uuid4()}/source.pdf"


@pytest.fixture
def upload_url(emulator: Any, key: str) -> str:
    s3 = emulator.client("s3")
    s3.create_bucket(Bucket="docs")
    s3.put_bucket_versioning(Bucket="docs", VersioningConfiguration={"Status": "Enabled"})
    announced = {"ContentType": "application/pdf", "ContentLength": len(BODY), "ChecksumSHA256": checksum(BODY)}
    url: str = s3.generate_presigned_url(
        "put_object", Params={"Bucket": "docs", "Key": key, "IfNoneMatch": "*", **announced}, ExpiresIn=60
    )
    return url


def put(url: str, body: bytes = BODY, **headers: str | None) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    sent = {**HEADERS, **{name.replace("_", "-"): value for name, value in headers.items()}}
    connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE_SECONDS)
    connection.request("PUT", f"{parts.path}?{parts.query}", body, {n: v for n, v in sent.items() if v is not None})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def test_the_announced_file_is_taken_and_the_page_may_see_its_version(upload_url: str) -> None:
    response = put(upload_url)
    assert response.status == 200
    assert response.getheader("access-control-allow-origin") == PAGE
    exposed = response.getheader("access-control-expose-headers", "")
    assert {"ETag", "x-amz-version-id"} <= {name.strip() for name in exposed.split(",")}
    assert response.getheader("etag") and response.getheader("x-amz-version-id")


def test_sent_again_it_answers_412_readably_for_the_page(upload_url: str) -> None:
    put(upload_url)
    response = put(upload_url)
    assert response.status == 412
    assert response.getheader("access-control-allow-origin") == PAGE


def test_another_length_type_hash_or_a_missing_condition_is_refused(emulator: Any, upload_url: str, key: str) -> None:
    other = b"%PDF-1.7 an Invoice"
    assert put(upload_url, BODY + b"x").status == 403
    assert put(upload_url, content_type="text/html").status == 403
    assert put(upload_url, other).status == 400
    assert put(upload_url, other, x_amz_checksum_sha256=checksum(other)).status == 403
    assert put(upload_url, if_none_match=None).status == 403
    assert "Contents" not in emulator.client("s3").list_objects_v2(Bucket="docs", Prefix=key)

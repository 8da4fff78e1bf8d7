"""Presigned requests, really sent to the local stack's emulator, which verifies what was signed as S3 does."""

from __future__ import annotations

import base64
import hashlib
import urllib.error
import urllib.parse
import urllib.request

import pytest
from made import new_id
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.domain.records import Upload
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.wiring import make_client

PDF = b"%PDF-1.7 small but whole"
SHA = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def objects(emulated) -> S3Objects:
    bucket = f"b-{new_id()}"
    emulated.s3.create_bucket(Bucket=bucket)
    emulated.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return S3Objects(emulated.s3, bucket)


@pytest.fixture
def key() -> str:
    return f"raw/default/{new_id()}/source.pdf"


@pytest.fixture
def upload(objects, key) -> Upload:
    return objects.presign_put(key, size=len(PDF), sha256=SHA, seconds=60)


def test_the_announced_file_is_stored(objects, key, upload):
    assert put(upload, PDF) == 200
    stored = objects.head(key)
    assert (stored.size, stored.sha256) == (len(PDF), SHA)
    assert objects.get(key, stored.version_id) == PDF


def test_a_second_put_is_refused_and_the_first_stays(objects, key, upload):
    assert put(upload, PDF) == 200
    stored = objects.head(key)
    assert put(upload, PDF) == 412
    assert objects.head(key) == stored


@pytest.mark.parametrize(
    ("body", "changed"),
    [
        (PDF + b"x", {}),  # another length
        (PDF[:-1], {}),
        (PDF[:-1] + b"X", {}),  # the same length, other bytes
        (PDF[:-1] + b"X", {"x-amz-checksum-sha256": base64.b64encode(hashlib.sha256(b"other").digest()).decode()}),
        (PDF, {"content-type": "text/html"}),
        (PDF, {"if-none-match": None}),
        (PDF, {"x-amz-checksum-sha256": None}),
    ],
)
def test_anything_else_than_what_was_announced_is_refused(objects, key, upload, body, changed):
    assert put(upload, body, changed) in (400, 403, 412)
    assert objects.head(key) is None


def test_a_link_answers_that_one_version(objects, key):
    stored = objects.put_once(key, PDF, content_type="application/pdf")
    link = objects.presign_get(key, stored.version_id, seconds=60, content_type="application/pdf")
    with urllib.request.urlopen(link.url, timeout=PATIENCE_SECONDS) as answer:
        assert answer.read() == PDF
        assert answer.headers["content-type"] == "application/pdf"


def test_a_link_is_answered_as_a_download_so_that_no_browser_shows_it_as_a_page_of_ours(objects, key):
    link = objects.presign_get(key, "v1", seconds=60, content_type="application/pdf")
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(link.url).query)
    asked = {name: query[name] for name in ("versionId", "response-content-type", "response-content-disposition")}
    assert asked == {
        "versionId": ["v1"],
        "response-content-type": ["application/pdf"],
        "response-content-disposition": ["attachment"],
    }


def test_a_link_cannot_be_turned_to_another_key(objects, key):
    stored = objects.put_once(key, PDF)
    link = objects.presign_get(key, stored.version_id, seconds=60, content_type="application/pdf")
    other = f"raw/default/{new_id()}/source.pdf"
    objects.put_once(other, b"another operator's")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(link.url.replace(key, other), timeout=PATIENCE_SECONDS)
    refused.value.close()
    assert refused.value.code == 403


@pytest.mark.parametrize(
    ("options", "start"),
    [
        ({"region_name": "eu-central-1"}, "https://documents.s3.eu-central-1.amazonaws.com/raw/default/x/source.pdf?"),
        ({"region_name": "us-east-1"}, "https://documents.s3.us-east-1.amazonaws.com/raw/default/x/source.pdf?"),
        (
            {"region_name": "us-east-1", "endpoint_url": "http://127.0.0.1:4566"},
            "http://127.0.0.1:4566/documents/raw/default/x/source.pdf?",
        ),
    ],
)
def test_links_name_the_regional_host_in_the_cloud_and_the_path_on_this_machine(options, start):
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    objects = S3Objects(make_client("s3", **keys, **options), "documents")
    upload = objects.presign_put("raw/default/x/source.pdf", size=5, sha256=SHA, seconds=60)
    assert upload.url.startswith(start)
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(upload.url).query)
    signed = "content-length;content-type;host;if-none-match;x-amz-checksum-sha256"
    assert (query["X-Amz-SignedHeaders"], query["X-Amz-Expires"]) == ([signed], ["60"])
    assert set(upload.headers) == {"content-type", "if-none-match", "x-amz-checksum-sha256"}


def put(upload: Upload, body: bytes, changed: dict[str, str | None] | None = None) -> int:
    headers = {name: value for name, value in {**upload.headers, **(changed or {})}.items() if value is not None}
    request = urllib.request.Request(upload.url, data=body, method="PUT", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code

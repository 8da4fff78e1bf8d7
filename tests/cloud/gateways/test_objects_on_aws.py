"""Answers of real S3 that neither moto nor the emulator gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aws_worlds import CREDENTIALS
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.gateways.objects import S3Objects
from invoiceplug_cloud.gateways.patience import TRIES
from invoiceplug_cloud.wiring import make_client

SHA_OF_EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
CALLS = {
    "put_object": lambda objects: objects.put_once("k", b""),
    "head_object": lambda objects: objects.head("k"),
    "get_object": lambda objects: objects.get("k", "v"),
    "put_object_tagging": lambda objects: objects.keep("k", "v"),
}


@pytest.fixture
def s3() -> Iterator[tuple[S3Objects, Stubber, list[int]]]:
    client = make_client("s3", **CREDENTIALS)
    pauses: list[int] = []
    with Stubber(client) as stubber:
        yield S3Objects(client, "documents", pause=pauses.append), stubber, pauses
        stubber.assert_no_pending_responses()


@pytest.mark.parametrize("code", ["403", "404"])
def test_without_the_right_to_list_a_missing_object_is_forbidden_and_still_absent(s3, code):
    objects, stubber, _ = s3
    stubber.add_client_error("head_object", code)
    assert objects.head("raw/default/x/source.pdf") is None


@pytest.mark.parametrize("code", ["AccessDenied", "NoSuchVersion", "NoSuchKey", "MethodNotAllowed"])
def test_a_version_that_cannot_be_had_has_expired(s3, code):
    objects, stubber, _ = s3
    stubber.add_client_error("get_object", code)
    with pytest.raises(InvoiceplugError) as refused:
        objects.get("raw/default/x/source.pdf", "v1")
    assert refused.value.code == "SOURCE_EXPIRED"


def test_an_object_without_a_checksum_equals_nothing_that_was_announced(s3):
    objects, stubber, _ = s3
    stubber.add_response("head_object", {"VersionId": "v1", "ContentLength": 3})
    assert objects.head("raw/default/x/source.pdf").sha256 == ""


def test_a_write_that_meets_another_one_is_tried_again(s3):
    objects, stubber, pauses = s3
    stubber.add_client_error("put_object", "ConditionalRequestConflict", http_status_code=409)
    stubber.add_client_error("head_object", "404")
    stubber.add_response("put_object", {"VersionId": "v1"})
    assert objects.put_once("plans/default/x/y.json", b"").version_id == "v1"
    assert pauses == [0]


def test_a_write_whose_answer_was_lost_finds_its_own_object(s3):
    objects, stubber, _ = s3
    stubber.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
    checksum = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    stubber.add_response("head_object", {"VersionId": "v1", "ContentLength": 0, "ChecksumSHA256": checksum})
    stored = objects.put_once("plans/default/x/y.json", b"")
    assert (stored.version_id, stored.sha256) == ("v1", SHA_OF_EMPTY)


def test_conflicts_without_an_end_are_busy(s3):
    objects, stubber, pauses = s3
    for _ in range(TRIES):
        stubber.add_client_error("put_object", "ConditionalRequestConflict", http_status_code=409)
        stubber.add_client_error("head_object", "404")
    with pytest.raises(InvoiceplugError) as refused:
        objects.put_once("plans/default/x/y.json", b"")
    assert (refused.value.code, len(pauses)) == ("BUSY", TRIES)


@pytest.mark.parametrize("operation", CALLS)
def test_what_is_wrong_with_us_is_not_taken_for_an_absent_object(s3, operation):
    objects, stubber, _ = s3
    stubber.add_client_error(operation, "NoSuchBucket")
    with pytest.raises(ClientError):
        CALLS[operation](objects)


@pytest.mark.parametrize("code", ["SlowDown", "503", "InternalError", "RequestTimeout"])
@pytest.mark.parametrize("operation", CALLS)
def test_a_bucket_that_is_too_slow_is_busy(s3, operation, code):
    objects, stubber, _ = s3
    stubber.add_client_error(operation, code, http_status_code=503)
    with pytest.raises(InvoiceplugError) as refused:
        CALLS[operation](objects)
    assert refused.value.code == "BUSY"


@pytest.mark.parametrize(
    ("key", "tag"),
    [("readings/default/x/1/reading.json", "keep=no"), ("plans/default/x/1.json", None), ("reviews/default/x", None)],
)
def test_only_a_reading_says_that_it_may_expire(s3, key, tag):
    objects, stubber, _ = s3
    checksum = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    sent = {"Bucket": "documents", "Key": key, "Body": b"", "ContentType": "application/json", "IfNoneMatch": "*"}
    tagged = {"Tagging": tag} if tag else {}
    expected = {**sent, **tagged, "ChecksumAlgorithm": "SHA256", "ChecksumSHA256": checksum}
    stubber.add_response("put_object", {"VersionId": "v1"}, expected)
    assert objects.put_once(key, b"").version_id == "v1"


def test_one_version_is_kept(s3):
    objects, stubber, _ = s3
    tags = {"TagSet": [{"Key": "keep", "Value": "yes"}]}
    sent = {"Bucket": "documents", "Key": "readings/x", "VersionId": "v1", "Tagging": tags}
    stubber.add_response("put_object_tagging", {}, sent)
    objects.keep("readings/x", "v1")


def test_without_the_right_to_tag_nothing_is_said_to_have_expired(s3):
    objects, stubber, _ = s3
    stubber.add_client_error("put_object_tagging", "AccessDenied", http_status_code=403)
    with pytest.raises(ClientError):
        objects.keep("readings/x", "v1")

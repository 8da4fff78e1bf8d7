"""Objects are written once, kept in versions, checked by their hash, and carry tags."""

from __future__ import annotations

import base64
import hashlib

import pytest


def checksum(body):
    return base64.b64encode(hashlib.sha256(body).digest()).decode()


def put(aws, body, name="x", **more):
    return aws.s3.put_object(Bucket=aws.storage, Key=f"{aws.mine}/{name}", Body=body, **more)["VersionId"]


def get(aws, name="x", **more):
    return aws.s3.get_object(Bucket=aws.storage, Key=f"{aws.mine}/{name}", **more)["Body"].read()


def where(aws, name="x", **more):
    return {"Bucket": aws.storage, "Key": f"{aws.mine}/{name}", **more}


def test_an_object_that_is_there_is_not_written_again(aws, refused):
    put(aws, b"one", IfNoneMatch="*")
    with refused("PreconditionFailed") as error:
        put(aws, b"two", IfNoneMatch="*")
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 412
    assert get(aws) == b"one"


def test_every_version_stays(aws):
    first, second = put(aws, b"one"), put(aws, b"two")
    assert first != second
    assert [get(aws), get(aws, VersionId=first), get(aws, VersionId=second)] == [b"two", b"one", b"two"]


def test_after_a_delete_marker_nothing_is_there_and_it_may_be_written(aws, refused):
    version = put(aws, b"one", IfNoneMatch="*")
    aws.s3.delete_object(**where(aws))
    with refused("NoSuchKey"):
        get(aws)
    with refused("404"):
        aws.s3.head_object(**where(aws))
    assert get(aws, VersionId=version) == b"one"
    put(aws, b"two", IfNoneMatch="*")
    assert get(aws) == b"two"


@pytest.mark.differs(moto="a marker is a version that does not exist")
def test_a_delete_marker_is_not_read(aws, refused):
    put(aws, b"one")
    marker = aws.s3.delete_object(**where(aws))["VersionId"]
    with refused("MethodNotAllowed"):
        get(aws, VersionId=marker)


def test_a_version_that_is_deleted_is_gone(aws, refused):
    first, second = put(aws, b"one"), put(aws, b"two")
    aws.s3.delete_object(**where(aws, VersionId=second))
    assert get(aws) == b"one"
    with refused("NoSuchVersion"):
        get(aws, VersionId=second)
    aws.s3.delete_object(**where(aws, VersionId=first))
    with refused("NoSuchKey"):
        get(aws)


def test_what_is_not_there_is_told_apart_by_the_kind_of_request(aws, refused):
    with refused("404"):
        aws.s3.head_object(**where(aws, "nothing"))
    with refused("NoSuchKey"):
        get(aws, "nothing")
    with refused("NoSuchBucket"):
        aws.s3.get_object(Bucket="nowhere-at-all", Key="x")


@pytest.mark.differs(moto="it is kept, whatever its hash")
def test_other_bytes_than_their_hash_says_are_refused(aws, refused):
    with refused("BadDigest"):
        put(aws, b"one", ChecksumSHA256=checksum(b"two"))
    with refused("404"):
        aws.s3.head_object(**where(aws))


def test_the_hash_is_shown_when_asked(aws):
    put(aws, b"one", ChecksumAlgorithm="SHA256", ChecksumSHA256=checksum(b"one"), ContentType="application/json")
    head = aws.s3.head_object(**where(aws, ChecksumMode="ENABLED"))
    assert (head["ChecksumSHA256"], head["ContentLength"]) == (checksum(b"one"), 3)
    assert head["ContentType"] == "application/json"


def tags(aws, **more):
    return {tag["Key"]: tag["Value"] for tag in aws.s3.get_object_tagging(**where(aws, **more))["TagSet"]}


def test_an_object_is_stored_with_its_tags(aws):
    put(aws, b"one", Tagging="keep=no&of=a%20b")
    assert tags(aws) == {"keep": "no", "of": "a b"}


def test_tags_of_one_version_are_replaced_and_the_others_keep_theirs(aws):
    first, second = put(aws, b"one", Tagging="keep=no"), put(aws, b"two", Tagging="keep=no")
    for _ in range(2):
        aws.s3.put_object_tagging(**where(aws, VersionId=first), Tagging={"TagSet": [{"Key": "keep", "Value": "yes"}]})
    assert (tags(aws, VersionId=first), tags(aws, VersionId=second)) == ({"keep": "yes"}, {"keep": "no"})
    assert get(aws, VersionId=first) == b"one"


def test_tags_of_nothing_are_refused(aws, refused):
    with refused("NoSuchKey", "NoSuchVersion"):
        aws.s3.put_object_tagging(**where(aws, "nothing"), Tagging={"TagSet": []})


def test_keys_are_listed_page_by_page(aws):
    for name in ("b", "a", "c"):
        put(aws, b"x", name)
    aws.s3.delete_object(**where(aws, "c"))
    pages = aws.s3.get_paginator("list_objects_v2").paginate(
        Bucket=aws.storage, Prefix=aws.mine, PaginationConfig={"PageSize": 1}
    )
    listed = [each["Key"] for page in pages for each in page.get("Contents", [])]
    assert listed == [f"{aws.mine}/a", f"{aws.mine}/b"]

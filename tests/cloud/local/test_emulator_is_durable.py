"""What the emulator has acknowledged is there after a restart, and after kill -9."""

from __future__ import annotations

import itertools
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.local.data_folder import DataFolder

Start = Callable[..., Any]


def make_table(dynamodb: Any) -> None:
    dynamodb.create_table(
        TableName="stock",
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    )


def make_bucket(s3: Any) -> None:
    s3.create_bucket(Bucket="docs")
    s3.put_bucket_versioning(Bucket="docs", VersioningConfiguration={"Status": "Enabled"})


def kill(running: Any) -> None:
    os.kill(running.pid, signal.SIGKILL)
    assert running.died.wait(PATIENCE_SECONDS)


def count_up(dynamodb: Any, row: str) -> None:
    """One transaction: a new row, and the total that counts the rows."""
    new_row = {"Item": {"id": {"S": row}}, "ConditionExpression": "attribute_not_exists(id)"}
    total = {"Key": {"id": {"S": "total"}}, "UpdateExpression": "ADD rows_ :one"}
    dynamodb.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": "stock", **new_row}},
            {"Update": {"TableName": "stock", **total, "ExpressionAttributeValues": {":one": {"N": "1"}}}},
        ],
        ClientRequestToken=row,
    )


def test_a_kill_under_load_loses_no_acknowledged_write(start_emulator: Start) -> None:
    running = start_emulator()
    dynamodb, s3 = running.client("dynamodb"), running.client("s3")
    make_table(dynamodb)
    make_bucket(s3)
    numbers, rows, objects = itertools.count(), [], []
    enough = threading.Event()

    def write(_: int) -> None:
        while True:
            number = next(numbers)
            try:
                count_up(dynamodb, f"row-{number}")
                rows.append(f"row-{number}")
                body = f"object {number}".encode()
                answer = s3.put_object(Bucket="docs", Key=f"raw/{number}/source.pdf", Body=body, IfNoneMatch="*")
            except (ClientError, BotoCoreError):
                return
            objects.append((f"raw/{number}/source.pdf", answer["VersionId"], body))
            if len(objects) >= 60:
                enough.set()

    with ThreadPoolExecutor(8) as writers:
        done = [writers.submit(write, n) for n in range(8)]
        assert enough.wait(PATIENCE_SECONDS)
        kill(running)
        for each in done:
            each.result()

    again = start_emulator()
    dynamodb, s3 = again.client("dynamodb"), again.client("s3")
    found = {
        item["id"]["S"] for page in dynamodb.get_paginator("scan").paginate(TableName="stock") for item in page["Items"]
    }
    assert set(rows) <= found
    total = dynamodb.get_item(TableName="stock", Key={"id": {"S": "total"}}, ConsistentRead=True)["Item"]["rows_"]["N"]
    assert int(total) == len(found) - 1  # a transaction is there as a whole or not at all
    for key, version, body in objects:
        assert s3.get_object(Bucket="docs", Key=key, VersionId=version)["Body"].read() == body
        assert s3.head_object(Bucket="docs", Key=key)["VersionId"] == version


def test_a_kill_keeps_the_tag_of_one_version(start_emulator: Start) -> None:
    running = start_emulator()
    s3 = running.client("s3")
    make_bucket(s3)
    written = [s3.put_object(Bucket="docs", Key="a", Body=body, Tagging="keep=no") for body in (b"1", b"2")]
    versions = [answer["VersionId"] for answer in written]
    tags = {"TagSet": [{"Key": "keep", "Value": "yes"}]}
    s3.put_object_tagging(Bucket="docs", Key="a", VersionId=versions[0], Tagging=tags)
    kill(running)
    s3 = start_emulator().client("s3")
    kept = [s3.get_object_tagging(Bucket="docs", Key="a", VersionId=each)["TagSet"][0]["Value"] for each in versions]
    assert kept == ["yes", "no"]


def test_a_kill_keeps_versions_metadata_checksums_tags_and_bucket_settings(start_emulator: Start) -> None:
    running = start_emulator()
    s3 = running.client("s3")
    make_bucket(s3)
    first = s3.put_object(
        Bucket="docs", Key="a/b.json", Body=b"1", ContentType="application/json", ChecksumAlgorithm="SHA256"
    )
    second = s3.put_object(
        Bucket="docs", Key="a/b.json", Body=b"22", Metadata={"who": "me"}, ChecksumAlgorithm="SHA256"
    )
    s3.put_object_tagging(Bucket="docs", Key="a/b.json", Tagging={"TagSet": [{"Key": "keep", "Value": "yes"}]})
    s3.put_object(Bucket="docs", Key="gone", Body=b"3")
    s3.delete_object(Bucket="docs", Key="gone")
    before = s3.head_object(Bucket="docs", Key="a/b.json", ChecksumMode="ENABLED")
    kill(running)

    s3 = start_emulator().client("s3")
    after = s3.head_object(Bucket="docs", Key="a/b.json", ChecksumMode="ENABLED")
    kept = ("VersionId", "ContentType", "ContentLength", "Metadata", "ETag", "ChecksumSHA256", "LastModified")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert after["VersionId"] == second["VersionId"]
    assert s3.get_object(Bucket="docs", Key="a/b.json", VersionId=first["VersionId"])["Body"].read() == b"1"
    assert s3.get_object_tagging(Bucket="docs", Key="a/b.json")["TagSet"] == [{"Key": "keep", "Value": "yes"}]
    assert s3.get_bucket_versioning(Bucket="docs")["Status"] == "Enabled"
    with pytest.raises(ClientError, match="404"):
        s3.head_object(Bucket="docs", Key="gone")
    with pytest.raises(ClientError, match="PreconditionFailed"):
        s3.put_object(Bucket="docs", Key="a/b.json", Body=b"1", IfNoneMatch="*")


def test_a_transaction_sent_again_with_its_token_is_made_once_even_across_a_kill(start_emulator: Start) -> None:
    running = start_emulator()
    dynamodb = running.client("dynamodb")
    make_table(dynamodb)
    count_up(dynamodb, "row")
    count_up(dynamodb, "row")
    kill(running)
    dynamodb = start_emulator().client("dynamodb")
    count_up(dynamodb, "row")
    total = dynamodb.get_item(TableName="stock", Key={"id": {"S": "total"}})["Item"]["rows_"]["N"]
    assert total == "1"


def test_an_upload_that_a_kill_cut_in_half_can_be_made_again(start_emulator: Start, data: DataFolder) -> None:
    running = start_emulator()
    make_bucket(running.client("s3"))
    kept = running.client("s3").put_object(Bucket="docs", Key="raw/kept", Body=b"kept")
    kill(running)
    bucket = data.path / "objects" / "000000000000" / "docs"
    (bucket / "raw" / "half").write_bytes(b"no sidecar yet")
    (bucket / "raw" / "other.tmp").write_bytes(b"not renamed yet")

    s3 = start_emulator().client("s3")
    again = s3.put_object(Bucket="docs", Key="raw/half", Body=b"whole", IfNoneMatch="*")
    assert s3.get_object(Bucket="docs", Key="raw/half", VersionId=again["VersionId"])["Body"].read() == b"whole"
    assert s3.get_object(Bucket="docs", Key="raw/kept", VersionId=kept["VersionId"])["Body"].read() == b"kept"
    assert [found["Key"] for found in s3.list_objects_v2(Bucket="docs")["Contents"]] == ["raw/half", "raw/kept"]


def test_an_overwrite_that_a_kill_cut_in_half_leaves_the_acknowledged_bytes(
    start_emulator: Start, data: DataFolder
) -> None:
    running = start_emulator()
    s3 = running.client("s3")
    make_bucket(s3)
    first = s3.put_object(Bucket="docs", Key="file", Body=b"first")
    second = s3.put_object(Bucket="docs", Key="file", Body=b"second")
    kill(running)
    objects = data.path / "objects"
    displaced = objects / ".versions" / "000000000000" / "docs" / second["VersionId"] / "file"
    displaced.parent.mkdir(parents=True)
    displaced.write_bytes(b"second")  # the third write keeps the second version aside, and then writes its own bytes
    (objects / "000000000000" / "docs" / "file").write_bytes(b"third")

    s3 = start_emulator().client("s3")
    assert s3.get_object(Bucket="docs", Key="file")["Body"].read() == b"second"
    assert s3.get_object(Bucket="docs", Key="file", VersionId=first["VersionId"])["Body"].read() == b"first"


def test_what_the_log_could_not_bring_back_is_refused(emulator: Any) -> None:
    dynamodb, s3 = emulator.client("dynamodb"), emulator.client("s3")
    make_table(dynamodb)
    make_bucket(s3)
    with pytest.raises(ClientError, match="UpdateTimeToLive"):
        dynamodb.update_time_to_live(
            TableName="stock", TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"}
        )
    for refused in (
        lambda: s3.create_multipart_upload(Bucket="docs", Key="big"),
        lambda: s3.delete_objects(Bucket="docs", Delete={"Objects": [{"Key": "a"}]}),
        lambda: s3.copy_object(Bucket="docs", Key="b", CopySource="docs/a"),
        lambda: s3.delete_bucket(Bucket="docs"),
        lambda: s3.put_object(Bucket="docs", Key="folder//x", Body=b""),
    ):
        with pytest.raises(ClientError, match=r"local stack"):
            refused()


def test_a_log_that_has_grown_is_rewritten_and_nothing_is_lost(start_emulator: Start, data: DataFolder) -> None:
    running = start_emulator()
    dynamodb = running.client("dynamodb")
    make_table(dynamodb)
    make_bucket(running.client("s3"))
    for number in range(60):  # more than two batches of 25
        dynamodb.put_item(
            TableName="stock", Item={"id": {"S": f"row-{number}"}, "qty": {"N": "1.50"}, "ä": {"BOOL": True}}
        )
        dynamodb.put_item(TableName="stock", Item={"id": {"S": "busy"}, "n": {"N": str(number)}})
    before = dynamodb.scan(TableName="stock")["Items"]
    kill(running)

    running = start_emulator("--rewrite-after", "50")
    assert [file.name for file in (data.path / "dynamodb").iterdir()] == ["00000002.log"]
    dynamodb = running.client("dynamodb")
    dynamodb.delete_item(TableName="stock", Key={"id": {"S": "busy"}})
    kill(running)

    running = start_emulator("--rewrite-after", "50")
    found = running.client("dynamodb").scan(TableName="stock")["Items"]
    assert sorted(map(str, found)) == sorted(str(item) for item in before if item["id"]["S"] != "busy")
    assert running.client("s3").get_bucket_versioning(Bucket="docs")["Status"] == "Enabled"

"""Queries and scans: order, pages, indexes, and what is refused."""

from __future__ import annotations

import pytest

OTHER_CODE = pytest.mark.differs(moto="it is refused as ResourceNotFoundException")
UNEQUAL = pytest.mark.differs(moto="it ends in an AssertionError", emulator="it is answered")
BACKWARDS = pytest.mark.differs(moto="it is answered")
Z_TO_A = {":z": {"S": "z"}, ":a": {"S": "a"}}


def query(aws, condition="job_id = :mine", **more):
    values = {":mine": {"S": aws.mine}} | more.pop("values", {})
    return aws.dynamodb.query(
        TableName=aws.table, KeyConditionExpression=condition, ExpressionAttributeValues=values, **more
    )


def entries(page):
    return [item["entry"]["S"] for item in page["Items"]]


@pytest.fixture
def rows(aws):
    for entry in ("c", "a", "b", "ä", "a#1", "B"):
        aws.put(entry, n={"N": "1"})


@pytest.mark.usefixtures("rows")
class TestAPartition:
    def test_is_read_in_the_order_of_bytes(self, aws):
        assert entries(query(aws)) == ["B", "a", "a#1", "b", "c", "ä"]
        assert entries(query(aws, ScanIndexForward=False)) == ["ä", "c", "b", "a#1", "a", "B"]

    @pytest.mark.parametrize(
        ("condition", "values", "found"),
        [
            ("entry = :x", ["b"], ["b"]), ("entry > :x", ["b"], ["c", "ä"]), ("entry >= :x", ["b"], ["b", "c", "ä"]),
            ("entry < :x", ["a"], ["B"]), ("entry <= :x", ["a"], ["B", "a"]),
            ("entry BETWEEN :x AND :y", ["a", "b"], ["a", "a#1", "b"]), ("begins_with(entry, :x)", ["a"], ["a", "a#1"]),
        ],
    )  # fmt: skip
    def test_by_its_sort_key(self, aws, condition, values, found):
        given = {name: {"S": value} for name, value in zip((":x", ":y"), values, strict=False)}
        assert entries(query(aws, f"job_id = :mine AND {condition}", values=given)) == found

    @pytest.mark.parametrize("forward", [True, False])
    def test_is_read_page_by_page(self, aws, forward):
        found, start = [], {}
        while True:
            page = query(aws, Limit=2, ScanIndexForward=forward, **start)
            found.append(entries(page))
            if "LastEvaluatedKey" not in page:
                break
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
        in_order = ["B", "a", "a#1", "b", "c", "ä"]
        assert [entry for each in found for entry in each] == (in_order if forward else in_order[::-1])
        assert all(len(each) <= 2 for each in found)

    def test_goes_on_behind_a_row_that_is_gone(self, aws):
        page = query(aws, Limit=2)
        aws.dynamodb.delete_item(TableName=aws.table, Key=page["LastEvaluatedKey"])
        assert entries(query(aws, ExclusiveStartKey=page["LastEvaluatedKey"])) == ["a#1", "b", "c", "ä"]

    def test_a_limit_counts_what_is_read_before_the_filter(self, aws):
        aws.put("a", n={"N": "2"})
        page = query(aws, Limit=3, FilterExpression="n = :two", values={":two": {"N": "2"}})
        assert (entries(page), page["ScannedCount"], "LastEvaluatedKey" in page) == (["a"], 3, True)

    def test_shows_only_what_is_asked_for(self, aws):
        (item,) = query(
            aws, "job_id = :mine AND entry = :x", values={":x": {"S": "a"}}, ProjectionExpression="entry, gone"
        )["Items"]
        assert item == {"entry": {"S": "a"}}
        assert query(aws, Select="COUNT")["Count"] == 6

    def test_many_rows_are_read_at_once(self, aws):
        keys = [aws.key("a"), aws.key("gone"), aws.key("c")]
        answer = aws.dynamodb.batch_get_item(RequestItems={aws.table: {"Keys": keys, "ConsistentRead": True}})
        assert sorted(item["entry"]["S"] for item in answer["Responses"][aws.table]) == ["a", "c"]
        assert answer["UnprocessedKeys"] == {}

    def test_a_scan_reads_every_row_once(self, aws):
        pages = aws.dynamodb.get_paginator("scan").paginate(
            TableName=aws.table, FilterExpression="job_id = :mine", Limit=4,
            ExpressionAttributeValues={":mine": {"S": aws.mine}},
        )  # fmt: skip
        assert sorted(entry for page in pages for entry in entries(page)) == sorted(["B", "a", "a#1", "b", "c", "ä"])


def test_an_index_holds_the_rows_that_have_its_attributes_in_the_order_of_its_sort(aws):
    for entry, at in (("1", "b"), ("2", "a"), ("3", None), ("4", "c")):
        listed = {} if at is None else {"created_at": {"S": at}}
        aws.put(entry, status_key={"S": aws.mine}, **listed)
    found = query(aws, "status_key = :mine", IndexName="by_status", ScanIndexForward=False)
    assert entries(found) == ["4", "1", "2"]
    first = query(aws, "status_key = :mine", IndexName="by_status", Limit=2)
    assert set(first["LastEvaluatedKey"]) == {"job_id", "entry", "status_key", "created_at"}
    rest = query(aws, "status_key = :mine", IndexName="by_status", ExclusiveStartKey=first["LastEvaluatedKey"])
    assert entries(first) + entries(rest) == ["2", "1", "4"]


@pytest.mark.parametrize(
    "more",
    [
        {"IndexName": "by_status", "ConsistentRead": True, "condition": "status_key = :mine"},
        pytest.param({"IndexName": "by_nothing"}, marks=OTHER_CODE),
        {"condition": "entry = :mine"},
        {"condition": "job_id > :mine"},
        {"condition": "job_id = :mine AND n = :mine"},
        pytest.param({"condition": "job_id = :mine AND entry <> :mine"}, marks=UNEQUAL),
        pytest.param({"condition": "job_id = :mine AND entry BETWEEN :z AND :a", "values": Z_TO_A}, marks=BACKWARDS),
    ],
)
def test_a_query_that_cannot_be_is_refused(aws, refused, more):
    with refused("ValidationException"):
        query(aws, **more)


@pytest.mark.parametrize("keys", [["a", "a"], [str(number) for number in range(101)]])
def test_a_batch_takes_a_hundred_keys_each_once(aws, refused, keys):
    with refused("ValidationException"):
        aws.dynamodb.batch_get_item(RequestItems={aws.table: {"Keys": [aws.key(key) for key in keys]}})


def test_a_table_that_is_not_there(aws, refused):
    with refused("ResourceNotFoundException"):
        aws.dynamodb.get_item(TableName="nowhere", Key=aws.key())


def test_a_page_ends_at_a_megabyte(aws):
    for number in range(4):
        aws.put(str(number), s={"S": "x" * 390_000})
    first = query(aws)
    rest = query(aws, ExclusiveStartKey=first["LastEvaluatedKey"])
    assert entries(first) + entries(rest) == ["0", "1", "2", "3"]
    assert entries(first) == ["0", "1"]

"""Condition expressions hold or fail, and filters keep or drop, by the same rules everywhere."""

from __future__ import annotations

import pytest

ROW = {
    "s": {"S": "abc"},
    "n": {"N": "10"},
    "yes": {"BOOL": True},
    "list": {"L": [{"N": "1"}, {"S": "x"}]},
    "map": {"M": {"in": {"S": "deep"}, "two": {"L": [{"N": "7"}]}}},
    "set": {"SS": ["a", "b"]},
}
VALUES = {
    ":abc": {"S": "abc"}, ":b": {"S": "b"}, ":ten": {"N": "10"}, ":ten0": {"N": "10.00"}, ":nine": {"N": "9"},
    ":hundred": {"N": "100"}, ":one": {"N": "1"}, ":deep": {"S": "deep"}, ":seven": {"N": "7"}, ":yes": {"BOOL": True},
    ":S": {"S": "S"}, ":N": {"S": "N"}, ":x": {"S": "x"}, ":two": {"N": "2"}, ":three": {"N": "3"}, ":a": {"S": "a"},
    ":text10": {"S": "10"},
}  # fmt: skip
HOLDS = [
    "#s = :abc", "#n = :ten", "#n = :ten0", "#yes = :yes", "#s <> :b", "#gone <> :b", "#n > :nine", "#n < :hundred",
    "#n >= :ten", "#n <= :ten", "#s < :b", "#n BETWEEN :nine AND :hundred", "#s IN (:b, :abc)", "NOT #s = :b",
    "attribute_exists(#s)", "attribute_not_exists(#gone)", "attribute_exists(#map.#in)",
    "attribute_not_exists(#map.#gone)", "#map.#in = :deep", "#map.#two[0] = :seven", "#list[0] = :one",
    "begins_with(#s, :a)", "contains(#s, :b)", "contains(#list, :x)", "contains(#set, :b)",
    "attribute_type(#s, :S)", "attribute_type(#n, :N)", "size(#s) = :three", "size(#list) = :two", "size(#map) = :two",
    "size(#set) = :two", "#s = :b OR #n = :ten", "(#s = :b OR #n = :ten) AND #yes = :yes",
    "#s = :b AND #n = :ten OR #yes = :yes", "NOT (#s = :b AND #n = :ten)", "#s = #s", "#n <> :text10",
]  # fmt: skip
FAILS = [
    "#s = :b", "#gone = :b", "#n = :text10", "#n < :nine", "#gone < :nine", "#s > :b",
    "attribute_exists(#gone)", "attribute_not_exists(#s)", "#gone IN (:b)",
    "begins_with(#s, :b)", "begins_with(#gone, :b)", "contains(#s, :deep)", "contains(#gone, :b)", "NOT #s = :abc",
    "attribute_type(#gone, :S)", "#list[5] = :one", "#map.#gone = :deep", "#s = :b AND #n = :ten",
    "#s = :abc AND NOT #n = :ten", pytest.param("#n > :abc", marks=pytest.mark.differs(moto="a TypeError answers 500")),
    pytest.param("size(#gone) = :two", marks=pytest.mark.differs(moto="a TypeError answers 500")),
]  # fmt: skip


def explained(condition: str) -> dict[str, object]:
    """The names and values that the condition uses."""
    words = condition.replace("(", " ").replace(")", " ").replace(",", " ").replace(".", " ").replace("[", " ").split()
    names = {word: word[1:] for word in words if word.startswith("#")}
    values = {word: VALUES[word] for word in words if word.startswith(":")}
    return {"ExpressionAttributeNames": names, **({"ExpressionAttributeValues": values} if values else {})}


@pytest.mark.parametrize("condition", HOLDS)
def test_a_condition_that_holds(aws, condition):
    aws.put(**ROW)
    aws.dynamodb.put_item(TableName=aws.table, Item=aws.key(), ConditionExpression=condition, **explained(condition))
    assert aws.get() == {}


@pytest.mark.parametrize("condition", FAILS)
def test_a_condition_that_fails(aws, refused, condition):
    aws.put(**ROW)
    with refused("ConditionalCheckFailedException"):
        aws.dynamodb.put_item(
            TableName=aws.table, Item=aws.key(), ConditionExpression=condition, **explained(condition)
        )
    assert aws.get() == ROW


def test_filters_keep_the_rows_of_which_the_condition_holds(aws):
    aws.put("1", **ROW)
    aws.put("2", s={"S": "b"})
    for condition, kept in (("#s = :abc", ["1"]), ("#s < :x", ["1", "2"]), ("attribute_exists(#gone)", [])):
        terms = explained(condition)
        values = {":mine": {"S": aws.mine}, **terms.get("ExpressionAttributeValues", {})}
        names = {"#job": "job_id", **terms["ExpressionAttributeNames"]}
        page = aws.dynamodb.query(
            TableName=aws.table, KeyConditionExpression="#job = :mine", FilterExpression=condition,
            ExpressionAttributeNames=names, ExpressionAttributeValues=values,
        )  # fmt: skip
        assert [item["entry"]["S"] for item in page["Items"]] == kept
        assert (page["Count"], page["ScannedCount"]) == (len(kept), 2)


def test_a_failed_condition_shows_the_row_that_is_there_when_asked(aws, refused):
    aws.put(n={"N": "1"})
    with refused("ConditionalCheckFailedException") as error:
        aws.dynamodb.put_item(
            TableName=aws.table, Item=aws.key(), ConditionExpression="attribute_not_exists(job_id)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )  # fmt: skip
    assert error.response["Item"] == aws.key() | {"n": {"N": "1"}}


@pytest.mark.differs(moto="expressions of a put are not checked")
@pytest.mark.parametrize(
    ("condition", "terms"),
    [
        ("#s = :abc", {"ExpressionAttributeNames": {"#s": "s"}}),
        ("#s = :abc", {"ExpressionAttributeValues": {":abc": {"S": "abc"}}}),
        ("#s = ", {"ExpressionAttributeNames": {"#s": "s"}}),
        ("#s == :abc", {"ExpressionAttributeNames": {"#s": "s"}, "ExpressionAttributeValues": {":abc": {"S": "abc"}}}),
    ],
)
def test_an_expression_that_is_wrong_is_refused(aws, refused, condition, terms):
    with refused("ValidationException"):
        aws.dynamodb.put_item(TableName=aws.table, Item=aws.key(), ConditionExpression=condition, **terms)


def test_a_reserved_word_needs_a_placeholder(aws, refused):
    values = {":abc": {"S": "abc"}}
    with refused("ValidationException"):
        aws.dynamodb.put_item(
            TableName=aws.table, Item=aws.key(), ConditionExpression="status = :abc", ExpressionAttributeValues=values
        )


VALUE_UNUSED = pytest.mark.differs(moto="a value that nothing uses is let through")


@pytest.mark.parametrize("unused", [{"#other": "other"}, pytest.param({":other": {"S": "x"}}, marks=VALUE_UNUSED)])
def test_a_placeholder_that_nothing_uses_is_refused(aws, refused, unused):
    names = {"#s": "s"} | {name: each for name, each in unused.items() if name.startswith("#")}
    values = {":abc": {"S": "abc"}} | {name: each for name, each in unused.items() if name.startswith(":")}
    with refused("ValidationException"):
        aws.dynamodb.put_item(
            TableName=aws.table, Item=aws.key(), ConditionExpression="#s <> :abc",
            ExpressionAttributeNames=names, ExpressionAttributeValues=values,
        )  # fmt: skip

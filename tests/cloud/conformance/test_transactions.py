"""All of a transaction or nothing, with a reason for each action in order, and at most once a token."""

from __future__ import annotations

import uuid

import pytest

ABSENT = {"ConditionExpression": "attribute_not_exists(job_id)"}
PRESENT = {"ConditionExpression": "attribute_exists(job_id)"}


def put(aws, entry, **more):
    attributes = more.pop("attributes", {})
    return {"Put": {"TableName": aws.table, "Item": aws.key(entry) | attributes, **more}}


def add(aws, entry, **more):
    change = {"UpdateExpression": "ADD n :1", "ExpressionAttributeValues": {":1": {"N": "1"}}}
    return {"Update": {"TableName": aws.table, "Key": aws.key(entry), **change, **more}}


def write(aws, *actions, **more):
    aws.dynamodb.transact_write_items(TransactItems=list(actions), **more)


def codes(error):
    return [reason["Code"] for reason in error.response["CancellationReasons"]]


def test_every_kind_of_action_is_made(aws):
    aws.put("checked")
    aws.put("deleted")
    write(
        aws, put(aws, "put", **ABSENT), add(aws, "added"),
        {"Delete": {"TableName": aws.table, "Key": aws.key("deleted")}},
        {"ConditionCheck": {"TableName": aws.table, "Key": aws.key("checked"), **PRESENT}},
    )  # fmt: skip
    assert [aws.get(entry) for entry in ("put", "added", "deleted", "checked")] == [{}, {"n": {"N": "1"}}, None, {}]


def test_nothing_is_made_when_one_condition_fails_and_the_reasons_stand_in_order(aws, refused):
    aws.put("there")
    with refused("TransactionCanceledException") as error:
        write(aws, put(aws, "new"), put(aws, "there", **ABSENT), add(aws, "count"), add(aws, "gone", **PRESENT))
    assert codes(error) == ["None", "ConditionalCheckFailed", "None", "ConditionalCheckFailed"]
    assert [aws.get(entry) for entry in ("new", "there", "count", "gone")] == [None, {}, None, None]


def test_a_failed_check_fails_the_others(aws, refused):
    with refused("TransactionCanceledException") as error:
        write(aws, put(aws, "new"), {"ConditionCheck": {"TableName": aws.table, "Key": aws.key("gone"), **PRESENT}})
    assert codes(error) == ["None", "ConditionalCheckFailed"]
    assert aws.get("new") is None


def test_a_reason_shows_the_row_when_asked(aws, refused):
    aws.put("there", n={"N": "1"})
    with refused("TransactionCanceledException") as error:
        write(aws, put(aws, "there", ReturnValuesOnConditionCheckFailure="ALL_OLD", **ABSENT))
    assert error.response["CancellationReasons"][0]["Item"] == aws.key("there") | {"n": {"N": "1"}}


@pytest.mark.differs(moto="a token is not looked at")
def test_a_token_used_again_changes_nothing_and_is_answered_like_the_first_time(aws):
    token = str(uuid.uuid4())
    for _ in range(3):
        write(aws, put(aws, "new", **ABSENT), add(aws, "count"), ClientRequestToken=token)
    assert aws.get("count") == {"n": {"N": "1"}}


@pytest.mark.differs(moto="a token is not looked at")
def test_a_token_with_other_actions_is_refused(aws, refused):
    token = str(uuid.uuid4())
    write(aws, add(aws, "count"), ClientRequestToken=token)
    with refused("IdempotentParameterMismatchException"):
        write(aws, add(aws, "other"), ClientRequestToken=token)
    assert aws.get("other") is None


def test_the_token_of_a_cancelled_transaction_is_free(aws, refused):
    token = str(uuid.uuid4())
    aws.put("there")
    with refused("TransactionCanceledException"):
        write(aws, put(aws, "there", **ABSENT), ClientRequestToken=token)
    aws.dynamodb.delete_item(TableName=aws.table, Key=aws.key("there"))
    write(aws, put(aws, "there", **ABSENT), ClientRequestToken=token)
    assert aws.get("there") == {}


@pytest.mark.differs(moto="a token is not looked at")
def test_a_token_has_at_most_36_characters(aws, refused):
    write(aws, add(aws, "count"), ClientRequestToken=(aws.mine + "x" * 36)[:36])
    with refused("ValidationException"):
        write(aws, add(aws, "count"), ClientRequestToken=(aws.mine + "y" * 37)[:37])


def test_no_item_stands_in_a_transaction_twice(aws, refused):
    with refused("ValidationException"):
        write(aws, add(aws, "row"), put(aws, "row"))
    assert aws.get("row") is None


def test_a_transaction_has_at_most_100_actions(aws, refused):
    write(aws, *(put(aws, f"{number:03}") for number in range(100)))
    with refused("ValidationException"):
        write(aws, *(put(aws, f"{number:03}", attributes={"n": {"N": "1"}}) for number in range(101)))
    assert aws.get("000") == {}


@pytest.mark.differs(moto="the 4 MB are not looked at")
def test_a_transaction_carries_at_most_4_mb(aws, refused):
    large = {"s": {"S": "x" * 390_000}}
    with refused("ValidationException"):
        write(aws, *(put(aws, str(number), attributes=large) for number in range(11)))
    assert aws.get("0") is None


@pytest.mark.differs(moto="the whole request is invalid")
def test_a_change_that_does_not_fit_its_row_is_a_reason(aws, refused):
    aws.put("text", n={"S": "x"})
    with refused("TransactionCanceledException") as error:
        write(aws, add(aws, "count"), add(aws, "text"))
    assert codes(error) == ["None", "ValidationError"]
    assert aws.get("count") is None


def test_an_expression_that_is_wrong_cancels_nothing_but_is_invalid(aws, refused):
    with refused("ValidationException"):
        write(aws, put(aws, "new"), add(aws, "count", UpdateExpression="ADD n :other"))
    assert aws.get("new") is None

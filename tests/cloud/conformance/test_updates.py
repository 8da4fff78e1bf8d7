"""Updates compute every value from the row as it was; numbers have 38 digits and one spelling."""

from __future__ import annotations

import pytest

ROW = {"n": {"N": "5"}, "s": {"S": "a"}, "list": {"L": [{"S": "x"}]}, "map": {"M": {"in": {"N": "1"}}}}
NAMES = {"#n": "n", "#s": "s", "#list": "list", "#map": "map", "#in": "in", "#new": "new", "#set": "set"}
VALUES = {
    ":1": {"N": "1"}, ":2h": {"N": "2.50"}, ":b": {"S": "b"}, ":more": {"L": [{"S": "y"}]}, ":set": {"SS": ["p", "q"]},
    ":p": {"SS": ["p"]},
}  # fmt: skip

ZEROS = pytest.mark.differs(moto="zeros at the end of a number are kept")
TYPES = pytest.mark.differs(emulator="a number is added to a text")
OVERLAP = pytest.mark.differs(emulator="paths that overlap are let through")
NESTED = pytest.mark.differs(moto="nested paths that overlap are let through")


def explained(update):
    words = update.replace("(", " ").replace(")", " ").replace(",", " ").replace(".#", " #").replace("[", " ").split()
    names = {word: NAMES[word] for word in words if word.startswith("#")}
    values = {word: VALUES[word] for word in words if word.startswith(":")}
    return {"ExpressionAttributeNames": names, **({"ExpressionAttributeValues": values} if values else {})}


def update(aws, expression, **more):
    return aws.dynamodb.update_item(
        TableName=aws.table, Key=aws.key(), UpdateExpression=expression, **explained(expression), **more
    )


@pytest.mark.parametrize(
    ("expression", "changes"),
    [
        ("SET #s = :b", {"s": {"S": "b"}}),
        ("SET #n = #n + :1", {"n": {"N": "6"}}),
        pytest.param("SET #n = #n - :2h", {"n": {"N": "2.5"}}, marks=ZEROS),
        ("SET #n = :1, #new = #n", {"n": {"N": "1"}, "new": {"N": "5"}}),
        ("SET #new = if_not_exists(#new, :1)", {"new": {"N": "1"}}),
        ("SET #n = if_not_exists(#n, :1)", {}),
        ("SET #list = list_append(#list, :more)", {"list": {"L": [{"S": "x"}, {"S": "y"}]}}),
        ("SET #map.#in = :b", {"map": {"M": {"in": {"S": "b"}}}}),
        ("SET #list[0] = :b", {"list": {"L": [{"S": "b"}]}}),
        ("REMOVE #s", {"s": None}),
        ("REMOVE #map.#in", {"map": {"M": {}}}),
        ("SET #s = :b REMOVE #n", {"s": {"S": "b"}, "n": None}),
        pytest.param("ADD #n :2h", {"n": {"N": "7.5"}}, marks=ZEROS),
        ("ADD #new :1", {"new": {"N": "1"}}),
        ("ADD #set :set", {"set": {"SS": ["p", "q"]}}),
    ],
)
def test_an_update(aws, expression, changes):
    aws.put(**ROW)
    update(aws, expression)
    assert aws.get() == {name: each for name, each in {**ROW, **changes}.items() if each is not None}


def test_an_update_makes_the_row_that_was_not_there(aws):
    update(aws, "SET #s = :b ADD #n :1")
    assert aws.get() == {"s": {"S": "b"}, "n": {"N": "1"}}


def test_members_of_a_set_are_taken_away(aws):
    aws.put(set={"SS": ["p", "q"]})
    update(aws, "DELETE #set :p")
    assert aws.get() == {"set": {"SS": ["q"]}}


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("SET #s = #s + :1", marks=TYPES),
        "SET #n = #new",
        "ADD #s :1",
        pytest.param("SET #s = :b REMOVE #s", marks=OVERLAP),
        pytest.param("SET #map = :b, #map.#in = :b", marks=NESTED),
        "SET",
    ],
)
def test_an_update_that_cannot_be_is_refused(aws, refused, expression):
    aws.put(**ROW)
    with refused("ValidationException"):
        update(aws, expression)
    assert aws.get() == ROW


def test_a_key_is_never_updated(aws, refused):
    with refused("ValidationException"):
        aws.dynamodb.update_item(
            TableName=aws.table, Key=aws.key(), UpdateExpression="SET entry = :x",
            ExpressionAttributeValues={":x": {"S": "x"}},
        )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [("ALL_OLD", {"n": "5"}), ("ALL_NEW", {"n": "6"}), ("UPDATED_NEW", {"n": "6"}), ("UPDATED_OLD", {"n": "5"})],
)
def test_what_an_update_shows(aws, wanted, shown):
    aws.put(n={"N": "5"})
    answer = update(aws, "SET #n = #n + :1", ReturnValues=wanted)
    found = {name: each["N"] for name, each in answer["Attributes"].items() if name == "n"}
    assert found == shown
    assert ("job_id" in answer["Attributes"]) == wanted.startswith("ALL")


@pytest.mark.differs(moto="numbers are kept as they were spelled")
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("5.00", "5"), ("0.0500", "0.05"), ("-0", "0"), ("1E+3", "1000"), ("007", "7"),
    ],
)  # fmt: skip
def test_a_number_has_one_spelling(aws, given, kept):
    aws.put(n={"N": given})
    assert aws.get() == {"n": {"N": kept}}


@pytest.mark.parametrize(
    "number", ["12345678901234567890123456789012345678", "0.00000000000000000000000000000000000012345", "-12.5"]
)
def test_a_number_has_38_digits(aws, number):
    aws.put(n={"N": number})
    assert aws.get() == {"n": {"N": number}}


UNCHECKED = pytest.mark.differs(moto="the digits of numbers are not counted")


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("123456789012345678901234567890123456789", marks=UNCHECKED),
        pytest.param("1E+126", marks=UNCHECKED),
        "1E-131",
        "NaN",
        "x",
        "",
    ],
)
def test_a_number_that_is_none_is_refused(aws, refused, number):
    with refused("ValidationException"):
        aws.put(n={"N": number})


def test_sums_are_exact(aws):
    aws.put(n={"N": "0.1"})
    aws.dynamodb.update_item(
        TableName=aws.table, Key=aws.key(), UpdateExpression="SET n = n + :x",
        ExpressionAttributeValues={":x": {"N": "12345678901234567890.2"}},
    )  # fmt: skip
    assert aws.get() == {"n": {"N": "12345678901234567890.3"}}


@pytest.mark.parametrize("key", [{"job_id": {"S": ""}, "entry": {"S": "x"}}, {"job_id": {"S": "x"}}])
def test_a_key_that_is_not_whole_is_refused(aws, refused, key):
    with refused("ValidationException"):
        aws.dynamodb.put_item(TableName=aws.table, Item=key)
    with refused("ValidationException"):
        aws.dynamodb.get_item(TableName=aws.table, Key=key)


@pytest.mark.differs(moto="keys of an index are not checked")
def test_an_indexed_attribute_must_be_a_text(aws, refused):
    with refused("ValidationException"):
        aws.put(status_key={"N": "1"}, created_at={"S": "x"})


@pytest.mark.differs(moto="the limit is less than 400 KB")
def test_a_row_of_more_than_400_kb_is_refused(aws, refused):
    aws.put(s={"S": "x" * 409_000})
    with refused("ValidationException"):
        aws.put(s={"S": "x" * 410_000})


def test_a_deleted_row_is_shown_and_gone(aws):
    aws.put(n={"N": "5"})
    answer = aws.dynamodb.delete_item(TableName=aws.table, Key=aws.key(), ReturnValues="ALL_OLD")
    assert answer["Attributes"]["n"] == {"N": "5"}
    assert aws.get() is None
    assert "Attributes" not in aws.dynamodb.delete_item(TableName=aws.table, Key=aws.key(), ReturnValues="ALL_OLD")

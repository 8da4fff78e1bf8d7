"""What stands in the tables, seen from behind the ports: indexes, the holder of the stock, many keys at once."""

from __future__ import annotations

from typing import Any

import pytest
from aws_worlds import make_storage
from made import SUMMARY, a_commit, a_job, a_parsed_job, an_event, an_item, an_opening

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import StockSeq
from invoiceplug_cloud.gateways.batch import get_rows
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.patience import TRIES
from invoiceplug_cloud.gateways.rows import to_attributes
from invoiceplug_cloud.gateways.stock_rows import stock_key


@pytest.fixture
def storage(emulated) -> str:
    return make_storage(emulated)


def test_a_job_stands_in_the_index_of_its_vendor_by_its_date_or_else_the_day_of_its_upload(emulated, storage):
    jobs = DynamoJobs(emulated.dynamodb, f"{storage}-jobs")
    jobs.create(a_job(), an_event(), day="2026-03-04", most=1000)
    dated = jobs.create(a_parsed_job(), an_event(), day="2026-03-04", most=1000)
    undated = {name: value for name, value in SUMMARY.items() if name != "invoice_date"}
    other = jobs.create(a_parsed_job(summary=undated), an_event(), day="2026-03-04", most=1000)
    found = emulated.dynamodb.query(
        TableName=f"{storage}-jobs",
        IndexName="by_vendor",
        KeyConditionExpression="vendor_key = :vendor AND invoice_date BETWEEN :first AND :last",
        ExpressionAttributeValues=to_attributes(
            {":vendor": keys.vendor_partition("nordkontor"), ":first": "2026-01-01", ":last": "2026-12-31"}
        ),
    )["Items"]
    assert [(item["id"]["S"], item["invoice_date"]["S"]) for item in found] == [
        (dated.job_id, "2026-03-01"),
        (other.job_id, "2026-03-04"),
    ]


def test_every_partition_carries_the_tenant(emulated, storage):
    world = whole(emulated, storage)
    job = world["jobs"].create(a_parsed_job(), an_event(), day="2026-03-04", most=1000)
    bolt = an_item("BOLT-8", "1")
    world["inventory"].create(bolt, an_opening(bolt), StockSeq(0))
    world["ledger"].commit(a_commit(job, [("BOLT-8", "1", "1")], seq=1))
    for table, partition in (("jobs", "job_id"), ("inventory", "item_id"), ("apply-ledger", "job_id")):
        rows = emulated.dynamodb.scan(TableName=f"{storage}-{table}")["Items"]
        assert rows and all(row[partition]["S"].startswith("T#default#") for row in rows)


def test_while_a_job_holds_the_stock_nobody_else_changes_it(emulated, storage):
    world = whole(emulated, storage)
    bolt, nut = an_item("BOLT-8", "1"), an_item("NUT-8", "1")
    world["inventory"].create(bolt, an_opening(bolt), StockSeq(0))
    emulated.dynamodb.put_item(
        TableName=f"{storage}-apply-ledger", Item={**stock_key(), **to_attributes({"seq": 1, "holder": "another job"})}
    )
    assert world["ledger"].stock() == StockSeq(1, "another job")
    job = world["jobs"].create(a_parsed_job(), an_event(), day="2026-03-04", most=1000)
    with pytest.raises(InvoiceplugError) as commit:
        world["ledger"].commit(a_commit(job, [("BOLT-8", "1", "1")], seq=1))
    with pytest.raises(InvoiceplugError) as create:
        world["inventory"].create(nut, an_opening(nut, 2), StockSeq(1))
    assert (commit.value.code, create.value.code) == ("STALE_PREVIEW", "STALE_PREVIEW")


class Slow:
    """A client that leaves all but one key of each request for later."""

    def __init__(self) -> None:
        self.calls = 0

    def batch_get_item(self, **parameters: Any) -> dict[str, Any]:
        self.calls += 1
        ((table, asked),) = parameters["RequestItems"].items()
        first, *rest = asked["Keys"]
        left = {table: {**asked, "Keys": rest}} if rest else {}
        return {"Responses": {table: [first]}, "UnprocessedKeys": left}


def test_keys_that_are_left_for_later_are_asked_for_again():
    wanted = [to_attributes({"item_id": str(number)}) for number in range(3)]
    assert get_rows(Slow(), "t", wanted, pause=lambda _: None) == [{"item_id": str(number)} for number in range(3)]


def test_a_table_that_never_answers_everything_is_busy():
    wanted = [to_attributes({"item_id": str(number)}) for number in range(TRIES + 1)]
    with pytest.raises(InvoiceplugError) as refused:
        get_rows(Slow(), "t", wanted, pause=lambda _: None)
    assert refused.value.code == "BUSY"


def whole(emulated, storage: str) -> dict[str, Any]:
    names = {"inventory": f"{storage}-inventory", "ledger": f"{storage}-apply-ledger"}
    return {
        "jobs": DynamoJobs(emulated.dynamodb, f"{storage}-jobs"),
        "inventory": DynamoInventory(emulated.dynamodb, **names),
        "ledger": DynamoLedger(emulated.dynamodb, jobs=f"{storage}-jobs", **names),
    }

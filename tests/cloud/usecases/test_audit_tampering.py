"""Somebody tampers with what is stored, one thing at a time: the audit finds it and names it."""

from __future__ import annotations

import hashlib
import json

import pytest
from desk import Desk
from fake_aws.world import INVENTORY, LEDGER, FakeAws
from readings import a_line, an_invoice, to

from invoiceplug.canonical import canonical_bytes
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.gateways.rows import to_attributes
from invoiceplug_cloud.usecases.audit import Audit

SEQ = 3  # of the apply: two items were opened before it


class Tampered:
    """A house in which one invoice of two items was applied, and somebody with the right to write everything."""

    def __init__(self):
        self.aws = FakeAws()
        self.desk = Desk(self.aws)
        for item in ("OIL", "WINE"):
            self.desk.put_item(item, item.title(), "EA", 0, "10")
        invoice = an_invoice(a_line("2"), a_line("3", sku="4712"))
        bill = self.desk.reviewed(invoice, {"1": to("WINE", "1"), "2": to("OIL", "1")})
        self.desk.apply(*bill)
        self.job_id = bill[0]
        self.entry = self.aws.ledger.entry(self.job_id)
        self.dynamodb = self.aws.cloud.client("dynamodb")
        assert self.differences() == []

    def differences(self):
        """(what, item, job, seq) of every difference."""
        aws = self.aws
        report = Audit(aws.objects, aws.jobs, aws.ledger, aws.inventory)()
        assert report.clean == (not report.differences)
        return [(each.what, each.item, each.job_id, each.seq) for each in report.differences]

    def sentences(self):
        aws = self.aws
        return [each.message for each in Audit(aws.objects, aws.jobs, aws.ledger, aws.inventory)().differences]

    def change(self, table, key, **members):
        row = self.row(table, key) | to_attributes(members)
        self.dynamodb.put_item(TableName=table, Item=row)

    def remove(self, table, key):
        self.dynamodb.delete_item(TableName=table, Key=to_attributes(key))

    def copy(self, table, key, **members):
        self.dynamodb.put_item(TableName=table, Item=self.row(table, key) | to_attributes(members))

    def row(self, table, key):
        return self.dynamodb.get_item(TableName=table, Key=to_attributes(key), ConsistentRead=True)["Item"]

    def movement(self, item="WINE"):
        return {"item_id": keys.item_partition(item), "entry": keys.movement(SEQ, self.job_id)}

    def total(self, item="WINE"):
        return {"item_id": keys.item_partition(item), "entry": keys.TOTAL}

    def ledger_row(self):
        return {"job_id": keys.job_partition(self.job_id), "entry": keys.APPLY}

    def business_key(self):
        return {"job_id": keys.invoice_partition("nordkontor", "invoice", "RE-1"), "entry": keys.KEY}


@pytest.fixture
def house():
    return Tampered()


STOCK = {"job_id": keys.stock_partition(), "entry": keys.STOCK}


def test_a_changed_total(house):
    house.change(INVENTORY, house.total(), on_hand=13)
    assert house.differences() == [("total", "WINE", None, None)]
    assert house.sentences() == ["On hand is 13; the movements give 12."]


def test_a_total_that_is_gone(house):
    house.remove(INVENTORY, house.total())
    assert house.differences() == [("total", "WINE", None, None)]


def test_a_dropped_movement(house):
    house.remove(INVENTORY, house.movement())
    assert house.differences() == [("movement", "WINE", house.job_id, SEQ), ("total", "WINE", None, None)]
    assert house.sentences() == [
        "The movement of 2 is missing.",
        "On hand is 12; the movements give 10, the ledger 12.",
    ]


def test_a_dropped_opening(house):
    house.remove(INVENTORY, {"item_id": keys.item_partition("OIL"), "entry": keys.movement(1, "opening")})
    found = house.differences()
    assert ("sequence", None, None, 1) in found and ("total", "OIL", None, None) in found


def test_a_changed_delta(house):
    house.change(INVENTORY, house.movement(), delta=5)
    assert ("movement", "WINE", house.job_id, SEQ) in house.differences()
    assert house.sentences()[0] == "The movement is 5; by the plan it is 2."


def test_deltas_that_two_items_exchanged_with_their_totals(house):
    for item, delta in (("WINE", 3), ("OIL", 2)):
        house.change(INVENTORY, house.movement(item), delta=delta)
        house.change(INVENTORY, house.total(item), on_hand=10 + delta)
    assert [each for each in house.differences() if each[0] == "movement"] == [
        ("movement", "OIL", house.job_id, SEQ),
        ("movement", "WINE", house.job_id, SEQ),
    ]


def test_a_changed_time_of_a_movement(house):
    house.change(INVENTORY, house.movement(), at="2020-01-01T00:00:00Z")
    assert house.sentences() == ["The movement differs from the plan in at."]


def test_a_movement_that_names_another_invoice_and_none_that_names_no_invoice_yet(house):
    house.change(INVENTORY, house.movement(), invoice_number="RE-2")
    assert house.sentences() == ["The movement differs from the plan in invoice_number."]
    row = house.row(INVENTORY, house.movement())
    del row["invoice_number"]
    house.dynamodb.put_item(TableName=INVENTORY, Item=row)
    assert house.sentences() == []


def test_a_movement_that_is_there_twice(house):
    house.copy(INVENTORY, house.movement(), entry=keys.movement(SEQ + 1, house.job_id), seq=SEQ + 1)
    found = house.differences()
    assert ("movement", "WINE", house.job_id, SEQ + 1) in found and ("total", "WINE", None, None) in found


def test_a_movement_that_is_there_twice_under_a_false_place(house):
    house.copy(INVENTORY, house.movement(), entry=keys.movement(SEQ, "elsewhere"))
    assert {each[0] for each in house.differences()} == {"movement", "total"}


def test_a_ledger_row_that_is_gone(house):
    house.remove(LEDGER, house.ledger_row())
    found = house.differences()
    assert ("sequence", None, None, SEQ) in found, "the number is missing"
    assert ("movement", "WINE", house.job_id, SEQ) in found, "movements without a plan"
    assert ("invoice_key", None, house.job_id, None) in found
    assert ("job", None, house.job_id, None) in found


def test_a_ledger_row_that_says_something_else(house):
    house.change(LEDGER, house.ledger_row(), review_sha256="0" * 64)
    found = house.differences()
    assert ("ledger", None, house.job_id, SEQ) in found


def test_a_ledger_row_that_is_half_way_though_nobody_holds_the_stock(house):
    house.change(LEDGER, house.ledger_row(), next=0, status="applying")
    assert ("holder", None, house.job_id, SEQ) in house.differences()


def test_a_plan_with_other_bytes(house):
    document = json.loads(house.aws.objects.get(house.entry.plan_key, house.entry.plan_version))
    document["movements"][0]["delta"] = "9"
    house.aws.swap(house.entry.plan_key, json.dumps(document).encode())
    assert house.differences() == [("plan", None, house.job_id, SEQ)]


def test_a_plan_that_is_gone(house):
    house.aws.expire(house.entry.plan_key)
    assert house.differences() == [("plan", None, house.job_id, SEQ)]


@pytest.mark.parametrize("what", ["reviews", "readings"])
def test_a_review_or_a_reading_with_other_bytes(house, what):
    [key] = house.aws.keys(f"{what}/default/{house.job_id}/")
    body = house.aws.objects.get(key, house.aws.objects.head(key).version_id)
    house.aws.swap(key, body.replace(b'"12.00"', b'"13.00"').replace(b'"WINE"', b'"BEER"'))
    assert house.differences() == [(what.removesuffix("s"), None, house.job_id, SEQ)]


def test_a_plan_that_is_not_what_review_and_reading_make(house):
    # Plan, ledger, movement and total all agree: only what the person approved does not.

    document = json.loads(house.aws.objects.get(house.entry.plan_key, house.entry.plan_version))
    for each in document["movements"]:
        each["delta"] = "9" if each["item"] == "WINE" else each["delta"]
    for each in document["rows"]:
        each |= {"change": "9", "after": "19"} if each["item"] == "WINE" else {}
    body = canonical_bytes(document)
    stored = house.aws.put(keys.plan(house.job_id, hashlib.sha256(body).hexdigest()), body)
    house.change(LEDGER, house.ledger_row(), plan_key=stored.key, plan_version=stored.version_id)
    house.change(INVENTORY, house.movement(), delta=9)
    house.change(INVENTORY, house.total(), on_hand=19)
    assert set(house.differences()) == {("plan", "WINE", house.job_id, SEQ)}
    assert house.sentences()[0] == "Review and reading change it by 2, the stored plan by 9."


@pytest.mark.parametrize(("seq", "missing"), [(SEQ + 1, SEQ + 1), (SEQ - 1, None)])
def test_a_number_of_all_changes_that_was_skipped_or_taken_back(house, seq, missing):
    house.change(LEDGER, STOCK, seq=seq)
    assert house.differences() == [("sequence", None, None, missing or SEQ)]


def test_a_business_key_that_points_nowhere(house):
    house.change(LEDGER, house.business_key(), id="another-job")
    assert set(house.differences()) == {
        ("invoice_key", None, "another-job", None),
        ("invoice_key", None, house.job_id, SEQ),
    }


def test_a_business_key_that_is_gone_or_freed(house):
    house.change(LEDGER, house.business_key(), status="reversed")
    assert house.differences() == [("invoice_key", None, house.job_id, None)]
    house.remove(LEDGER, house.business_key())
    assert house.differences() == [("invoice_key", None, house.job_id, SEQ)]


def test_a_business_key_of_another_invoice(house):
    house.copy(LEDGER, house.business_key(), job_id=keys.invoice_partition("nordkontor", "invoice", "RE-2"))
    assert house.differences() == [("invoice_key", None, house.job_id, None)]


def test_a_holder_that_was_left_behind(house):
    house.aws.hold_stock(house.job_id)
    assert house.differences() == [("holder", None, house.job_id, None)]


def test_a_job_that_forgot_its_apply(house):
    house.aws.change_job(house.job_id, status="parsed")
    assert house.differences() == [("job", None, house.job_id, SEQ)]


def test_a_reversal_that_takes_back_something_else(house):
    house.desk.reverse(house.job_id)
    assert house.differences() == []
    place = {"item_id": keys.item_partition("WINE"), "entry": keys.movement(SEQ + 1, house.job_id)}
    house.change(INVENTORY, place, delta=-1)
    assert house.differences() == [("movement", "WINE", house.job_id, SEQ + 1), ("total", "WINE", None, None)]


def test_a_row_that_cannot_be_read_is_named(house):
    house.change(INVENTORY, house.total(), scale="two")
    with pytest.raises(Exception, match="total cannot be read"):
        house.differences()

"""Every write of every step is spoilt in turn, on the wire: the client asks again, and everything ends the same.

A request that did not arrive and an answer that was lost, with and without the SDK's own second try. Steps are
requests of their own, so one story has a fault in each: at the first write of every step, at the second, and so on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import boto3
import pytest
from aws_worlds import CREDENTIALS, Clients
from botocore.config import Config
from botocore.exceptions import BotoCoreError
from desk import Desk, new_id, sha
from ecs_endpoint import Endpoint
from emulated_aws import EmulatedAws
from readings import a_line, a_reading, an_invoice, to
from wire import ANSWER_LOST, UNREACHED, Wire

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain import keys

Json = dict[str, Any]
LARGE = 50
ASKED_AGAIN = 5
BODY = b"%PDF a bill"
STEPS = ("create", "start", "read", "review", "apply", "reverse")


class Story:
    """One invoice's way through the house; every step may be asked for again."""

    def __init__(self, desk: Desk, items: int, number: str) -> None:
        self.desk, self.aws = desk, desk.aws
        self.job, self.apply_id, self.reverse_id = new_id(), new_id(), new_id()
        self.items = [f"ITEM-{at}" for at in range(items)]
        lines = [a_line("2", "1.00", sku=item, uom="EA") for item in self.items]
        self.invoice = an_invoice(*lines, number=number)
        self.review: Json | None = None
        self.plan = ""

    def create(self) -> None:
        self.desk.create(self.job, "bill.pdf", len(BODY), sha(BODY))

    def start(self) -> None:
        self.aws.put(keys.source(self.job), BODY)
        while self.desk.start(self.job)["job"]["status"] == "queued" and self.aws.jobs.get(self.job).task_arn is None:
            self.aws.clock.advance(300)  # its next try is not due before

    def read(self) -> None:
        job = self.aws.jobs.get(self.job)
        self.desk.task(lambda data: a_reading(self.invoice, sha(data)))(self.job, job.attempt)

    def save_review(self) -> None:
        if self.review is None:  # the page keeps what it sends, and sends the same again
            draft = self.desk.draft(self.job)
            lines = {str(at): to(item, "1") for at, item in enumerate(self.items, start=1)}
            self.review = draft["review"] | {"lines": lines}
        self.desk.save_review(self.job, 0, self.review)

    def preview(self) -> tuple[str, str]:
        review = self.aws.jobs.get(self.job).review_sha256
        if not self.plan:
            self.plan = self.desk.preview(self.job, review)["plan_sha256"]
        return review, self.plan

    def apply(self) -> None:
        self.desk.apply(self.job, *self.preview(), apply_id=self.apply_id)

    def reverse(self) -> None:
        self.desk.reverse(self.job, reverse_id=self.reverse_id)

    def steps(self) -> dict[str, Callable[[], None]]:
        calls = (self.create, self.start, self.read, self.save_review, self.apply, self.reverse)
        return dict(zip(STEPS, calls, strict=True))

    def end(self) -> Json:
        """What the story left behind, without ids and times."""
        job = self.aws.jobs.get(self.job)
        entries = [self.aws.ledger.entry(self.job, kind) for kind in ("apply", "reverse")]
        receipt = self.desk.receipt(self.job)
        moved = [self.aws.moved(self.items, self.job, entry.seq) for entry in entries]
        number = self.invoice["invoice_number"]
        key = self.aws.ledger.invoice_key("nordkontor", "invoice", number)
        taught = self.aws.inventory.mappings("nordkontor", [(item, "EA") for item in self.items])
        return {
            "job": (job.status, job.review_version, job.progress, job.error),
            "ledger": [(entry.status, entry.chunks, entry.next) for entry in entries],
            "moved": moved,
            "receipt": [(row["item"], row["change"]) for row in receipt["rows"]],
            "key": (key.job_id == self.job, key.status),
            "taught": [[(each.item, each.factor) for each in taught[item, "EA"]] for item in self.items],
        }


class House:
    """A desk over real clients that send each request so many times, and the wire between."""

    def __init__(self, emulator_url: str, ecs_url: str, *, tries: int, storage: str | None = None) -> None:
        config = Config(retries={"mode": "standard", "total_max_attempts": tries})
        urls = {"s3": emulator_url, "dynamodb": emulator_url, "ecs": ecs_url}
        self._clients = {
            name: boto3.client(name, endpoint_url=url, config=config, **CREDENTIALS) for name, url in urls.items()
        }
        clients = Clients(self._clients["s3"], self._clients["dynamodb"])
        self.aws = EmulatedAws(clients, self._clients["ecs"], storage=storage)
        self.desk = Desk(self.aws)
        self.wire = Wire(*self._clients.values())

    def close(self) -> None:
        self.wire.close()
        for client in self._clients.values():
            client.close()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """An ECS without places: its tasks wait, and the test is the task."""
    endpoint = Endpoint(tmp_path_factory.mktemp("ecs"), {}, [sys.executable], places=0, most_waiting=10_000)
    yield endpoint
    endpoint.close()


@pytest.fixture(scope="module")
def houses(emulator_url: str, endpoint: Endpoint) -> Iterator[dict[int, House]]:
    """One house whose SDK tries once, and one whose SDK tries as often as in production, over the same storage."""
    once = House(emulator_url, endpoint.server.url, tries=1)
    thrice = House(emulator_url, endpoint.server.url, tries=3, storage=once.aws.storage)
    for at in range(LARGE):
        once.desk.put_item(f"ITEM-{at}", f"Item {at}", "EA", 0, "0")
    yield {1: once, 3: thrice}
    once.aws.check()
    for house in (once, thrice):
        house.close()


@pytest.fixture(scope="module")
def ends(houses: dict[int, House]) -> dict[int, Json]:
    """How a story ends when nothing goes wrong, by its number of items."""
    return {items: told(houses[1], items, -1, "")[0].end() for items in (1, LARGE)}


def told(house: House, items: int, number: int, fault: str) -> tuple[Story, dict[str, str]]:
    """The story, with one fault at the write of that number of each step; and which write that was."""
    story = Story(house.desk, items, new_id())
    spoilt: dict[str, str] = {}
    for name, step in story.steps().items():
        house.wire.spoil(number, fault)
        asked_until_answered(step)
        if house.wire.spoilt:
            spoilt[name] = house.wire.spoilt
            asked_until_answered(step)  # and once more, as who did not hear the answer
    return story, spoilt


def asked_until_answered(step: Callable[[], None]) -> None:
    """What a client does: after any doubt it asks again, for the same."""
    for _ in range(ASKED_AGAIN):
        try:
            return step()
        except BotoCoreError:
            continue
        except InvoiceplugError as error:
            assert error.code == "BUSY", error
    raise AssertionError("never answered")


@pytest.mark.parametrize(
    ("items", "tries", "fault"),
    # A change in chunks goes through the same gateways: what the SDK does of itself is seen at the small one.
    [(1, 1, UNREACHED), (1, 1, ANSWER_LOST), (1, 3, ANSWER_LOST), (LARGE, 1, UNREACHED), (LARGE, 1, ANSWER_LOST)],
)
def test_a_story_of_which_writes_were_spoilt_ends_as_if_nothing_had_been(houses, ends, items, tries, fault):
    seen: set[str] = set()
    for number in count():
        story, spoilt = told(houses[tries], items, number, fault)
        assert story.end() == ends[items], f"write {number} of {spoilt}"
        seen |= spoilt.keys()
        if not spoilt:
            break
    assert seen == set(STEPS)  # every step has writes, and each of them was spoilt

"""Throttling and lost connections: every read of every table comes out as BUSY, never as a mistake of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from fake_aws.cloud import FakeCloud
from fake_aws.service import Call

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.records import Accepting
from invoiceplug_cloud.gateways.house import DynamoHouse
from invoiceplug_cloud.gateways.inventory import DynamoInventory
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.ledger import DynamoLedger
from invoiceplug_cloud.gateways.slots import DynamoSlots

LEDGER, JOBS, INVENTORY, HOUSE, SLOTS = "ledger", "jobs", "inventory", "house", "slots"
READS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "an entry": (LEDGER, lambda port: port.entry("j")),
    "all entries": (LEDGER, lambda port: list(port.entries())),
    "a business key": (LEDGER, lambda port: port.invoice_key("v", "invoice", "1")),
    "the stock's row": (LEDGER, lambda port: port.stock()),
    "a job": (JOBS, lambda port: port.get("j")),
    "events": (JOBS, lambda port: port.events("j")),
    "the list": (JOBS, lambda port: port.list(("parsed",), limit=1, after=None)),
    "items": (INVENTORY, lambda port: port.items(["WINE"])),
    "an item": (INVENTORY, lambda port: port.item("WINE")),
    "a search": (INVENTORY, lambda port: port.search("", limit=1, after=None)),
    "mappings": (INVENTORY, lambda port: port.mappings("v", [("1", "CS")])),
    "the switch": (HOUSE, lambda port: port.accepting()),
    "turning it": (HOUSE, lambda port: port.accept(Accepting(False))),
    "places": (SLOTS, lambda port: port.taken()),
}


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": ""}}, "GetItem")


@pytest.fixture
def port() -> Callable[[str, Exception], Any]:
    """A gateway whose every request fails with that error."""

    def make(name: str, error: Exception) -> Any:
        cloud = FakeCloud()

        def fail(call: Call, effect: Callable[[], Any]) -> Any:
            raise error

        cloud.hook = fail
        client, tables = cloud.client("dynamodb"), {"inventory": "inventory", "ledger": "apply-ledger"}
        match name:
            case "ledger":
                return DynamoLedger(client, jobs="jobs", pause=lambda _: None, **tables)
            case "jobs":
                return DynamoJobs(client, "jobs", pause=lambda _: None)
            case "inventory":
                return DynamoInventory(client, pause=lambda _: None, **tables)
            case "house":
                return DynamoHouse(client, "jobs")
        return DynamoSlots(client, "jobs", count=1)

    return make


@pytest.mark.parametrize("what", READS)
@pytest.mark.parametrize(
    "error",
    [
        refusal("ProvisionedThroughputExceededException"),
        refusal("ThrottlingException"),
        refusal("InternalServerError"),
        ReadTimeoutError(endpoint_url="https://dynamodb"),
        EndpointConnectionError(endpoint_url="https://dynamodb"),
    ],
    ids=lambda error: type(error).__name__ if not isinstance(error, ClientError) else error.response["Error"]["Code"],
)
def test_a_table_that_is_too_slow_is_busy(port, what, error):
    name, read = READS[what]
    with pytest.raises(InvoiceplugError) as refused:
        read(port(name, error))
    assert refused.value.code == "BUSY"


@pytest.mark.parametrize("what", READS)
def test_what_is_wrong_with_us_is_not_told_as_busy(port, what):
    name, read = READS[what]
    with pytest.raises(ClientError):
        read(port(name, refusal("AccessDeniedException")))

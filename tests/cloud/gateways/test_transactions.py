"""Which refusals of a transaction are tried again, which are final, and that every try carries the same token."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.gateways.patience import TRIES
from invoiceplug_cloud.gateways.transactions import ConditionFailedError, TokenTakenError, Transactions

CONFLICT, FAILED, NONE, SLOW = "TransactionConflict", "ConditionalCheckFailed", "None", "ThrottlingError"


class Scripted:
    """A client that meets each call with the next of its outcomes, then with success."""

    def __init__(self, *outcomes: Exception) -> None:
        self.outcomes = list(outcomes)
        self.tokens: list[str] = []

    def transact_write_items(self, **parameters: Any) -> None:
        self.tokens.append(parameters["ClientRequestToken"])
        if self.outcomes:
            raise self.outcomes.pop(0)


def cancelled(*codes: str) -> ClientError:
    response: Any = {"Error": {"Code": "TransactionCanceledException"}}
    return ClientError({**response, "CancellationReasons": [{"Code": code} for code in codes]}, "TransactWriteItems")


def error(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": ""}}, "TransactWriteItems")


LOST = ReadTimeoutError(endpoint_url="https://dynamodb")


@pytest.mark.parametrize(
    "outcome",
    [
        cancelled(NONE, CONFLICT),
        cancelled(SLOW),
        cancelled("ProvisionedThroughputExceeded", NONE),
        cancelled(CONFLICT, FAILED),
        error("ThrottlingException"),
        error("TransactionInProgressException"),
        error("InternalServerError"),
        LOST,
        EndpointConnectionError(endpoint_url="https://dynamodb"),
    ],
)
def test_what_passes_by_itself_is_tried_again_with_the_same_token(outcome):
    client, pauses = Scripted(outcome, outcome), []
    Transactions(client, pause=pauses.append).write([{}], token="t")
    assert (client.tokens, pauses) == (["t", "t", "t"], [0, 1])


def test_a_write_without_a_token_is_given_one_for_all_its_tries():
    client = Scripted(LOST)
    Transactions(client, pause=lambda _: None).write([{}])
    first, second = client.tokens
    assert first == second and len(first) == 36


@pytest.mark.parametrize(
    ("codes", "action"),
    [((FAILED,), 0), ((NONE, FAILED, FAILED), 1), ((NONE, NONE, FAILED), 2), ((NONE, FAILED, CONFLICT), 1)],
)
def test_a_failed_condition_is_final_and_the_first_action_that_objects_decides(codes, action):
    client = Scripted(cancelled(*codes))
    with pytest.raises(ConditionFailedError) as refused:
        Transactions(client, pause=pytest.fail).write([{}])
    assert (refused.value.action, len(client.tokens)) == (action, 1)


def test_all_that_object_are_told():
    with pytest.raises(ConditionFailedError) as refused:
        Transactions(Scripted(cancelled(NONE, FAILED, NONE, FAILED)), pause=pytest.fail).write([{}])
    assert refused.value.actions == (1, 3)


def test_a_condition_that_fails_after_a_conflict_is_final_too():
    client = Scripted(cancelled(CONFLICT), cancelled(FAILED))
    with pytest.raises(ConditionFailedError):
        Transactions(client, pause=lambda _: None).write([{}])


def test_conflicts_without_an_end_are_busy():
    client, pauses = Scripted(*[cancelled(CONFLICT)] * TRIES), []
    with pytest.raises(InvoiceplugError) as refused:
        Transactions(client, pause=pauses.append).write([{}])
    assert refused.value.code == "BUSY"
    assert (len(client.tokens), len(pauses)) == (TRIES, TRIES - 1)


def test_a_used_token_is_told():
    with pytest.raises(TokenTakenError):
        Transactions(Scripted(error("IdempotentParameterMismatchException")), pause=pytest.fail).write([{}])


@pytest.mark.parametrize("outcome", [error("AccessDeniedException"), cancelled("ValidationError"), cancelled()])
def test_our_own_mistakes_are_not_tried_again(outcome):
    with pytest.raises(ClientError):
        Transactions(Scripted(outcome), pause=pytest.fail).write([{}])

"""All of several writes to DynamoDB or none: the one place that knows which refusals pass by themselves."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.gateways.patience import TRIES, Pause, full_jitter
from invoiceplug_cloud.gateways.slowness import PASSING_ERRORS

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MAX_ACTIONS = 100

# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
_FAILED = "ConditionalCheckFailed"
_PASSING_REASONS = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}


class ConditionFailedError(Exception):
    """Conditions did not hold: `action` is the place of the first action that objected, `actions` those of all."""

    def __init__(self, actions: tuple[int, ...]) -> None:
        super().__init__(f"The condition of action {actions[0]} did not hold.")
        self.action, self.actions = actions[0], actions


class TokenTakenError(Exception):
    """Another request was made with this token within the last ten minutes."""


class Transactions:
    """Sends a transaction until it is made, refused, or has been tried often enough."""

    def __init__(self, client: DynamoDBClient, *, pause: Pause = full_jitter) -> None:
        self._client = client
        self._pause = pause

    def write(self, actions: list[Any], *, token: str | None = None) -> None:
        """Makes all the writes. ConditionFailedError, TokenTakenError, BUSY when conflicts outlasted the tries.

        Every try carries the same token, so one whose answer was lost is not made twice. After BUSY the outcome of
        the last try may be unknown; who must know reads what it would have written.
        """
        token = token or str(uuid.uuid4())
        for failed in range(TRIES):
            try:
                self._client.transact_write_items(TransactItems=actions, ClientRequestToken=token)
                return
            except (ConnectionError, HTTPClientError) as error:
                last: Exception = error
            except ClientError as error:
                _raise_unless_passing(error)
                last = error
            if failed + 1 < TRIES:
                self._pause(failed)
        raise InvoiceplugError("BUSY", tries=TRIES) from last


def _raise_unless_passing(error: ClientError) -> None:
    code = error.response["Error"]["Code"]
    if code == "IdempotentParameterMismatchException":
        raise TokenTakenError from error
    if code == "TransactionCanceledException":
        _raise_first_objection(error)
    elif code not in PASSING_ERRORS:
        raise error


def _raise_first_objection(error: ClientError) -> None:
    # The first action that objects decides. A failed condition behind a conflict may be the work of the very
    # transaction that conflicts: the next try will see which.
    reasons: Any = error.response.get("CancellationReasons", [])
    codes = [reason.get("Code", "None") for reason in reasons]
    for code in codes:
        if code == _FAILED:
            raise ConditionFailedError(tuple(at for at, other in enumerate(codes) if other == _FAILED)) from error
        if code in _PASSING_REASONS:
            return
        if code != "None":
            break
    raise error

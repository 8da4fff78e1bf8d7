"""AWS' refusals as botocore raises them, and the faults that a hook may raise in place of an answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.exceptions import (
    ClientError,
    ConnectionError,
    EndpointConnectionError,
    HTTPClientError,
    ParamValidationError,
    ReadTimeoutError,
)

if TYPE_CHECKING:
    from fake_aws.service import Call

# What botocore's standard mode sends again by itself, next to broken connections and every answer of 500 and above.
THROTTLED = {
    "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled", "SlowDown",
    "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
    "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "PriorRequestNotComplete",
    "EC2ThrottledException", "RequestTimeout", "RequestTimeoutException",
}  # fmt: skip


@cache
def error_class(code: str) -> type[ClientError]:
    """The class of that error, as `client.exceptions` names it."""
    return type(code, (ClientError,), {})


class Exceptions:
    """`client.exceptions`: every error is one of its classes."""

    ClientError = ClientError

    def __getattr__(self, code: str) -> type[ClientError]:
        return error_class(code)


def refusal(operation: str, code: str, message: str, *, status: int = 400, **more: Any) -> ClientError:
    """A refusal; `more` are further members of the error's response."""
    metadata = {"HTTPStatusCode": status, "HTTPHeaders": {}, "RetryAttempts": 0}
    response: Any = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": metadata, **more}
    return error_class(code)(response, operation)


def invalid(operation: str, message: str) -> ClientError:
    """A request that can never succeed."""
    return refusal(operation, "ValidationException", message)


def malformed(report: str) -> ParamValidationError:
    """What botocore refuses to send."""
    return ParamValidationError(report=report)


def unreachable(call: Call) -> EndpointConnectionError:
    """The request never arrived: raise it instead of the effect."""
    return EndpointConnectionError(endpoint_url=f"https://{call.service}.test/")


def lost(call: Call) -> ReadTimeoutError:
    """The answer never came: raise it after the effect."""
    return ReadTimeoutError(endpoint_url=f"https://{call.service}.test/")


def throttled(call: Call) -> ClientError:
    """Too many requests: nothing happened."""
    if call.service == "s3":
        return refusal(call.operation, "SlowDown", "Please reduce your request rate.", status=503)
    if call.service == "dynamodb":
        return refusal(call.operation, "ProvisionedThroughputExceededException", "The level is exceeded.")
    return refusal(call.operation, "ThrottlingException", "Rate exceeded")


def conflict(call: Call) -> ClientError:
    """Somebody else writes the same thing at this moment: nothing happened."""
    if call.service == "s3":
        message = "The conditional request cannot succeed due to a conflicting operation against this resource."
        return refusal(call.operation, "ConditionalRequestConflict", message, status=409)
    if call.operation == "transact_write_items":
        reasons = [{"Code": "None"} for _ in call.parameters["TransactItems"]]
        reasons[-1] = {"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"}
        return cancelled(call.operation, reasons)
    return refusal(call.operation, "TransactionConflictException", "Transaction is ongoing for the item")


def cancelled(operation: str, reasons: list[dict[str, Any]]) -> ClientError:
    """A transaction of which nothing was made, with a reason for each action."""
    codes = ", ".join(reason["Code"] for reason in reasons)
    message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    return refusal(operation, "TransactionCanceledException", message, CancellationReasons=reasons)


def is_sent_again(error: Exception) -> bool:
    """Whether the SDK tries again by itself after this error."""
    if isinstance(error, ClientError):
        response: Any = error.response
        return response["Error"]["Code"] in THROTTLED or response["ResponseMetadata"]["HTTPStatusCode"] >= 500
    return isinstance(error, ConnectionError | HTTPClientError)

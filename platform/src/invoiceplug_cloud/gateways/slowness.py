"""What passes by itself, told as BUSY instead of as a mistake of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from invoiceplug.errors import InvoiceplugError

# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html,
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
PASSING_ERRORS = {
    "TransactionInProgressException", "ThrottlingException", "ProvisionedThroughputExceededException",
    "RequestLimitExceeded", "InternalServerError", "ServiceUnavailable", "TransactionConflictException",
    "Throttling", "SlowDown", "InternalError", "RequestTimeout", "503", "500",
}  # fmt: skip


@contextmanager
def busy_when_slow() -> Iterator[None]:
    """Around one request: throttling, a lost connection and a service in trouble come out as BUSY.

    The client has tried three times by then, DynamoDB's five times. A write inside may have happened all the same.
    """
    try:
        yield
    except (ConnectionError, HTTPClientError) as error:
        raise InvoiceplugError("BUSY", "The storage did not answer in time.") from error
    except ClientError as error:
        if error.response["Error"]["Code"] not in PASSING_ERRORS:
            raise
        raise InvoiceplugError("BUSY", "The storage is too slow right now.") from error

"""Why AWS cannot be worked with at all, said to the person at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
)

_MISSING = {"ResourceNotFoundException", "NoSuchBucket"}
_FORBIDDEN = {
    "AccessDenied", "AccessDeniedException", "ExpiredToken", "ExpiredTokenException", "InvalidAccessKeyId",
    "InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException", "InvalidSignatureException",
}  # fmt: skip


class UnreachableError(Exception):
    """Nothing can be read or written: the message says why and what to do."""


@contextmanager
def explained() -> Iterator[None]:
    """Around everything a command does: what only its environment can mend comes out as UnreachableError."""
    try:
        yield
    except (NoCredentialsError, PartialCredentialsError) as error:
        raise UnreachableError(f"There are no AWS credentials: {error}. Set AWS_PROFILE, or sign in.") from error
    except NoRegionError as error:
        raise UnreachableError("No AWS region is chosen; set AWS_DEFAULT_REGION.") from error
    except (ConnectionError, HTTPClientError) as error:
        raise UnreachableError(f"AWS cannot be reached: {error}") from error
    except ClientError as error:
        raise _refused(error) from error
    except BotoCoreError as error:
        raise UnreachableError(f"The AWS settings cannot be used: {error}") from error


def _refused(error: ClientError) -> Exception:
    code, message = error.response["Error"]["Code"], error.response["Error"].get("Message", "")
    if code in _MISSING:
        named = "Check the names in the environment (JOBS_TABLE, INVENTORY_TABLE, LEDGER_TABLE, DOCUMENTS_BUCKET)"
        return UnreachableError(f"A table or the bucket is missing: {message} ({error.operation_name}). {named}.")
    if code in _FORBIDDEN:
        return UnreachableError(f"AWS refuses {error.operation_name}: {message} ({code})")
    return error

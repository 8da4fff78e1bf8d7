"""TASK_START_FAILED as both runners raise it: whether it passes, and whether the attempt may be at work anyway."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.transient import code_passes


def not_started(reason: str, *, transient: bool, unknown: bool = False) -> InvoiceplugError:
    """The error with those facts."""
    facts = {"reason": reason, "transient": transient, "unknown": unknown}
    return InvoiceplugError("TASK_START_FAILED", f"AWS did not start the reading: {reason}.", **facts)


def refused(error: ClientError) -> InvoiceplugError:
    """What a refusal means.

    A server's failure may come after its work, and who is throttled may not be the only one that asks. But a token
    that is taken by nobody's task must be another one.
    """
    response = error.response
    code, message = response["Error"]["Code"], response["Error"].get("Message", "")
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
    transient = status >= 500 or code_passes(code, message)
    return not_started(code, transient=transient, unknown=transient and code != "ConflictException")


def unanswered(error: BotoCoreError) -> InvoiceplugError:
    """What no answer means: anything may have happened."""
    return not_started(type(error).__name__, transient=True, unknown=True)

"""Which refusals and stops of ECS pass by themselves, so that another attempt is worth it, and which never do."""

from __future__ import annotations

# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html#API_RunTask_Errors and its common errors
PASSING_CODES = frozenset({
    "ThrottlingException", "Throttling", "RequestLimitExceeded", "TooManyRequestsException", "ServerException",
    "ServiceUnavailable", "ServiceUnavailableException", "InternalFailure", "InternalServerError", "InternalError",
    "RequestTimeout", "RequestTimeoutException", "LimitExceededException", "ServiceQuotaExceededException",
    "ConflictException", "RequestThrottled", "KmsThrottled",  # the last two are SQS's
})  # fmt: skip

# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html, stopCode; InfrastructureHealth is Fargate's
PASSING_STOPS = frozenset({"SpotInterruption", "TerminationNotice", "InfrastructureHealth"})

# What `failures[].reason` and `stoppedReason` say, in lower case; the first part that is found decides. Those that
# never pass come first: "CannotPullContainerError: … not found" stays wrong however patient the pull was.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
_REASONS = (
    ("accessdenied", False),
    ("access denied", False),
    ("not authorized", False),
    ("unauthorized", False),
    ("no basic auth", False),
    ("not found", False),
    ("does not exist", False),
    ("manifest does not contain", False),  # the image is not for this platform; a pull that timed out names it, too
    ("manifest unknown", False),
    ("invalid", False),
    ("missing", False),
    ("inactive", False),
    ("exec format", False),
    ("capacity is unavailable", True),
    ("resource:", True),
    ("reached the limit", True),
    ("rate exceeded", True),
    ("toomanyrequests", True),
    ("timeout", True),
    ("timed out", True),
    ("deadline exceeded", True),
    ("network interface", True),
    ("ephemeralstorage", True),
    ("ephemeral storage", True),
    ("storage provisioning", True),
)


def code_passes(code: str, message: str = "") -> bool:
    """Whether a request that was refused with this error code may be taken later."""
    return code in PASSING_CODES or "reached the limit" in message.lower()


def reason_passes(reason: str) -> bool | None:
    """Whether what this reason says goes away by itself; None when the reason is not known."""
    text = reason.lower()
    return next((passes for part, passes in _REASONS if part in text), None)

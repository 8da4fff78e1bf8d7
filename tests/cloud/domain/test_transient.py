"""Which refusals of ECS pass by themselves."""

from __future__ import annotations

import pytest

from invoiceplug_cloud.domain.transient import code_passes, reason_passes


@pytest.mark.parametrize(
    "code", ["ThrottlingException", "ServerException", "LimitExceededException", "ConflictException"]
)
def test_a_request_that_may_be_taken_later(code):
    assert code_passes(code)


@pytest.mark.parametrize(
    "code",
    ["InvalidParameterException", "AccessDeniedException", "ClientException", "ClusterNotFoundException",
     "BlockedException", "UnsupportedFeatureException", "PlatformUnknownException"],
)  # fmt: skip
def test_a_request_that_is_never_taken(code):
    assert not code_passes(code)


def test_a_quota_passes_whatever_its_code():
    assert code_passes("ClientException", "You've reached the limit on the number of vCPUs you can run concurrently")


@pytest.mark.parametrize(
    ("reason", "passes"),
    [
        ("Capacity is unavailable at this time. Please try again later or in a different availability zone", True),
        ("RESOURCE:CPU", True),
        ("RESOURCE:MEMORY", True),
        ("RESOURCE:ENI", True),
        ("Timeout waiting for network interface provisioning to complete.", True),
        ("Timeout waiting for EphemeralStorage provisioning to complete.", True),
        ("CannotPullContainerError: toomanyrequests: you have reached your pull rate limit", True),
        ("CannotPullContainerError: Error response from daemon: dial tcp: i/o timeout", True),
        ("MISSING", False),
        ("INACTIVE", False),
        ("CannotPullContainerError: registry/task@sha256:0: not found", False),
        ("CannotPullContainerError: pull access denied, repository does not exist", False),
        ("ResourceInitializationError: AccessDeniedException", False),
        ("CannotStartContainerError: exec format error", False),
        ("", None),
        ("a reason that nobody has seen", None),
    ],
)
def test_a_reason(reason, passes):
    assert reason_passes(reason) is passes

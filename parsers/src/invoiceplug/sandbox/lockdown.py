"""Takes from this process whatever computing does not need; nothing of it can be had back.

In two steps: at its start it is tied to its supervisor; with everything imported, and before it has seen a byte of
the PDF, it is locked.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from functools import partial

from invoiceplug.errors import InvoiceplugError
from invoiceplug.limits import Limits
from invoiceplug.sandbox import seccomp
from invoiceplug.sandbox.process import die_with, hide, renounce_privileges


def tie(supervisor: int) -> None:
    """This process ends with its supervisor, is seen by nobody and leaves no core behind."""
    die_with(supervisor)
    hide()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def lock(limits: Limits, *, best_effort: bool) -> None:
    """From here on: memory, time and files within the limits, no privileges, and no call but those that compute.

    Raises SANDBOX_UNAVAILABLE where the kernel cannot be told so; with `best_effort` only what it can be told holds.
    """
    os.umask(0o077)
    for step in (*_rlimits(limits), renounce_privileges, seccomp.install):
        try:
            step()
        except (OSError, ValueError, seccomp.NoFilterError) as error:
            if not best_effort:
                detail = f"The process that reads the PDF cannot be locked down here: {error}."
                raise InvoiceplugError("SANDBOX_UNAVAILABLE", detail) from error


def _rlimits(limits: Limits) -> list[Callable[[], None]]:
    return [
        partial(_limit, resource.RLIMIT_AS, limits.address_bytes),
        partial(_limit, resource.RLIMIT_CPU, limits.cpu_seconds, 2),  # SIGXCPU first, which says why
        partial(_limit, resource.RLIMIT_FSIZE, limits.written_bytes),
        partial(_limit, resource.RLIMIT_NOFILE, limits.open_files),
    ]


def _limit(kind: int, most: int, beyond: int = 0) -> None:
    _, hard = resource.getrlimit(kind)
    highest = most + beyond if hard == resource.RLIM_INFINITY else min(most + beyond, hard)
    resource.setrlimit(kind, (min(most, highest), highest))

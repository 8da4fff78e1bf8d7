"""The first plugin: the standard checks, through the same hook as a stranger's."""

from __future__ import annotations

from collections.abc import Callable

from invoiceplug.checks import STANDARD_CHECKS
from invoiceplug.hookspecs import Check, hookimpl


@hookimpl
def register_checks(register: Callable[[Check], None]) -> None:
    """Line extension, sum of the lines, charges, tax and grand total."""
    for check in STANDARD_CHECKS:
        register(check)

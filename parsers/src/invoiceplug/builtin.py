"""The first plugin: embedded e-invoices and the standard checks, through the same hooks as a stranger's."""

from __future__ import annotations

from collections.abc import Callable

from invoiceplug.checks import STANDARD_CHECKS
from invoiceplug.einvoice.reader import EInvoiceReader
from invoiceplug.hookspecs import Check, EmbeddedReader, hookimpl


@hookimpl
def register_embedded(register: Callable[[EmbeddedReader], None]) -> None:
    """Factur-X, ZUGFeRD and XRechnung."""
    register(EInvoiceReader())


@hookimpl
def register_checks(register: Callable[[Check], None]) -> None:
    """Line extension, sum of the lines, charges, tax and grand total."""
    for check in STANDARD_CHECKS:
        register(check)

"""Where each value of invoice.v1 stands, one module a syntax; prefixes as in the standards' own documents."""

from __future__ import annotations

from invoiceplug.einvoice.paths.cii import CII
from invoiceplug.einvoice.paths.model import Paths
from invoiceplug.einvoice.paths.ubl import UBL
from invoiceplug.einvoice.paths.zugferd1 import ZUGFERD1

BY_FLAVOR = {"factur-x": CII, "zugferd": ZUGFERD1, "ubl-2.1-invoice": UBL, "ubl-2.1-creditnote": UBL}

__all__ = ["BY_FLAVOR", "Paths"]

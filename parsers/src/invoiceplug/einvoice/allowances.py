"""Allowances and charges, of the document and of single lines."""

from __future__ import annotations

from collections.abc import Iterator

import facturx

from invoiceplug.einvoice.node import Node
from invoiceplug.einvoice.paths import Paths
from invoiceplug.einvoice.paths.model import AllowancePaths
from invoiceplug.invoice import Allowance, Charge, ChargeKind, Field

KINDS: dict[str, ChargeKind] = {  # UNTDID 7161
    "DL": "freight",  # delivery
    "FC": "freight",  # freight service
    "PC": "packing",
}
CHARGE_REASONS, ALLOWANCE_REASONS = "7161", "5189"  # UNTDID code lists


def read_charges(root: Node, paths: Paths) -> Iterator[Charge]:
    """Allowances and charges of the whole document, signed as they enter the total."""
    for each in root.all(paths.allowances.each):
        yield from _charge(each, paths.allowances)
    if paths.logistics is not None:
        for each in root.all(paths.logistics.each):
            if (amount := each.decimal(paths.logistics.amount)) is not None:
                yield Charge("freight", amount, each.text(paths.logistics.reason))


def read_allowances(line: Node, paths: AllowancePaths) -> Iterator[Allowance]:
    """What is taken off a line; what is added to it (BG-28) is an allowance below zero."""
    for each in line.all(paths.each):
        amount = each.decimal(paths.amount)
        if amount is not None:
            added = _is_charge(each, paths)
            signed = Field(-amount.value, amount.sources) if added else amount
            yield Allowance(signed, each.decimal(paths.percent), _reason(each, paths, added=added))


def _charge(each: Node, paths: AllowancePaths) -> Iterator[Charge]:
    amount, code = each.decimal(paths.amount), each.text(paths.reason_code)
    if amount is not None:
        added = _is_charge(each, paths)
        signed = amount if added else Field(-amount.value, amount.sources)
        kind: ChargeKind = KINDS.get(code.value.strip() if code else "", "other") if added else "discount"
        yield Charge(kind, signed, _reason(each, paths, added=added))


def _is_charge(each: Node, paths: AllowancePaths) -> bool:
    found = each.text(paths.is_charge)
    return found is not None and found.value.strip() in ("true", "1")


def _reason(each: Node, paths: AllowancePaths, *, added: bool) -> Field[str] | None:
    """The reason as it is written, else what its code stands for."""
    written, code = each.text(paths.reason), each.text(paths.reason_code)
    if written is not None or code is None:
        return written
    label = facturx.untdid_get_label(CHARGE_REASONS if added else ALLOWANCE_REASONS, code.value)
    return Field(str(label), code.sources) if label else code

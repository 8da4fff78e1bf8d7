"""The shape of one syntax's paths: XPath by the member of invoice.v1 that it fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Path = str | tuple[str, ...]  # several: the first that is there counts
Members = Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class AllowancePaths:
    """Allowances and charges: the group, and its members from there. A charge of a logistics service has no sign."""

    each: str
    is_charge: str
    amount: str
    percent: str
    reason: str
    reason_code: str


@dataclass(frozen=True, slots=True)
class Paths:
    """Paths from the root, except those of `line`, `tax` and `allowance` members, which start at their group."""

    currency: Path
    header: Members
    seller: Members
    totals: Members
    extra: Members
    is_test: str
    references: str
    taxes: str
    tax: Members
    allowances: AllowancePaths
    lines: str
    line: Members
    line_extra: Members
    line_status: str  # GROUP and INFORMATION lines count in no sum
    line_allowances: AllowancePaths
    serials: str
    logistics: AllowancePaths | None = None

"""Under which ids one vendor has been known: its own, those it had before, and those of embedded invoices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

TAX = "tax:"  # an embedded invoice without a plugin is known by its seller's tax id

Vendor = Mapping[str, Any]  # the HTTP body `vendor`


def family(vendors: Sequence[Vendor], vendor_id: str) -> tuple[str, ...]:
    """All ids of the same vendor, the one under which it is known today first; of a vendor nobody knows, its id alone.

    A tax id that several vendors claim (branches of one company) makes them no family: who is meant is not known.
    """
    claims = Counter(number for vendor in vendors for number in _numbers(vendor))
    for vendor in vendors:
        own = [number for number in _numbers(vendor) if claims[number] == 1]
        ids = _ids(vendor, own)
        if vendor_id in ids or _number(vendor_id) in own:
            return tuple(dict.fromkeys((*ids, vendor_id)))
    return (vendor_id,)


def _ids(vendor: Vendor, numbers: Sequence[str]) -> list[str]:
    """A number of one country stands behind the country in an embedded invoice's id: that of the vendor's VAT ids."""
    lands = dict.fromkeys(number[:2] for number in numbers if number[:2].isalpha())
    local = [f"{TAX}{land}-{number}" for land in lands for number in numbers if not number.startswith(land)]
    return [vendor["id"], *vendor.get("aliases", ()), *(f"{TAX}{number}" for number in numbers), *local]


def _numbers(vendor: Vendor) -> list[str]:
    return list(dict.fromkeys(map(_bare, vendor.get("tax_ids", ()))))


def _number(vendor_id: str) -> str | None:
    """The number in an id like `tax:DE000417001` or `tax:US-470004178`; None in any other."""
    if not vendor_id.startswith(TAX):
        return None
    return vendor_id.removeprefix(TAX).rpartition("-")[2] or None


def _bare(tax_id: str) -> str:
    return "".join(char for char in tax_id.upper() if char.isalnum())

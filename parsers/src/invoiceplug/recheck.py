"""A reading after a person's corrections: applied, validated and checked again. Pure; no PDF library in sight."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from invoiceplug.checks import STANDARD_CODES, check_invoice
from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice_json import clean_text
from invoiceplug.reading import Finding, finding_from_json, with_sources
from invoiceplug.validate import validate_invoice

Correction = str | bool | None

FIXED = re.compile(r"/schema_version|/vendor/id|/lines/\d+/line_id")  # named elsewhere, or what reviews refer to
LOOKED_UP = frozenset(  # doubts about what a value says, which are settled by who looks at the page and corrects it
    ("FIELD_DIFFERS", "FIELD_NOT_FOUND", "HIDDEN_TEXT", "OVERLAPPING_TEXT", "ENGINES_DISAGREE", "UNICODE_SUSPECT")
)
PARENTS = re.compile(r"/(vendor|totals|extra|lines/\d+/extra)")  # objects that a correction may bring into being


def recheck(reading: Mapping[str, Any], corrections: Mapping[str, Correction]) -> tuple[dict[str, Any], list[Finding]]:
    """The corrected invoice.v1 and all findings on it: the standard checks' anew, and the reading's other ones.

    That two pages print a value differently, or that its text is hidden, is settled by a person who corrects it.

    `corrections` maps JSON Pointers into the invoice to the new value (text, truth value), or None to take one away.
    Only single values can be corrected, never whole lines. REQUEST_INVALID names a pointer or value that is wrong.
    """
    invoice = corrected(reading["invoice"], corrections)
    carried = [finding for finding in reading["findings"] if not _is_settled(finding, corrections)]
    findings = [*map(finding_from_json, carried), *check_invoice(invoice)]
    return invoice, with_sources(findings, reading["sources"])


def corrected(invoice: dict[str, Any], corrections: Mapping[str, Correction]) -> dict[str, Any]:
    """A valid copy of the invoice with the corrections in it; REQUEST_INVALID when it would not be valid.

    Without corrections the invoice itself: who read it has validated it.
    """
    if not corrections:
        return invoice
    changed = deepcopy(invoice)
    for pointer, value in sorted(corrections.items()):
        _correct(changed, pointer, clean_text(value) if isinstance(value, str) else value)
    for parent in ("vendor", "extra"):
        if changed.get(parent) == {}:
            del changed[parent]
    try:
        validate_invoice(changed)
    except InvoiceplugError as error:
        detail = f"With these corrections the invoice is not valid: {error.detail}"
        raise InvoiceplugError("REQUEST_INVALID", detail, **error.facts) from error
    return changed


def _is_settled(finding: dict[str, Any], corrections: Mapping[str, Correction]) -> bool:
    """Whether the finding is made anew, or was about a value that a person has looked up."""
    code: str = finding["code"]
    return code in STANDARD_CODES or (code in LOOKED_UP and finding.get("path") in corrections)


def _correct(invoice: dict[str, Any], pointer: str, value: Correction) -> None:
    if FIXED.fullmatch(pointer) or not pointer.startswith("/"):
        raise _refused(pointer, "cannot be corrected")
    *parents, last = [token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/")]
    holder: Any = invoice
    path = ""
    for token in parents:
        path += f"/{token}"
        holder = _member(holder, token, pointer, may_add=PARENTS.fullmatch(path) is not None)
    if isinstance(holder, list):
        _correct_element(holder, last, value, pointer)
    elif isinstance(holder, dict):
        _correct_member(holder, last, value, pointer)
    else:
        raise _refused(pointer, "is not in this invoice")


def _correct_member(holder: dict[str, Any], name: str, value: Correction, pointer: str) -> None:
    if isinstance(holder.get(name), dict | list):
        raise _refused(pointer, "is no single value")
    if value is None:
        holder.pop(name, None)
    else:
        holder[name] = value


def _correct_element(holder: list[Any], index: str, value: Correction, pointer: str) -> None:
    at = _index(holder, index, pointer)
    if value is None or isinstance(holder[at], dict | list):
        raise _refused(pointer, "cannot be taken away or replaced as a whole")
    holder[at] = value


def _member(holder: Any, token: str, pointer: str, *, may_add: bool) -> Any:
    if isinstance(holder, list):
        return holder[_index(holder, token, pointer)]
    if isinstance(holder, dict) and (token in holder or may_add):
        return holder.setdefault(token, {})
    raise _refused(pointer, "is not in this invoice")


def _index(holder: list[Any], token: str, pointer: str) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,5}", token) or int(token) >= len(holder):
        raise _refused(pointer, "is not in this invoice")
    return int(token)


def _refused(pointer: str, why: str) -> InvoiceplugError:
    return InvoiceplugError("REQUEST_INVALID", f"{pointer} {why}.", pointer=pointer)

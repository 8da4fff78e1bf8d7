"""A reading that a person corrected, in the page or by hand: the values as they are to be, with their places."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError


def corrected_reading(path: Path, document: Document) -> dict[str, Any]:
    """`invoice` and `sources` of the file: the page's download (a reading and its corrections), or a reading.v1.

    A corrected value has no place any more: where the page prints it is looked for. A line that is taken away as a
    whole, or whose quantity, price and total are, is none. REQUEST_INVALID when it is no such file, or of another PDF.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        reading = said.get("reading", said)
        invoice, sources = copy.deepcopy(reading["invoice"]), dict(reading["sources"])
        invoice["lines"], corrections = list(invoice["lines"]), dict(said.get("corrections", {}))
        sha256 = reading["document"]["sha256"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        how = "the page's Downloads and `invoiceplug read --format json` make one"
        raise InvoiceplugError("REQUEST_INVALID", f"{path} is no corrected reading: {how}.") from error
    if sha256 != document.sha256:
        raise InvoiceplugError(
            "REQUEST_INVALID", f"{path} is the reading of another PDF than the sample it is given for."
        )
    for pointer, value in corrections.items():
        _put(invoice, pointer, value)
        for place in [each for each in sources if each == pointer or each.startswith(f"{pointer}/")]:
            del sources[place]
    return {"invoice": invoice, "sources": sources}


def _put(invoice: dict[str, Any], pointer: str, value: Any) -> None:
    """Sets the value there; None takes it away (of a list it leaves a gap, so that the others keep their places)."""
    *way, last = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    holder: Any = invoice
    for part in way:
        holder = holder[int(part)] if isinstance(holder, list) else holder.setdefault(part, {})
    if isinstance(holder, list):
        holder[int(last)] = {} if value is None else value
    elif value is None:
        holder.pop(last, None)
    else:
        holder[last] = value

"""What invoices call things in eight languages: labels of fields, headers of columns, names of totals."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Literal

Part = Literal["fields", "columns", "totals"]
Labels = dict[str, dict[str, list[str]]]

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt")


@cache
def labels(part: Part) -> Labels:
    """Name of a value -> language -> how it is labelled, the most telling first."""
    found: Labels = _all()[part]
    return found


@cache
def label_words() -> frozenset[str]:
    """Every word of every label, case folded."""
    return frozenset(
        word.casefold()
        for part in _all().values()
        for by_language in part.values()
        for texts in by_language.values()
        for text in texts
        for word in re.findall(r"[^\W\d_]+", text)
    )


@cache
def _all() -> dict[str, Labels]:
    found: dict[str, Labels] = json.loads(Path(__file__).with_name("labels.json").read_bytes())
    return found

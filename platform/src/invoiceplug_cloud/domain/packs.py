"""What a pack as printed ("12 x 1 kg") suggests as a factor: shown to a person, never put into a decision."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

MOST = 100_000

_MEASURE = r"(?:kgs?|mg|g|gr|ml|cl|dl|l|lt|ltr|lit(?:er|re)s?|lbs?|oz|fl ?oz|gal|qt|pt|mm|cm|m)\.?"
_PIECE = (
    r"(?:ea|each|pcs?|pce|pieces?|st|stk|stck|stück|ct|count|units?|portions?|bottles?|cans?|tins?|flaschen?|fl|dosen?|"
    r"beutel|pièces?|pz|pezzi|uds?|unidades)\.?"
)
_PACK = (
    r"(?:cs|cases?|ctn|cartons?|karton|kart|krt|ktn|kt|bx|box|pk|pkg|packs?|packung|pkt|ve|gebinde|kiste|crate|"
    r"tray|bag|bg|cf|conf|cx|caja|caixa|scatola|colis|boîte|paquet)\.?"
)
_COUNT = r"(?P<count>\d{1,3}(?: \d{3})+|\d+)"
_NUMBER = r"\d+(?:[.,]\d+)?"
_SHAPES = [
    rf"(?:{_PACK} )?{_COUNT} ?[x×*] ?{_NUMBER} ?{_MEASURE}(?P<rest>\W.*)?",  # 12 x 0,75 l; 8 x 1.2 kg vacuum, chilled
    rf"{_COUNT} ?/ ?(?P<size>{_NUMBER}) ?{_MEASURE}",  # 6/5 LB: six of five pounds
    rf"{_COUNT} ?/ ?#\d+",  # 6/#10: six cans of that size
    rf"[^\W\d]+\.? (?:à|a|of|de|da|di|zu|mit|von) {_COUNT}(?: ?{_PIECE})?",  # Karton à 24, carton de 60, pack of 10 pcs
    rf"{_PACK}(?:/| )?{_COUNT}(?: ?{_PIECE})?",  # CF 100
    rf"{_COUNT} ?{_PIECE}(?: ?(?:/|per|pro|je|par|por) ?{_PACK})?",  # 24 Stück, 24 St./Karton
    rf"{_COUNT} ?(?:/|per|pro|je|par|por) ?(?:{_PACK}|{_PIECE})",  # 6/CS, 12 per case, 24/CT
    rf"{_COUNT}er(?:[ -]?(?:{_PACK}))?",  # 6er-Pack
]
_KNOWN = [re.compile(shape) for shape in _SHAPES]
_FRACTIONS = {"2", "3", "4", "8", "16", "32"}  # 3/4 LB is three quarters of a pound before it is three of four pounds


def suggested_factor(line: Mapping[str, Any]) -> str | None:
    """How many the pack of an item line holds, when its text names that one whole number and nothing else can be meant.

    Weights and sizes alone, dozens, packs of packs and everything else that can be read in two ways suggest nothing.
    """
    if line["kind"] != "item" or "pack_text" not in line:
        return None
    text = " ".join(unicodedata.normalize("NFKC", line["pack_text"]).casefold().split())
    counts = {count for shape in _KNOWN if (found := shape.fullmatch(text)) and (count := _count(found)) is not None}
    return str(counts.pop()) if len(counts) == 1 else None


def _count(found: re.Match[str]) -> int | None:
    parts, digits = found.groupdict(), found["count"].replace(" ", "")
    if re.search(r"\d", re.sub(rf"{_NUMBER} ?{_MEASURE}(?!\w)", "", parts.get("rest") or "")):
        return None
    size = parts.get("size")
    if size in _FRACTIONS and int(digits) < int(size):
        return None
    return int(digits) if not digits.startswith("0") and 1 < int(digits) <= MOST else None

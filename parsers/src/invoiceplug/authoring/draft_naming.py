"""What a column holds in which no value of the reading stands: by its label's words, else by its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from invoiceplug.fallback.vocabulary import kinds_of, plain
from invoiceplug.template.names import LINE_NUMBERS
from invoiceplug.template.values import is_number
from invoiceplug.toolkit.labels import labels
from invoiceplug.toolkit.locale import Locale
from invoiceplug.toolkit.units import find_unit

_KINDS = {"line_number": "line_number", "vendor_sku": "vendor_sku", "unit": "uom_raw", "tax_rate": "tax_rate"}
_PACKS = (
    *("pack", "packsize", "case", "gebinde", "verpackung", "colisage", "conditionnement", "conf", "confezione"),
    *("formato", "envase", "verpakking", "inhoud", "inhalt"),
)
_GTINS = ("ean", "eancode", "gtin", "barcode", "upc", "codebarres", "codigodebarras", "codiceabarre", "strichcode")
_CODE = re.compile(r"(?=\S*\d)[\w./-]+(?: [\w./-]+)?")
_PERCENT = re.compile(r"\d{1,2}(?:[.,]\d{1,2})? ?%")
_UNIT = re.compile(r"[^\W\d_]{2,6}\.?")
_TEXTS = ("line_number", "vendor_sku", "buyer_sku", "gtin", "mpn", "uom_raw", "pack_text", "lot")


def are_units(texts: Sequence[str]) -> bool:
    """Whether each is one short word, as units are in any language."""
    return bool(texts) and all(_UNIT.fullmatch(text) for text in texts)


def is_ordered(header: str) -> bool:
    """Whether the label is that of what was ordered, or is still to come."""
    return any(_squeezed(header) in _known()[name] for name in ("qty_ordered", "qty_backordered"))


def letters_in(text: str) -> int:
    """How many letters are in it."""
    return sum(map(str.isalpha, text))


@dataclass(frozen=True, slots=True)
class Names:
    """The names that other columns have, and those that the labels of other columns name."""

    taken: Set[str]
    labelled: Set[str] = frozenset()


def name_for(header: str, texts: Sequence[str], locale: Locale, known: Names, *, counts: bool = False) -> str:
    """The name of the column in a template: a value's where label and cells agree, else `unused.` and its label.

    `counts` says that the column beside it holds the quantity.
    """
    guesses = (*_looks_like(texts, locale), *(["uom_raw"] if counts and are_units(texts) else []))
    if kinds_of(plain(header)):  # the label tells that it is something else
        guesses = ()
    for name in (*labelled(header), *(each for each in guesses if each not in known.labelled)):
        if name not in known.taken and _may_be(name, texts, locale):
            return name
    return _own_name("unused", header, known.taken)


def labelled(header: str) -> list[str]:
    """The values that the label names, the exact ones first."""
    exact = [name for name, known in _known().items() if _squeezed(header) in known]
    exact += ["pack_text"] if _squeezed(header) in _PACKS else []
    exact += ["gtin"] if _squeezed(header).rstrip("0123456789") in _GTINS else []
    return [*exact, *(_KINDS[kind] for kind in sorted(kinds_of(plain(header))) if kind in _KINDS)]


@cache
def _known() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(_squeezed(text) for texts in by_language.values() for text in texts)
        for name, by_language in labels("columns").items()
    }


def _squeezed(text: str) -> str:
    return "".join(plain(text))


def _looks_like(texts: Sequence[str], locale: Locale) -> list[str]:
    if len(texts) < 2:
        return []
    if [text.rstrip(".").lstrip("0") for text in texts] == [str(n) for n in range(1, len(texts) + 1)]:
        return ["line_number"]
    if all(_PERCENT.fullmatch(text) for text in texts) and len(set(texts)) < len(texts):
        return ["tax_rate"]
    if all(find_unit(text, locale) for text in texts):
        return ["uom_raw"]
    if all(_CODE.fullmatch(text) for text in texts) and len(set(texts)) > len(texts) / 2 and _long(texts):
        return ["vendor_sku"]
    return []


def _long(texts: Sequence[str]) -> bool:
    return min(map(len, texts)) >= 4


def _may_be(name: str, texts: Sequence[str], locale: Locale) -> bool:
    """Whether the cells can be read as the value: a number wants numbers only, a text is anything short."""
    if name in LINE_NUMBERS:
        return bool(texts) and all(is_number(name, text, locale) for text in texts)
    if name == "vendor_sku":
        return all(any(map(str.isdigit, text)) or text.isupper() for text in texts)
    return name in _TEXTS


def _own_name(group: str, header: str, taken: Set[str]) -> str:
    slug = "_".join(plain(header)) or "column"
    slug = re.sub(r"[^a-z0-9]+", "_", slug).strip("_").lstrip("0123456789_")[:36] or "column"
    names = [f"{group}.{slug}", *(f"{group}.{slug}_{n}" for n in range(2, 40))]
    return next(name for name in names if name not in taken)

"""The figures of a row of words: numbers with the sign, currency, unit, percent sign and price basis set beside them.

Nothing here knows the marks of the document's numbers: a figure keeps its digits and marks as printed, and
`read_digits` says what they are under a decimal mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from invoiceplug.document import Page, Word
from invoiceplug.fallback.vocabulary import basis_words
from invoiceplug.toolkit.locale import APOSTROPHES, Locale
from invoiceplug.toolkit.numbers import MINUS, MOST_DECIMALS, MOST_DIGITS
from invoiceplug.toolkit.units import find_unit

CURRENCIES = (
    "€", "$", "£", "¥", "₹", "US$", "CA$", "A$", "EUR", "USD", "GBP", "CHF",
    "SEK", "NOK", "DKK", "PLN", "CZK", "Fr.", "SFr.", "Rs", "Rs.", "kr", "zł",
)  # fmt: skip
PER = ("per", "je", "pro", "par", "por", "p.", "/")  # between a price and how many it is for
TIMES = ("x", "X", "×", "*", "à", "@")  # between a quantity and its price
LONGEST_UNIT = 4
LONGEST_GLUED = 7  # digits and marks of a number that an unknown unit may be glued to
A_SPACE = 0.62  # of a word's height: the widest gap inside a number or between it and its sign
A_LETTER = 1.02  # widths of a digit: the space of a font of one width
BESIDE = 0.9  # the widest gap between a number and what belongs to it
BESIDE_BASIS = 3.0  # the same for "/100", which is nothing by itself
APART = 0.65  # the narrowest gap between a number and words of another column

_CUR = "|".join(re.escape(each) for each in sorted(CURRENCIES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<open>\(?)(?P<sign>[{MINUS}+]?)(?P<cur>{_CUR})?(?P<inner>[{MINUS}]?)"
    rf"(?P<digits>[0-9](?:[0-9.,{APOSTROPHES}]*[0-9])?)(?P<chain>(?:\+[0-9]{{1,2}}(?:[.,][0-9]{{1,2}})?){{0,4}})"
    rf"(?P<stop>[.,;:]?)(?P<minus>[{MINUS}]{{0,2}})"
    rf"(?P<rest>%|{_CUR}|CR|/[0-9]+|/[a-zA-Z]{{1,6}}|[a-zA-Zµ²³]{{1,8}}[.²³]?)?(?P<close>\)?)(?P<end>[.,;:*]?)",
)
_STEP = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,2})?")  # of a chain of discounts
_COUNT = re.compile(r"[0-9]+|[0-9]{1,3}(?:[.,][0-9]{3})+")
_GROUP = re.compile(r"[0-9]{3}(?:[.,][0-9]+)?")
_MARKED = {
    ",": re.compile(rf"(?:[0-9]{{1,3}}(?:(?P<g>[. {APOSTROPHES}])[0-9]{{3}})(?:(?P=g)[0-9]{{3}})*|[0-9]+)(?:,[0-9]+)?"),
    ".": re.compile(
        rf"(?:[0-9]{{1,3}}(?:(?P<g>[, {APOSTROPHES}])[0-9]{{3}})(?:(?P=g)[0-9]{{3}})*|[0-9]+)(?:\.[0-9]+)?"
    ),
}


Parts = dict[str, str]  # of a number: its sign, currency, digits and what is glued to it


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a row: `digits` as printed, without its sign; edges, with unit and currency, and middle in points.

    `words` are those of the number itself, `beside` the marks, unit and basis that belong to it. `apart` says that no
    other text touches it, `half` that on one side none does; `coded` that it is shaped like a code (a zero in front,
    very many digits).
    """

    words: tuple[Word, ...]
    digits: str
    negative: bool
    x0: float
    x1: float
    y: float
    height: float
    beside: tuple[Word, ...] = ()
    unit: str = ""
    unit_words: tuple[Word, ...] = ()
    percent: bool = False
    currency: bool = False
    basis: str = ""
    reach: float = 0.0  # points: where its basis ends
    bare: float = 0.0  # points: where the number ends, without its unit
    apart: bool = True
    half: bool = True
    of_price: bool = False  # how many a price is for, printed with its own word: "per 100"
    chain: tuple[str, ...] = ()  # of discounts: the further ones, each off what the one before left: "10+5"

    @property
    def coded(self) -> bool:
        bare = self.digits
        return (bare.isdigit() and len(bare) > 1 and bare[0] == "0") or (bare.isdigit() and len(bare) > 7)


def read_digits(digits: str, decimal: str, *, negative: bool = False) -> Decimal | None:
    """What digits and marks are under the decimal mark; None when they are no number under it."""
    if not _MARKED[decimal].fullmatch(digits):
        return None
    whole, _, decimals = digits.partition(decimal)
    bare = re.sub(r"[^0-9]", "", whole)
    if len(bare.lstrip("0")) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        return None
    value = Decimal(f"{bare}.{decimals}" if decimals else bare)
    return -value if negative else value


def figures_of(row: Sequence[Word], page: Page, *, spaced: bool) -> list[Figure]:
    """The row's figures from left to right; `spaced` takes "1 234,56" for one number where its words stand close."""
    found: list[tuple[int, int, Figure]] = []
    at = 0
    while at < len(row):
        taken = _figure_at(row, at, page, free=found[-1][1] if found else 0, spaced=spaced)
        if taken:
            found.append((at, taken[0], taken[1]))
        at = taken[0] if taken else at + 1
    return [_set_apart(row, start, end, each, page) for start, end, each in found]


def locale_for(figures: Sequence[Figure], decimal: str, *, spaced: bool) -> Locale:
    """The marks that these figures show under the decimal mark."""
    marks = "".join(figure.digits for figure in figures)
    others = [mark for mark in (".", ",", "'") if mark != decimal and mark in marks.replace("’", "'")]
    grouping = others[0] if others else " " if spaced else ""
    return Locale(decimal, grouping, negative=("-1", "1-", "(1)", "1 CR"))  # type: ignore[arg-type]


def _figure_at(row: Sequence[Word], at: int, page: Page, *, free: int, spaced: bool) -> tuple[int, Figure] | None:
    """The figure that begins at this word and the index behind it; words before `free` belong to the one before."""
    parts, end = _parts(row[at].text), at + 1
    if not parts:
        return None
    if spaced and not (parts["stop"] or parts["rest"] or parts["chain"]) and len(parts["digits"]) <= 3:
        end, parts = _grouped(row, end, parts, page)
    end, parts = _chained(row, end, parts, page)
    return _with_signs(row, at, end, _figure(tuple(row[at:end]), parts, page), page, free)


def _figure(words: tuple[Word, ...], parts: Parts, page: Page) -> Figure:
    rest = parts["rest"]
    unit = rest if _is_unit(rest) or _glued(parts) else ""
    return Figure(
        words,
        parts["digits"],
        _is_negative(parts),
        words[0].box.x0 * page.width,
        words[-1].box.x1 * page.width,
        (words[0].box.y0 + words[0].box.y1) / 2 * page.height,
        words[0].box.height * page.height,
        bare=words[-1].box.x1 * page.width,
        percent=rest == "%",
        currency=bool(parts["cur"]) or rest in CURRENCIES,
        basis=rest[1:] if rest[1:].isdigit() else "",
        unit=unit,
        unit_words=words[-1:] if unit else (),
        chain=tuple(parts["chain"].split("+")[1:]),
    )


def _is_negative(parts: Parts) -> bool:
    """Whether the number has a minus, brackets or "CR"; a dash behind its decimal mark says that it has no cents."""
    behind = parts["minus"] and not parts["stop"]
    return bool(parts["sign"].strip("+") or parts["inner"] or behind or parts["open"] or parts["rest"] == "CR")


def _chained(row: Sequence[Word], end: int, parts: Parts, page: Page) -> tuple[int, Parts]:
    """The discount with those set behind it as words of their own: "10 + 5", "10 +5"."""
    while _STEP.fullmatch(parts["digits"]) and not parts["rest"] and end < len(row) and _gap(row, end, page) < BESIDE:
        size = 2 if row[end].text == "+" else 1
        said = "".join(word.text for word in row[end : end + size])
        tail = _parts(said.removeprefix("+")) if said.startswith("+") else None
        if not tail or not _STEP.fullmatch(tail["digits"]):
            break
        chain = f"{parts['chain']}+{tail['digits']}{tail['chain']}"
        parts, end = {**parts, "chain": chain, "rest": tail["rest"]}, end + size
    return end, parts


def _grouped(row: Sequence[Word], end: int, parts: Parts, page: Page) -> tuple[int, Parts]:
    """The number with the words that go on with groups of three digits, as close as a space."""
    while end < len(row) and parts["digits"].replace(" ", "").isdigit() and _is_space(row, end, page):
        tail = _parts(row[end].text)
        if not tail or tail["sign"] or tail["cur"] or not _GROUP.fullmatch(tail["digits"]):
            break
        head = {name: parts[name] for name in ("open", "sign", "cur", "inner")}
        parts, end = {**tail, **head, "digits": f"{parts['digits']} {tail['digits']}"}, end + 1
    return end, parts


def _is_space(row: Sequence[Word], at: int, page: Page) -> bool:
    """Whether the gap before that word is a space, also of a font in which all letters are as wide as a digit."""
    before = row[at - 1]
    wide = A_LETTER * (before.box.x1 - before.box.x0) / len(before.text)
    return _gap(row, at, page) < A_SPACE or row[at].box.x0 - before.box.x1 <= wide


def _parts(text: str) -> Parts | None:
    """The parts of a word that is a number, by their names in the pattern; None when it is none."""
    match = _NUMBER.fullmatch(text)
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    parts = match.groupdict(default="")
    if not any(pattern.fullmatch(parts["digits"]) for pattern in _MARKED.values()):
        return None  # a date, a version, a telephone number
    if parts["chain"] and not _STEP.fullmatch(parts["digits"]):
        return None
    known = not parts["rest"] or parts["rest"] in (*CURRENCIES, "%", "CR", "x") or parts["rest"].startswith("/")
    return parts if known or _is_unit(parts["rest"]) or _glued(parts) else None


def _glued(parts: Parts) -> bool:
    """Whether the letters behind the digits look like a unit nobody knows: few of each, as in "5cf"."""
    return len(parts["digits"]) <= LONGEST_GLUED and parts["rest"].islower() and len(parts["rest"]) <= LONGEST_UNIT


def _with_signs(row: Sequence[Word], start: int, end: int, figure: Figure, page: Page, free: int) -> tuple[int, Figure]:
    """The figure with the percent sign, currency, unit or basis behind it and the currency or sign before it."""
    if start > free and row[start - 1].text in CURRENCIES and _gap(row, start, page) < 6 * BESIDE:
        x0 = row[start - 1].box.x0 * page.width
        figure = replace(figure, currency=True, beside=(row[start - 1], *figure.beside), x0=x0)
    elif start > free and row[start - 1].text.casefold() in PER and _gap(row, start, page) < BESIDE:
        figure = replace(figure, of_price=True, beside=(row[start - 1], *figure.beside))
    elif (
        start > free
        and row[start - 1].text in MINUS
        and _gap(row, start, page) < A_SPACE
        and _is_sign(row, start - 1, page)
    ):
        figure = replace(figure, negative=True, words=(row[start - 1], *figure.words))
    while end < len(row) and _gap(row, end, page) < (BESIDE_BASIS if row[end].text.startswith("/") else BESIDE):
        longer = _with_next(row, end, figure, page)
        if not longer:
            break
        end, figure = longer
    return end, figure


def _is_sign(row: Sequence[Word], at: int, page: Page) -> bool:
    """Whether the word is a minus before the next one, and no dash behind a text: "Bolts - 5 pieces"."""
    free = at == 0 or row[at - 1].text in CURRENCIES or _gap(row, at, page) > APART
    return row[at].text in MINUS and _gap(row, at + 1, page) < A_SPACE and free


def _with_next(row: Sequence[Word], end: int, figure: Figure, page: Page) -> tuple[int, Figure] | None:
    """The figure with the next word, or the next two, where they belong to it."""
    text = row[end].text
    following = row[end + 1].text if end + 1 < len(row) else ""
    beside = (*figure.beside, row[end])
    x1 = row[end].box.x1 * page.width
    if text == "%" and not figure.percent:
        return end + 1, replace(figure, percent=True, beside=beside, x1=x1)
    if text in CURRENCIES and not (figure.currency or figure.percent or _nearer_next(row, end, page)):
        return end + 1, replace(figure, currency=True, beside=beside, x1=x1)
    if not figure.basis and (basis := re.fullmatch(r"/([0-9]+)\D*", text)):
        return end + 1, replace(figure, basis=basis[1], beside=beside, reach=x1)
    if not figure.basis and text.casefold() in basis_words() and _is_count(following):
        reach = row[end + 1].box.x1 * page.width
        return end + 2, replace(figure, basis=following, beside=(*beside, row[end + 1]), reach=reach)
    if not figure.reach and text.startswith("/") and _is_unit(text[1:] or following):
        size = 2 if text == "/" else 1
        last = row[end + size - 1]
        return end + size, replace(figure, beside=(*beside, last), reach=last.box.x1 * page.width)
    if not (figure.unit or figure.percent or figure.currency) and (_is_unit(text) or _like_unit(row, end, page)):
        return end + 1, replace(figure, unit=text, unit_words=(row[end],), beside=beside, x1=x1)
    return None


def _is_count(text: str) -> bool:
    """Whether it may be how many a price is for: "100", "1.000"."""
    return bool(_COUNT.fullmatch(text))


def _nearer_next(row: Sequence[Word], at: int, page: Page) -> bool:
    """Whether the word stands closer to a number behind it than to the one before."""
    if at + 1 == len(row) or not _parts(row[at + 1].text):
        return False
    return _gap(row, at + 1, page) <= _gap(row, at, page)


def _like_unit(row: Sequence[Word], at: int, page: Page) -> bool:
    """Whether the word behind a number looks like a unit nobody knows: a few letters, then the end or a wide gap."""
    text = row[at].text.rstrip(".")
    ends = at + 1 == len(row) or _gap(row, at + 1, page) > APART
    return text.isalpha() and len(text) <= LONGEST_UNIT and text.casefold() not in (*PER, *TIMES) and ends


def _set_apart(row: Sequence[Word], start: int, end: int, figure: Figure, page: Page) -> Figure:
    """The figure, told whether words touch it that do not belong to it."""
    before = start - 1
    while before >= 0 and row[before] in figure.beside:
        before -= 1
    left = before < 0 or _gap(row, before + 1, page) > APART or row[before].text in CURRENCIES
    right = end >= len(row) or _gap(row, end, page) > APART or row[end].text in CURRENCIES
    return figure if left and right else replace(figure, apart=False, half=left or right)


def _gap(row: Sequence[Word], at: int, page: Page) -> float:
    """The gap before that word of the row, in heights of the lower of its two neighbours."""
    left, right = row[at - 1].box, row[at].box
    return (right.x0 - left.x1) * page.width / max(min(left.height, right.height) * page.height, 1e-6)


def _is_unit(text: str) -> bool:
    return bool(text) and not text.isdigit() and find_unit(text.removesuffix("(s)"), Locale()) is not None

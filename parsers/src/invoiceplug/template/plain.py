"""Regexes that the standard library's `re` surely matches as `regex` does, and within bounds.

`regex` can be given a time, so that a bad pattern on a hostile page hangs nobody; but to import it takes half as long
as to read a page. Most patterns of vendors are plain: characters, classes, groups, simple repeats. How many steps `re`
can take for those follows from the length of the text, so that it needs no time where the text is short enough.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from math import inf, prod

from invoiceplug.record import Record
from invoiceplug.template.pattern import is_common

MOST_STEPS = 2_000_000  # about 20 ms
LENGTHS = (1000, 500, 300, 200, 100, 50)  # of texts; a line of a page has some hundred characters

_CLASS = r"\\[dDwWsS]|\."
_ONE = rf"\[\^?(?:\\[dws]|\\[^\w\s]|[^\[\]\\&~|^-]|-(?!-))+\]|{_CLASS}|\\[^\w\s]|[^\\\[\](){{}}?*+.|^$]"
_TOKEN = re.compile(
    rf"(?:(?P<one>{_ONE})|(?P<edge>[\^$]|\\b|\(\?<?[=!](?:{_ONE})\))"
    r"|(?P<open>\((?:\?:|\?P?<(?P<name>[A-Za-z]\w*)>)?)|(?P<close>\))|(?P<or>\|))"
    r"(?P<repeat>(?:(?P<how>[?*+])|\{(?P<least>[0-9]{1,3})(?P<to>,(?P<most>[0-9]{1,3})?)?\})\??)?"
)


_ALPHABET = "".join(filter(is_common, map(chr, range(0x2300))))


class Token(Record):
    """A piece of a regex: `one` character, `edge`, `open`, `close` or `or`; how `re` writes it, how often it comes."""

    kind: str
    text: str
    written: str
    least: float = 1
    most: float = 1

    @property
    def varies(self) -> bool:
        return self.least != self.most


def plain(pattern: str) -> tuple[str, int]:
    """The same regex for `re`, and how long a text may be that it searches; ("", 0) where that is not sure."""
    flag = "(?i)" if pattern.startswith("(?i)") else ""
    tokens = _tokens(pattern.removeprefix(flag))
    if not tokens or (flag and not is_common(pattern)):
        return "", 0
    written = flag + "".join(token.written for token in tokens)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(written)
    except (re.error, OverflowError, Warning):
        return "", 0
    free = [_is_free(tokens, at, flag) for at in range(len(tokens))]
    longest = next((length for length in LENGTHS if _steps(tokens, free, length) <= MOST_STEPS), 0)
    return (written, longest) if longest else ("", 0)


def _tokens(pattern: str) -> list[Token]:
    """The pieces of the regex; none where one is not known here, or something but one character is repeated."""
    tokens, at = [], 0
    while at < len(pattern):
        found = _TOKEN.match(pattern, at)
        if found is None:
            return []
        token = _token(found)
        if token.most > 1 and token.kind != "one":
            return []
        if token.least != 1 and token.kind not in ("one", "close"):
            return []
        tokens.append(token)
        at = found.end()
    return tokens


def _token(found: re.Match[str]) -> Token:
    kind = next(name for name in ("one", "edge", "open", "close", "or") if found[name])
    written = f"(?P<{found['name']}>" if found["name"] else found[0]
    if found["how"]:
        return Token(kind, found[kind], written, *{"?": (0, 1), "*": (0, inf), "+": (1, inf)}[found["how"]])
    if not found["least"]:
        return Token(kind, found[kind], written)
    least = int(found["least"])
    return Token(kind, found[kind], written, least, int(found["most"] or 0) or inf if found["to"] else least)


def _is_free(tokens: Sequence[Token], at: int, flag: str) -> bool:
    """Whether more than one number of times can lead to a match.

    Only one can where what follows is none of the characters repeated: it can only stand behind all of them.
    """
    if tokens[at].kind != "one" or not tokens[at].varies:
        return False
    taken = _taken(tokens[at], flag)
    for token in tokens[at + 1 :]:
        if token.kind not in ("one", "close") and token.text != "$":
            return True
        if token.kind != "close" and not taken.isdisjoint(_taken(token, flag)):
            return True
        if token.kind != "close" and token.least:
            return False
    return True


def _taken(token: Token, flag: str) -> set[str]:
    """The common characters that it takes, or before which it stands."""
    return {"\n"} if token.text == "$" else set(re.findall(flag + token.text, _ALPHABET))


def _steps(tokens: Sequence[Token], free: Sequence[bool], length: int) -> float:
    """More than a search in a text of that length can take: places to begin, ways to go on, steps on each way."""
    groups: list[list[list[float]]] = [[[]]]  # those that are open, as their alternatives: how many ways each piece has
    for token, is_free in zip(tokens, free, strict=True):
        if token.kind == "open":
            groups.append([[]])
        elif token.kind == "or":
            groups[-1].append([])
        elif token.kind == "close":
            ways = sum(map(prod, groups.pop())) + (1 - token.least)
            groups[-1][-1].append(ways)
        elif is_free:
            groups[-1][-1].append(min(token.most - token.least + 1, length + 1))
    [alternatives] = groups
    begins = 1 if tokens[0].text == "^" and len(alternatives) == 1 else length + 1
    repeats = sum(token.kind == "one" and (token.least, token.most) != (1, 1) for token in tokens)
    return begins * sum(map(prod, alternatives)) * (len(tokens) + 2 * length * repeats)

"""What a text must hold for a regex to match it: plain characters, which are looked for much faster than a match."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"\\(?P<escaped>[^\w\s])|(?P<class>\\[dDwWsSbBAZ]|\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<repeat>[?*]|\{[^}]*\})"
    r"|(?P<plain>[^\\\[\](){}?*+.|^$])|(?P<other>[\](){}+.|^$])"
)
_BEYOND = re.compile(r"\(\?(?!P?<|P?=|P?>|:|!)")  # flags, comments, conditions: what they change is not followed here
_BACKWARDS = re.compile(r"\^|\\[AG]|\(\?<[=!]")


def literal_of(pattern: str) -> str:
    """The longest run of characters that every match holds; "" where none is certain. Groups are not looked into."""
    if _BEYOND.search(pattern):
        return ""
    runs, run, depth, at = [""], "", 0, 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None or (token[0] == "|" and depth == 0):
            return ""
        at = token.end()
        depth += (token[0] == "(") - (token[0] == ")")
        plain = token["escaped"] or token["plain"]
        if plain and depth == 0:
            run += plain
            continue
        runs.append(run[:-1] if token["repeat"] else run)  # what may be there no time is not certain
        run = ""
    return max(*runs, run, key=len)


def looks_back(pattern: str) -> bool:
    """Whether it matters to a match what stands before it, beyond the space between two words."""
    bare = re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "", pattern)
    return _BEYOND.search(pattern) is not None or _BACKWARDS.search(bare) is not None

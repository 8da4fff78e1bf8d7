"""What a content stream draws: a quick look at its tokens, never an interpretation."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

# Possessive throughout (++, *+) and with an end for every beginning: whatever a stranger writes, each byte is looked at
# a few times at most. Numbers, brackets and white space are passed over in front of the token.
_TOKEN = re.compile(
    rb"""[\s\d.+\-\[\]]*+ (?:
      (?P<string>\((?:[^()\\]++|\\.)*+\)?)
    | <(?P<hex>[0-9A-Fa-f\s]++)>
    | /(?P<form>[^\s()<>\[\]{}/%]++)\s++Do(?![^\s()<>\[\]{}/%])
    | /[^\s()<>\[\]{}/%]*+
    | %[^\r\n]*+
    | (?P<mark>BMC|BDC|EMC)(?![A-Za-z'"*01])
    | (?P<operator>[A-Za-z'"*]++[01]?)
    | [^\s\d.+\-\[\]A-Za-z'"*(</%]++
    | <
    | \Z )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(slots=True)
class Drawing:
    """Counts of one content stream; with the forms that it draws, once they are added.

    Marks of content (/Span BDC … EMC) stand in each other, so many deep; what is begun or ended in one stream of a page
    may be ended or begun in another.
    """

    operators: int = 0
    string_bytes: int = 0
    forms: int = 0
    marks: int = 0
    begun: int = 0
    ended: int = 0
    calls: Counter[str] = field(default_factory=Counter)  # name of a form or picture -> how often it is drawn

    def add(self, other: Drawing, times: int = 1) -> None:
        """Counts what the other draws, so many times; not its calls, which mean something only where it stands."""
        self.operators += other.operators * times
        self.string_bytes += other.string_bytes * times
        self.forms += other.forms * times
        self.marks = max(self.marks, other.marks)

    def follow(self, other: Drawing) -> None:
        """Counts what the page's next stream draws, too: its marks stand in those that are not ended yet."""
        self.add(other)
        self.marks = max(self.marks, self.begun + other.marks)
        self.begun = max(self.begun - other.ended, 0) + other.begun

    def mark(self, operator: bytes) -> None:
        """Counts the beginning or the end of a mark."""
        if operator != b"EMC":
            self.begun += 1
            self.marks = max(self.marks, self.begun)
        elif self.begun:
            self.begun -= 1
        else:
            self.ended += 1


def drawing(content: bytes, most: int) -> Drawing:
    """The counts of a content stream; counting ends soon after `most` operators."""
    found = Drawing()
    for token in _TOKEN.finditer(content):
        kind = token.lastgroup
        if kind == "operator":
            found.operators += 1
        elif kind == "string":
            found.string_bytes += len(token["string"]) - 2
        elif kind == "hex":
            found.string_bytes += len(token["hex"]) // 2
        elif kind == "form":
            found.operators += 1
            found.calls["/" + _ESCAPED.sub(_character, token["form"]).decode("utf-8", "replace")] += 1
        elif kind == "mark":
            found.operators += 1
            found.mark(token["mark"])
        if found.operators > most:
            break
    return found


def _character(escaped: re.Match[bytes]) -> bytes:
    return bytes([int(escaped[1], 16)])

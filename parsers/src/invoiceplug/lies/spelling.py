"""UNICODE_SUSPECT in what was read: a code or a description that looks like another one, or hides what it holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from invoiceplug.document import Document
from invoiceplug.invoice import Field, Invoice
from invoiceplug.invoice_json import MAX_TEXT
from invoiceplug.reading import Finding

CODES = ("vendor_sku", "buyer_sku", "gtin", "mpn")  # of a line: what articles are known by
MOST_MARKS = 4  # accents on one letter; no script stacks more
QUOTED = 60  # characters of a value in a message

# Letters that are drawn like Latin ones, by the Unicode list of confusables; others (Ω, φ, Ж) deceive nobody.
LOOK_LATIN = frozenset("АВЕЅІЈКМНОРСТУХҮԌԚԜаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανιρυχκ")

_OVERRIDES = frozenset("\u202d\u202e")
_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")  # Arabic and Indic words need them, and emoji
_HARMLESS = frozenset("\u00ad\ufeff")  # soft hyphens, byte order marks
_WORD = re.compile(r"[^\W\d_]+")


def spelling_findings(invoice: Invoice, document: Document) -> Iterator[Finding]:
    """A warning for the invoice number and for each line whose codes or description are not what they look like."""
    if invoice.invoice_number is not None and (why := _of_code(invoice.invoice_number, document)):
        yield _finding(f"The invoice number {_quoted(invoice.invoice_number)} {why}", "/invoice_number")
    for index, line in enumerate(invoice.lines):
        number = str(index + 1)
        for name in CODES:
            code: Field[str] | None = getattr(line, name)
            if code is not None and (why := _of_code(code, document)):
                yield _finding(f"Line {number}: {_quoted(code)} {why}", f"/lines/{index}/{name}", number)
        if line.description is not None and (why := _of_description(line.description.value)):
            said = f"Line {number}: the description {_quoted(line.description)} {why}"
            yield _finding(said, f"/lines/{index}/description", number)


def invisible_in(text: str) -> str | None:
    """The name of the first character in it that has no shape and no business there; None when there is none."""
    suspects = (ch for ch in text if unicodedata.category(ch) in ("Cc", "Cf", "Cs", "Cn") and not ch.isspace())
    found = next((ch for ch in suspects if ch in _OVERRIDES or not _belongs(ch, text)), None)
    return None if found is None else _named(found)


def _belongs(ch: str, text: str) -> bool:
    """Whether a script in the text is written with this character."""
    if ch in _HARMLESS or unicodedata.category(ch) == "Cs":  # halves of a pair, where a text came in UTF-16
        return True
    if ch in _DIRECTIONS:
        return any(unicodedata.bidirectional(other) in ("R", "AL") for other in text)
    return ch in _JOINERS and any(not other.isascii() and _script(other) != "LATIN" for other in text if other != ch)


def _of_code(field: Field[str], document: Document) -> str | None:
    text = field.value
    if not isinstance(text, str) or (text.isascii() and text.isprintable()):  # what is no text is refused elsewhere
        return None
    shown = unicodedata.normalize("NFKC", text)
    for ch in shown:
        if unicodedata.category(ch) == "Co" or ch == "\ufffd":
            return f"holds {_named(ch)}, which stands for no letter"
        if ch.isdigit() and not ch.isascii() and not _is_written_in(document, _script(ch)):
            return f"holds {_named(ch)}, a digit of another script"
    return _of_text(shown) or _in_disguise(shown, document)


def _of_description(text: str) -> str | None:
    if not isinstance(text, str) or (text.isascii() and len(text) <= MAX_TEXT):
        return None
    if len(" ".join(text.split())) > MAX_TEXT:
        return f"is longer than {MAX_TEXT} characters and was cut"
    return _of_text(text)


def _of_text(text: str) -> str | None:
    if (name := invisible_in(text)) is not None:
        return f"holds {name}, which has no shape"
    if _piled(text):
        return f"piles more than {MOST_MARKS} accents on one letter"
    for word in _WORD.findall(text):
        alien = next((ch for ch in word if ch in LOOK_LATIN), None)
        if alien is not None and any(_script(ch) == "LATIN" for ch in word):
            return f"mixes Latin letters with {_named(alien)}, which looks like one"
    return None


def _piled(text: str) -> bool:
    """Whether accents without end are piled on a letter, which then runs over the rows around it."""
    run = 0
    for ch in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.combining(ch) else 0
        if run > MOST_MARKS:
            return True
    return False


def _in_disguise(code: str, document: Document) -> str | None:
    """A code in which every letter of another script looks Latin, on an invoice that is not written in that script."""
    letters = [ch for ch in code if ch.isalpha()]
    foreign = [ch for ch in letters if _script(ch) != "LATIN"]
    if foreign and all(ch in LOOK_LATIN for ch in foreign) and not _is_written_in(document, _script(foreign[0])):
        return f"holds {_named(foreign[0])}, which looks Latin"
    return None


def _is_written_in(document: Document, script: str) -> bool:
    """Whether the document has words of that script, by letters that cannot be taken for Latin ones."""
    text = document.text
    return not text.isascii() and any(
        _script(ch) == script for ch in set(text) if ch.isalpha() and ch not in LOOK_LATIN
    )


def _script(ch: str) -> str:
    """LATIN, GREEK, CYRILLIC, ARABIC ...: the first word of the character's name."""
    return re.split(r"[ -]", unicodedata.name(ch, "UNNAMED"), maxsplit=1)[0]


def _named(ch: str) -> str:
    return f"U+{ord(ch):04X} {unicodedata.name(ch, '')}".rstrip()


def _quoted(field: Field[str]) -> str:
    return repr(field.value if len(field.value) <= QUOTED else f"{field.value[:QUOTED]}…")


def _finding(said: str, path: str, line_id: str | None = None) -> Finding:
    return Finding("UNICODE_SUSPECT", "warning", f"{said}.", (line_id,) if line_id else (), path)

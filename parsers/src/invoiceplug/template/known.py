"""What can be known of a regex before any text is searched; a valid template keeps it, so that a start need not ask."""

from __future__ import annotations

import regex

from invoiceplug.template.literals import literal_of, looks_back
from invoiceplug.template.pattern import Known
from invoiceplug.template.plain import plain


def known_of(text: str) -> Known:
    """What is known of the regex; `regex.error` where it does not compile."""
    return Known(tuple(regex.compile(text).groupindex), literal_of(text), looks_back(text), *plain(text))

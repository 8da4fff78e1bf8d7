"""Has the vendor's layout changed? The header row as printed against the header row that the template knows."""

from __future__ import annotations

from collections.abc import Iterator

from invoiceplug.document import Word, row_box, row_text
from invoiceplug.reading import Finding
from invoiceplug.template.lines.header import Header
from invoiceplug.template.lines.region import Region
from invoiceplug.template.model import Lines, joined
from invoiceplug.template.text import source_of
from invoiceplug.trace import Step, note


def layout_findings(region: Region, rules: Lines) -> Iterator[Finding]:
    """LAYOUT_CHANGED, a warning, for what the header rows have too much or too little, and for a missing end mark."""
    said: set[str] = set()
    for segment in region.segments:
        for finding in _header_findings(segment.header) if segment.header else ():
            if finding.message not in said:
                said.add(finding.message)
                yield finding
    if region.segments and not region.ended:
        message = "The mark that ends the line table was not found: the vendor's layout may have changed."
        yield Finding("LAYOUT_CHANGED", "warning", message)


def _header_findings(header: Header) -> Iterator[Finding]:
    words = header.layout.words
    if not words:
        unknown = [word for word in header.unknown if any(ch.isalnum() for ch in word.text)]
        if unknown:
            yield _changed(header, f'has "{row_text(unknown)}", which no column of the template explains', unknown)
        return
    printed = [word for line in header.lines for word in line.words]
    known, found = [joined(word) for word in words], [joined(word.text) for word in printed]
    more = [word for word, text in zip(printed, found, strict=True) if text not in known]
    less = [word for word, text in zip(words, known, strict=True) if text not in found]
    if more:
        yield _changed(header, f'has "{row_text(more)}", which the template\'s layout has not', more)
    if less:
        yield _changed(header, f'lacks "{" ".join(less)}" of the template\'s layout', printed)
    if not more and not less and known != found:
        yield _changed(header, "has its words in another order than the template's layout", printed)


def _changed(header: Header, what: str, words: list[Word]) -> Finding:
    page = words[0].page
    # The rule's place is for the trace alone: a reading must not depend on the folder in which it was made.
    note(Step("region", "missing", row_text(words), f"the header row {what}", header.layout.at, page, row_box(words)))
    message = f"The table's header row on page {page} {what}: the vendor's layout may have changed."
    return Finding("LAYOUT_CHANGED", "warning", message, sources=(source_of(words),))

"""Whether a document is the vendor's: which marks were found, where, and which were missing."""

from __future__ import annotations

from invoiceplug.document import Document
from invoiceplug.extractor import Match, Miss
from invoiceplug.template.model import Mark, Marks
from invoiceplug.template.text import TextLine, chosen, marked, text_lines

Lines = list[list[TextLine]]


def identify(document: Document, marks: Marks) -> Match | Miss:
    """A Match when all of `all`, one of `any` and none of `none` are there; else a Miss that names what was missing.

    Pages that no mark asks for are not looked at: most documents are somebody else's.
    """
    every = (*marks.all, *marks.any, *marks.none)
    lines = text_lines(document, 1 if all(mark.pages == "first" for mark in every) else None)
    found = {mark: line for mark in every if (line := _first(mark, lines))}
    missing = [said(mark) for mark in marks.all if mark not in found]
    if marks.any and not any(mark in found for mark in marks.any):
        missing.append("any of " + ", ".join(said(mark) for mark in marks.any))
    missing += [f"no {said(mark)} (page {found[mark].page.number})" for mark in marks.none if mark in found]
    good = [mark for mark in (*marks.all, *marks.any) if mark in found]
    if missing:
        return Miss(len(good), tuple(missing))
    return Match(tuple(f"{said(mark)} on page {found[mark].page.number}" for mark in good))


def said(mark: Mark) -> str:
    """The mark in words."""
    if mark.tax_id:
        return f"tax id {mark.tax_id}"
    return f"the regex {mark.regex.text}" if mark.regex else f'"{mark.text}"'


def _first(mark: Mark, lines: Lines) -> TextLine | None:
    return next((line for line in chosen(lines, mark.pages) if marked(mark, line)), None)

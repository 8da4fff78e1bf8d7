"""Whether a document is the vendor's: which marks were found, where, and which were missing."""

from __future__ import annotations

from invoiceplug.document import Document
from invoiceplug.extractor import Match, Miss
from invoiceplug.invoice import Source
from invoiceplug.template.model import Mark, Marks
from invoiceplug.template.pattern import Pattern, however_spaced
from invoiceplug.template.text import Lines, chosen, holds, marked, span_of, text_lines
from invoiceplug.trace import Outcome, Step, note

Signs = tuple[tuple[tuple[str, str], ...], ...]


def identify(document: Document, marks: Marks) -> Match | Miss:
    """A Match when all of `all`, one of `any` and none of `none` are there; else a Miss that names what was missing.

    Pages that no mark asks for are not looked at: most documents are somebody else's.
    """
    every = (*marks.all, *marks.any, *marks.none)
    lines = text_lines(document, 1 if all(mark.pages == "first" for mark in every) else None)
    found = {mark: place for mark in every if (place := find_mark(mark, document, lines))}
    missing = [f"{said(mark)}{_nearly(mark, lines)} ({mark.at})" for mark in marks.all if mark not in found]
    if marks.any and not any(mark in found for mark in marks.any):
        missing.append("any of " + ", ".join(said(mark) for mark in marks.any) + f" ({marks.any[0].at})")
    missing += [f"no {said(mark)}, but it is {_where(found[mark])} ({mark.at})" for mark in marks.none if mark in found]
    _trace(marks, found)
    good = [f"{said(mark)} {_where(found[mark])}" for mark in (*marks.all, *marks.any) if mark in found]
    return Miss(len(good), tuple(missing), tuple(good)) if missing else Match(tuple(good))


def signs_of(marks: Marks) -> Signs:
    """What the first page must hold for a Match: of each group one pair of a word and characters.

    Marks of other pages and of the metadata say nothing here.
    """
    groups = [*((mark,) for mark in marks.all), marks.any]
    told = [group for group in groups if group and all(mark.pages == "first" and not mark.metadata for mark in group)]
    return tuple(tuple((mark.word, mark.characters) for mark in group) for group in told)


def find_mark(mark: Mark, document: Document, lines: Lines) -> Source | None:
    """Where the mark is: a text line, or (without a page) an entry of the metadata; None when it is not there."""
    if mark.metadata:
        entry = document.metadata.get(mark.metadata, "")
        there = mark.regex.search(entry) is not None if mark.regex else holds(entry, mark.text or "")
        return Source(entry) if there else None
    if not _can_stand(mark, document):
        return None
    line = next((line for line in chosen(lines, mark.pages) if marked(mark, line)), None)
    return line.source() if line else None


def _can_stand(mark: Mark, document: Document) -> bool:
    """Whether one of its pages holds what it must for the mark."""
    pages = document.pages[span_of(mark.pages)]
    return any(mark.word in page.folded and mark.characters in page.squeezed for page in pages)


def said(mark: Mark) -> str:
    """The mark in words."""
    if mark.tax_id:
        return f"tax id {mark.tax_id}"
    what = f"the regex {mark.regex.text}" if mark.regex else f'"{mark.text}"'
    return f"{what} in the PDF's {mark.metadata}" if mark.metadata else what


def _nearly(mark: Mark, lines: Lines) -> str:
    """What to write instead, where the page has the tax id without its country."""
    country, number = (mark.tax_id or "")[:2], (mark.tax_id or "")[2:]
    if not country.isalpha() or not number:
        return ""
    bare = Pattern(however_spaced(number), mark.at)
    there = any(bare.search(line.text) for line in chosen(lines, mark.pages))
    return f" (printed without {country}: write it as it is printed)" if there else ""


def _where(place: Source) -> str:
    return f"on page {place.page}" if place.page else f'as "{place.text}"'


def _trace(marks: Marks, found: dict[Mark, Source]) -> None:
    for group, each in (("all", marks.all), ("any", marks.any), ("none", marks.none)):
        for mark in each:
            place = found.get(mark)
            wanted = (place is None) == (group == "none")
            spared = group == "any" and any(other in found for other in marks.any)
            outcome: Outcome = "ok" if wanted else "dropped" if spared else "missing"
            page, box = (place.page, place.box) if place else (None, None)
            note(Step("mark", outcome, said(mark), group, mark.at, page, box))

"""Whose invoice is it? Every extractor is asked; exactly one may answer with a Match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Match, Miss
from invoiceplug.plugins import InstalledExtractor
from invoiceplug.plugins.blame import plugin_error
from invoiceplug.record import Record
from invoiceplug.trace import about

MOST_NEAR = 10  # vendors that the facts of NO_VENDOR_MATCH name, nearest first


class Identified(Record):
    """The one extractor that claims the document, its reasons, and errors of others that failed to say."""

    installed: InstalledExtractor
    match: Match
    failures: tuple[InvoiceplugError, ...] = ()


class Answer(Record):
    """What one extractor said: a Match, a Miss, None, or the error with which it failed."""

    installed: InstalledExtractor
    said: Match | Miss | InvoiceplugError | None


def identify(document: Document, extractors: Iterable[InstalledExtractor], *, vendor: str | None = None) -> Identified:
    """The extractor whose document it is; `vendor` (an id or alias) forces one, whatever the marks say.

    Raises NO_VENDOR_MATCH (with the nearest vendor), AMBIGUOUS_VENDOR (with every claimant), or PLUGIN_ERROR when
    nobody matches and somebody failed while looking.
    """
    if vendor is not None:
        return _forced(document, tuple(extractors), vendor)
    everybody = tuple(extractors)
    answers = ask_all(document, _possible(document, everybody))
    if not any(isinstance(each.said, Match) for each in answers):
        answers = ask_all(document, everybody)  # who is nearest, or cannot say
    claims = [(each.installed, each.said) for each in answers if isinstance(each.said, Match)]
    failures = tuple(each.said for each in answers if isinstance(each.said, InvoiceplugError))
    if len(claims) == 1:
        return Identified(*claims[0], failures)
    if claims:
        raise _ambiguous(claims)
    if failures:
        raise failures[0]
    raise _nobody(answers)


def ask_all(document: Document, extractors: Iterable[InstalledExtractor]) -> list[Answer]:
    """What every extractor says of the document, by vendor id; one that fails does not stop the others."""
    asked = sorted(extractors, key=lambda each: each.vendor.id)
    return [Answer(each, _ask(document, each)) for each in asked]


def _possible(document: Document, extractors: Iterable[InstalledExtractor]) -> Iterator[InstalledExtractor]:
    """Those whose document it may be: all but those of whose signs the first page lacks some.

    An extractor may have `first_page_signs`, as templates do: groups, of each of which one must be there: a pair of a
    part of a word, and of letters and digits that may stand apart, both case-folded.
    """
    page = document.pages[0] if document.pages else None
    folded, squeezed = (page.folded, page.squeezed) if page else ("", "")
    for each in extractors:
        for group in getattr(each.extractor, "first_page_signs", ()):
            for word, characters in group:
                if word in folded and characters in squeezed:
                    break
            else:
                break
        else:
            yield each


def _ask(document: Document, installed: InstalledExtractor) -> Match | Miss | InvoiceplugError | None:
    try:
        with about(installed.vendor.id):
            said = installed.extractor.identify(document)
    except (Exception, SystemExit) as error:
        return plugin_error(installed, "identify", error)
    if said is None or isinstance(said, Match | Miss):
        return said
    return plugin_error(installed, "identify", TypeError(f"it must return Match, Miss or None, not {said!r}"))


def _forced(document: Document, extractors: tuple[InstalledExtractor, ...], vendor: str) -> Identified:
    for each in extractors:
        if vendor == each.vendor.id or vendor in each.vendor.aliases:
            said = _ask(document, each)
            found = said.reasons if isinstance(said, Match) else ()
            return Identified(each, Match((f"vendor {each.vendor.id} was chosen", *found)))
    known = sorted(each.vendor.id for each in extractors)
    raise InvoiceplugError("NO_VENDOR_MATCH", f"No plugin reads the vendor {vendor!r}.", vendor=vendor, known=known)


def _ambiguous(claims: list[tuple[InstalledExtractor, Match]]) -> InvoiceplugError:
    names = " and ".join(each.vendor.id for each, _ in claims)
    claimants = [
        {"vendor": each.vendor.id, "plugin": each.plugin, "reasons": list(match.reasons)} for each, match in claims
    ]
    return InvoiceplugError("AMBIGUOUS_VENDOR", f"{names} claim this invoice.", claimants=claimants)


def _nobody(answers: list[Answer]) -> InvoiceplugError:
    """NO_VENDOR_MATCH with the vendor most of whose marks were found, and what was missing."""
    misses = [(each.installed.vendor, each.said) for each in answers if isinstance(each.said, Miss)]
    close = [(vendor, miss) for vendor, miss in misses if miss.found > 0]
    if not close:
        asked = len(answers)
        few = ("No vendor plugin is installed.", "The one vendor there is does not know this invoice.")
        said = few[asked] if asked < len(few) else f"None of {asked} vendors knows this invoice."
        return InvoiceplugError("NO_VENDOR_MATCH", said, asked=asked)
    close.sort(key=lambda each: (len(each[1].missing), -each[1].found, each[0].id))
    vendor, miss = close[0]
    there = f" ({'; '.join(miss.there)})" if miss.there else ""
    are = "is" if miss.found == 1 else "are"
    said = f"Nearest is {vendor.id}: {miss.found} of its marks {are} there{there}, missing: {'; '.join(miss.missing)}."
    near = [
        {"vendor": vendor.id, "found": miss.found, "there": list(miss.there), "missing": list(miss.missing)}
        for vendor, miss in close[:MOST_NEAR]
    ]
    facts = {"nearest": vendor.id, "found": miss.found, "missing": list(miss.missing), "near": near}
    return InvoiceplugError("NO_VENDOR_MATCH", said, asked=len(answers), **facts)

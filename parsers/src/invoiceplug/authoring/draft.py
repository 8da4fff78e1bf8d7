"""A draft of a template from samples: what the reader of last resort, or a person, reads of them, turned into rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from invoiceplug.authoring.draft_credit import GuessedCredit, credit_of
from invoiceplug.authoring.draft_grand import with_grand, with_sums
from invoiceplug.authoring.draft_labels import Labelled, labelled
from invoiceplug.authoring.draft_lines import lines_of
from invoiceplug.authoring.draft_locale import GuessedLocale, locale_of
from invoiceplug.authoring.draft_locale_seen import locale_reading
from invoiceplug.authoring.draft_marks import GuessedMark, company_on, marks_of, seller_name
from invoiceplug.authoring.draft_rules import GuessedRule, Sought, rule_for
from invoiceplug.authoring.draft_strays import without_strays
from invoiceplug.authoring.draft_summary import GuessedCharge, charges_of, tax_regexes, usual_charges
from invoiceplug.authoring.draft_table import GuessedLines, Paper
from invoiceplug.authoring.draft_wanted import FIELDS, TOTALS, WantedSet, wanted_of
from invoiceplug.document import Document, Word
from invoiceplug.errors import InvoiceplugError
from invoiceplug.fallback import suggest
from invoiceplug.invoice import Party
from invoiceplug.invoice_json import invoice_to_json
from invoiceplug.suggested import suggested_by
from invoiceplug.template.text import Lines, text_lines
from invoiceplug.toolkit.locale import Locale

_UNKNOWN = InvoiceplugError("NO_VENDOR_MATCH", "A draft is made for a vendor whom no plugin knows.")


@dataclass(frozen=True, slots=True)
class Sample:
    """An invoice to draft from: what is to be read of it (None where nothing was found), and who sold by it."""

    document: Document
    wanted: WantedSet | None
    seller: Party | None = None
    numbers: Locale | None = None  # as arithmetic has them
    corrected: bool = False  # by a person


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that was guessed; what was not found is empty."""

    company: str | None
    marks: tuple[GuessedMark, ...]
    locale: GuessedLocale
    fields: tuple[GuessedRule, ...] = ()
    lines: GuessedLines | None = None
    totals: tuple[GuessedRule, ...] = ()
    taxes: tuple[str, ...] = ()
    charges: tuple[GuessedCharge, ...] = ()
    credit: GuessedCredit | None = None


def sample_of(document: Document, corrected: dict[str, Any] | None = None) -> Sample:
    """The sample as the reader of last resort reads it; with `corrected`, a reading.v1, as that says."""
    guess = locale_of(document).locale()
    suggestion = suggest(document)
    numbers = suggestion.locale if suggestion else None
    if numbers:
        guess = replace(guess, decimal=numbers.decimal, grouping=numbers.grouping)
    seller = None
    written: dict[str, Any] = {}
    sources: dict[str, Any] = {}
    try:
        invoice = suggested_by(document, _UNKNOWN).extract.invoice
        seller = invoice.vendor
        written, sources = invoice_to_json(invoice)
    except InvoiceplugError:
        if corrected is None:
            return Sample(document, None)
    if corrected is not None:
        written, sources = corrected["invoice"], corrected["sources"]
    wanted = wanted_of(document, written, sources, guess)
    if corrected is None:
        wanted = without_strays(wanted)
    return Sample(document, wanted, seller, numbers, corrected=corrected is not None)


def draft_of(samples: Sequence[Sample]) -> Draft:
    """The draft for the vendor of these samples."""
    documents = [sample.document for sample in samples]
    wanted = [sample.wanted for sample in samples if sample.wanted]
    seller = next((sample.seller for sample in samples if sample.seller), None)
    locale = locale_reading(
        [locale_of(each) for each in documents], [each.numbers for each in samples], documents, wanted
    )
    samples = [_summed(sample, locale.locale()) for sample in samples]
    known = labelled(documents[0], locale)
    first = documents[0].pages[0]
    company = seller_name(first, seller) or company_on(first)
    draft = Draft(company, tuple(marks_of(documents, seller)), locale)
    if not wanted:
        return _by_labels(draft, known)
    papers = [_paper(sample, locale.locale()) for sample in samples if sample.wanted and sample.wanted.lines]
    fields = _rules(FIELDS, samples, locale.locale(), known.fields)
    draft = _beside_lines(replace(draft, credit=credit_of(documents, wanted, locale.language)), samples)
    totals = tuple(
        rule
        for rule in _rules(TOTALS, samples, locale.locale(), known.totals)
        if not (rule.name == "tax" and rule.way == "regex" and draft.taxes)  # that is a row of the breakdown
    )
    draft = replace(draft, fields=fields, totals=totals)
    lines = lines_of(papers, [rule.label for rule in totals if rule.way == "right_of"], locale) if papers else None
    return replace(draft, lines=lines or GuessedLines.by_labels(known.columns, known.end))


def _paper(sample: Sample, locale: Locale) -> Paper:
    assert sample.wanted is not None  # others are left out
    return Paper(sample.document, text_lines(sample.document), sample.wanted, locale)


def _summed(sample: Sample, locale: Locale) -> Sample:
    """The sample with the sums that its lines come to, where the page prints them under a name nobody knows."""
    if not sample.wanted:
        return sample
    wanted = sample.wanted if sample.corrected else with_grand(sample.document, sample.wanted, locale)
    return replace(sample, wanted=with_sums(sample.document, wanted, locale))


def _by_labels(draft: Draft, known: Labelled) -> Draft:
    return replace(
        draft,
        fields=known.fields,
        lines=GuessedLines.by_labels(known.columns, known.end),
        totals=tuple(rule for rule in known.totals if not (known.tax and rule.name == "tax")),
        taxes=(known.tax,) if known.tax else (),
    )


def _rules(
    names: Sequence[str], samples: Sequence[Sample], locale: Locale, known: Sequence[GuessedRule]
) -> tuple[GuessedRule, ...]:
    """The rule of each value that a sample has; what only a label shows is taken as well."""
    found = []
    for name in names:
        sought = [
            Sought(values[name], _where(sample, name), locale)
            for sample in samples
            if sample.wanted and name in (values := sample.wanted.fields | sample.wanted.totals)
        ]
        rule = rule_for(name, sought) or next((each for each in known if each.name == name and not sought), None)
        if rule:
            above = name in TOTALS and any(_is_above_end(sample, name) for sample in samples)
            found.append(replace(rule, anywhere=above))
    return tuple(found)


def _where(sample: Sample, name: str) -> Lines:
    """The text lines among which the engine looks for the value: for a total under the lines, those from there on."""
    pages = text_lines(sample.document)
    if name not in TOTALS or not sample.wanted or not sample.wanted.lines or _is_above_end(sample, name):
        return pages
    last = max((_place(word) for value in sample.wanted.lines[-1].values() for word in value.words), default=(0, 0.0))
    return [[line for line in page if _place(line.words[0]) > last] for page in pages]


def _is_above_end(sample: Sample, name: str) -> bool:
    """Whether the total is printed before the last line."""
    if not sample.wanted or not sample.wanted.totals.get(name) or not sample.wanted.lines:
        return False
    total = sample.wanted.totals[name].words
    last = [word for value in sample.wanted.lines[-1].values() for word in value.words]
    return bool(total and last) and _place(total[0]) < min(map(_place, last))


def _place(word: Word) -> tuple[int, float]:
    return word.page, word.box.y1


def _beside_lines(draft: Draft, samples: Sequence[Sample]) -> Draft:
    """The draft with what the samples charge and tax beside their lines."""
    locale = draft.locale.locale()
    taxes: list[str] = []
    charges: list[GuessedCharge] = []
    for sample in samples:
        if sample.wanted:
            lines = [line for page in text_lines(sample.document) for line in page]
            taxes += tax_regexes(lines, sample.wanted.taxes, locale)
            charges += [each for each in charges_of(lines, sample.wanted.charges, locale) if each not in charges]
    charges += usual_charges(charges, locale)
    return replace(draft, taxes=tuple(dict.fromkeys(taxes)), charges=tuple(charges))

"""A draft as the parts of a template.yaml; every guess is marked as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from invoiceplug.authoring.draft import Draft
from invoiceplug.authoring.draft_columns import GuessedColumn
from invoiceplug.authoring.draft_credit import credit_labels, invoice_labels
from invoiceplug.authoring.draft_ends import GuessedEnds
from invoiceplug.authoring.draft_marks import GuessedMark
from invoiceplug.authoring.draft_rules import GuessedRule
from invoiceplug.authoring.draft_table import GuessedLines
from invoiceplug.authoring.draft_yaml import (
    CHECK,
    COLUMNS,
    columns_yaml,
    lines_yaml,
    listed,
    locale_yaml,
    quoted,
    single,
)

EXAMPLE = "# an example, change it"

_COLUMNS = tuple(GuessedColumn(name, header) for name, header in (
    ("vendor_sku", "Item no."), ("description", "Description"), ("qty_shipped", "Qty"),
    ("unit_price", "Unit price"), ("line_total", "Amount")))  # fmt: skip
_LINES = GuessedLines(_COLUMNS, ("qty_shipped", "line_total"), GuessedEnds(("Subtotal",)))
_FIELDS = (
    GuessedRule("invoice_number", "right_of", "Invoice no.", ""),
    GuessedRule("invoice_date", "right_of", "Date", ""),
)
_TOTALS = (GuessedRule("lines_net", "right_of", "Subtotal", ""), GuessedRule("grand", "right_of", "Total due", ""))


def template_parts(draft: Draft | None, samples: int = 1) -> dict[str, str]:
    """The parts by the names in template.yaml.txt; without a draft, an example that an author changes."""
    from_what = "one sample" if samples == 1 else f"{samples} samples"
    return {
        "headline": f"Drafted from {from_what}: guesses say so." if draft else "Change what is not your vendor's.",
        "tax_ids": _tax_ids(draft),
        "match": _match(draft),
        "locale": _example_locale() if draft is None else f"{locale_yaml(draft.locale)}\n",
        "document_type": _document_type(draft),
        "fields": _rules(_with_required(draft), draft),
        "lines": _lines(draft),
        "charges": _charges(draft),
        "taxes": _taxes(draft),
        "totals": _rules(_totals(draft), draft),
    }


def _tax_ids(draft: Draft | None) -> str:
    ids = [mark.text for mark in draft.marks if mark.kind == "tax_id"] if draft else []
    return f"\n  tax_ids: [{quoted(ids[0])}]   {CHECK}: the vendor's, not the buyer's" if ids else ""


def _match(draft: Draft | None) -> str:
    if draft is None:
        return f'  all:\n    - "Name of the vendor as printed"   {EXAMPLE}\n'
    named = [GuessedMark("text", draft.company, "name")] if draft.company else []
    first, *others = [*draft.marks] or named or [GuessedMark("text", "Name of the vendor as printed", "name")]
    rows = ["  all:", f"    - {_mark(first)}   {CHECK}: the vendor's {first.what}, not the buyer's"]
    rows += [f"  # - {_mark(each)}   another mark that was seen: {each.what}" for each in others]
    return "\n".join(rows) + "\n"


def _mark(mark: GuessedMark) -> str:
    if mark.kind == "text" and mark.pages == "first":
        return quoted(mark.text)
    pages = f", pages: {mark.pages}" if mark.pages != "first" else ""
    return f"{{{mark.kind}: {quoted(mark.text)}{pages}}}"


def _example_locale() -> str:
    rows = ['  decimal: "."', '  grouping: ","', "  dates: [MM/DD/YYYY]", "  currency: USD"]
    return "".join(f"{row}   {EXAMPLE}\n" for row in rows)


def _document_type(draft: Draft | None) -> str:
    if not (draft and draft.credit):
        return ""
    note = CHECK if draft.credit.seen else f"{CHECK}: no credit note was among the samples"
    numbers = [label for rule in draft.fields if rule.name == "invoice_number" for label in _credit(rule, draft)]
    marks = [*draft.credit.marks, *(label for label in numbers if label not in draft.credit.marks)]
    return f"document_type:\n  credit_note: {listed(marks)}   {note}\n\n"


def _credit(rule: GuessedRule, draft: Draft) -> list[str]:
    """What the label is on a credit note."""
    return [] if rule.way in ("regex", "region") else credit_labels(rule.label, draft.locale.language)


def _otherwise(rule: GuessedRule, draft: Draft) -> list[str]:
    """What the label is on a credit note where the samples are invoices, or the reverse."""
    return _credit(rule, draft) or invoice_labels(rule.label, draft.locale.language)


def _with_required(draft: Draft | None) -> Sequence[GuessedRule]:
    found = draft.fields if draft else ()
    return [*(each for each in _FIELDS if each.name not in {rule.name for rule in found}), *found]


def _totals(draft: Draft | None) -> Sequence[GuessedRule]:
    if draft is None:
        return _TOTALS
    lacking = [
        each for each in _TOTALS if each.name == "grand" and not any(rule.name == "grand" for rule in draft.totals)
    ]
    return [*draft.totals, *lacking]


def _rules(rules: Sequence[GuessedRule], draft: Draft | None) -> str:
    return "".join(f"  {rule.name}: {{{', '.join(_rule(rule, draft))}}}   {_seen(rule)}\n" for rule in rules)


def _seen(rule: GuessedRule) -> str:
    return f'{CHECK}: "{rule.printed}"' if rule.printed else f"{CHECK}: it was not found"


def _rule(rule: GuessedRule, draft: Draft | None) -> Iterator[str]:
    if rule.way == "regex":
        yield f"regex: {single(rule.label)}"
    elif rule.region:
        yield f"region: [{', '.join(f'{edge:.0f}' for edge in rule.region)}]"
        yield "pages: last"
    else:
        more = _otherwise(rule, draft) if draft and rule.name in ("invoice_number", "invoice_date", "grand") else []
        every = list(dict.fromkeys((rule.label, *rule.others, *more)))
        yield f"{rule.way}: {quoted(every[0]) if len(every) == 1 else listed(every)}"
        if rule.across:
            yield f"{'below' if rule.way == 'right_of' else 'right_of'}: {listed(rule.across)}"
    if rule.shape:
        yield f"regex: {single(rule.shape)}"
    if rule.gap:
        yield f"gap: {rule.gap}"
    if rule.last:
        yield "occurrence: last"
    if rule.anywhere:
        yield "anywhere: true"
    if rule.first_page:
        yield "pages: first"


def _lines(draft: Draft | None) -> str:
    if draft and draft.lines:
        return f"{lines_yaml(draft.lines, draft.locale.language)}\n"
    note = f"{CHECK}: no header row was found" if draft else EXAMPLE
    rows = [
        COLUMNS,
        *columns_yaml(_LINES.columns, 4, note),
        f"  needs: [{', '.join(_LINES.needs)}]   {note}: a text line with these is a row",
        f"  end: {listed(_LINES.ends.end)}   {note}: the table is over before this text line",
    ]
    return "\n".join(rows) + "\n"


def _charges(draft: Draft | None) -> str:
    if not (draft and draft.charges):
        return ""
    rows = ["charges:"]
    for each in draft.charges:
        negate = ", negate: true" if each.negate else ""
        note = f'{CHECK}: "{each.printed}"' if each.printed else f"{CHECK}: none was seen"
        rows.append(f"  - {{kind: {each.kind}, regex: {single(each.regex)}{negate}}}   {note}")
    return "\n".join(rows) + "\n\n"


def _taxes(draft: Draft | None) -> str:
    if not (draft and draft.taxes):
        return ""
    return "\n".join(["taxes:", *(f"  - regex: {single(each)}   {CHECK}" for each in draft.taxes)]) + "\n\n"

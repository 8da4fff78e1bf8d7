"""A draft as the parts of a template.yaml; every guess is marked as one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from invoiceplug.authoring.draft import Draft, GuessedRule
from invoiceplug.authoring.draft_marks import GuessedMark

CHECK = "# guessed, check"
EXAMPLE = "# an example, change it"

_COLUMNS = (("vendor_sku", "Item no."), ("description", "Description"), ("qty_shipped", "Qty"),
            ("unit_price", "Unit price"), ("line_total", "Amount"))  # fmt: skip
_FIELDS = (
    GuessedRule("invoice_number", "right_of", "Invoice no.", ""),
    GuessedRule("invoice_date", "right_of", "Date", ""),
)
_TOTALS = (GuessedRule("lines_net", "right_of", "Subtotal", ""), GuessedRule("grand", "right_of", "Total due", ""))


def template_parts(draft: Draft | None) -> dict[str, str]:
    """The parts by the names in template.yaml.txt; without a draft, an example that an author changes."""
    seen = draft is not None
    columns = draft.columns if draft and draft.columns else _COLUMNS
    return {
        "headline": "Drafted from one sample: guesses say so." if seen else "Change what is not your vendor's.",
        "tax_ids": _tax_ids(draft),
        "match": _match(draft),
        "locale": _locale(draft),
        "fields": _rules(_with_required(draft), 2),
        "columns": _rows(
            (f"    {name}: {{header: {_quoted(header)}}}" for name, header in columns), CHECK if seen else EXAMPLE
        ),
        "table": _table(draft, [name for name, _ in columns]),
        "taxes": _taxes(draft),
        "totals": _rules(_totals(draft), 2),
    }


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _rows(rows: Iterable[str], note: str = "") -> str:
    return "\n".join(f"{row}   {note}" if note else row for row in rows)


def _tax_ids(draft: Draft | None) -> str:
    ids = [mark.text for mark in draft.marks if mark.kind == "tax_id"] if draft else []
    return f"\n  tax_ids: [{_quoted(ids[0])}]   {CHECK}: the vendor's, not the buyer's" if ids else ""


def _match(draft: Draft | None) -> str:
    if draft is None:
        return f'  all:\n    - "Name of the vendor as printed"   {EXAMPLE}\n'
    named = [GuessedMark("text", draft.company, "name")] if draft.company else []
    marks = [*draft.marks] or named
    number = next((rule.label for rule in draft.fields if rule.name == "invoice_number"), None)
    first, *others = marks or [GuessedMark("text", "Name of the vendor as printed", "name")]
    rows = ["  all:", f"    - {_mark(first)}   {CHECK}: the vendor's {first.what}, not the buyer's"]
    rows += [f"    - {_quoted(number)}   {CHECK}: the label of the invoice's number"] if number else []
    rows += [f"  # - {_mark(each)}   another mark that was seen: {each.what}" for each in others]
    return "\n".join(rows) + "\n"


def _mark(mark: GuessedMark) -> str:
    return f"{{tax_id: {_quoted(mark.text)}}}" if mark.kind == "tax_id" else _quoted(mark.text)


def _locale(draft: Draft | None) -> str:
    if draft is None:
        rows = ['  decimal: "."', '  grouping: ","', "  dates: [MM/DD/YYYY]", "  currency: USD"]
        return _rows(rows, EXAMPLE) + "\n"
    locale = draft.locale
    rows = [
        f"  decimal: {_quoted(locale.decimal)}   {_note('decimal', locale.seen)}",
        f"  grouping: {_quoted(locale.grouping)}   {_note('grouping', locale.seen)}",
        f"  dates: [{', '.join(map(_quoted, locale.dates))}]   {_note('dates', locale.seen)}",
        f"  currency: {locale.currency}   {_note('currency', locale.seen)}",
        f"  negative: [{', '.join(map(_quoted, locale.negative))}]",
    ]
    if locale.language != "en":
        rows.append(f"  language: {locale.language}   {CHECK}")
    return "\n".join(rows) + "\n"


def _note(part: str, seen: frozenset[str]) -> str:
    return CHECK if part in seen else f"{CHECK}: it was not seen on the page"


def _with_required(draft: Draft | None) -> Sequence[GuessedRule]:
    found = draft.fields if draft else ()
    return [*(each for each in _FIELDS if each.name not in {rule.name for rule in found}), *found]


def _totals(draft: Draft | None) -> Sequence[GuessedRule]:
    found = draft.totals if draft else ()
    if draft and draft.tax:
        found = tuple(rule for rule in found if rule.name != "tax")
    lacking = [each for each in _TOTALS if each.name == "grand" and not any(rule.name == "grand" for rule in found)]
    return [*found, *lacking] if draft else _TOTALS


def _rules(rules: Sequence[GuessedRule], indent: int) -> str:
    space = " " * indent
    rows = []
    for rule in rules:
        note = f'{CHECK}: "{rule.printed}"' if rule.printed else f"{CHECK}: it was not found"
        rows.append(f"{space}{rule.name}: {{{rule.way}: {_quoted(rule.label)}}}   {note}")
    return "\n".join(rows) + "\n"


def _table(draft: Draft | None, columns: Sequence[str]) -> str:
    needs = [name for name in ("qty_shipped", "line_total") if name in columns] or [columns[-1]]
    end = draft.end if draft and draft.end else "Subtotal"
    guessed = CHECK if draft else EXAMPLE
    rows = [
        f"  needs: [{', '.join(needs)}]   {guessed}: a text line with these is a row",
        f"  end: [{_quoted(end)}]   {guessed}: the table is over before this text line",
    ]
    return "\n".join(rows) + "\n"


def _taxes(draft: Draft | None) -> str:
    if not (draft and draft.tax):
        return ""
    single = draft.tax.replace("'", "''")
    return f"taxes:\n  - regex: '{single}'   {CHECK}\n"

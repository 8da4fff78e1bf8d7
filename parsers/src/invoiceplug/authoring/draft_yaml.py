"""The larger parts of a drafted template as YAML, every guess marked as one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from invoiceplug.authoring.draft_columns import GuessedColumn
from invoiceplug.authoring.draft_ends import GuessedEnds
from invoiceplug.authoring.draft_locale import GuessedLocale
from invoiceplug.authoring.draft_rules import literal
from invoiceplug.authoring.draft_table import GuessedLines
from invoiceplug.fallback.vocabulary import texts_of

CHECK = "# guessed, check"
COLUMNS = "  columns:                      # by their printed headers, left to right; numbers to the right unless told"


def quoted(text: str) -> str:
    """The text in double quotes, for YAML."""
    return json.dumps(text, ensure_ascii=False)


def single(text: str) -> str:
    """The text in single quotes, as regexes are written."""
    return "'" + text.replace("'", "''") + "'"


def listed(texts: Sequence[str]) -> str:
    """The texts as a list on one line."""
    return f"[{', '.join(map(quoted, texts))}]"


def locale_yaml(locale: GuessedLocale) -> str:
    """What stands under `locale`."""
    rows = [
        f"  decimal: {quoted(locale.decimal)}   {_note('decimal', locale.seen)}",
        f"  grouping: {quoted(locale.grouping)}   {_note('grouping', locale.seen)}",
        f"  dates: {listed(locale.dates)}   {_note('dates', locale.seen)}",
        f"  currency: {locale.currency}   {_note('currency', locale.seen)}",
        f"  negative: {listed(locale.negative)}",
    ]
    if locale.symbols:
        rows.append(f"  symbols: {listed(locale.symbols)}   {CHECK}: what stands beside amounts")
    if locale.language != "en":
        rows.append(f"  language: {locale.language}   {CHECK}")
    return "\n".join(rows)


def lines_yaml(lines: GuessedLines, language: str) -> str:
    """What stands under `lines`."""
    return "\n".join(_lines(lines, language))


def columns_yaml(columns: Sequence[GuessedColumn], indent: int, note: str = CHECK) -> Iterator[str]:
    """One row a column: its header or edges, how its value is taken out of the cell, and what a sample prints there."""
    for column in columns:
        parts = [f"header: {quoted(column.header)}"] if column.header else []
        parts += [f"x: [{column.x[0]}, {column.x[1]}]"] if column.x else []
        parts += [f"regex: {single(column.regex)}"] if column.regex else []
        parts += ["optional: true"] if column.optional and column.header else []
        printed = f': "{column.printed}"' if column.printed else ""
        yield f"{' ' * indent}{column.name}: {{{', '.join(parts)}}}   {note}{printed}"


def _note(part: str, seen: frozenset[str]) -> str:
    return CHECK if part in seen else f"{CHECK}: it was not seen on the page"


def _lines(lines: GuessedLines, language: str) -> Iterator[str]:
    if lines.way != "header":
        yield f"  table: {lines.way}   {CHECK}: by the lines that are drawn around the cells"
    yield COLUMNS
    yield from columns_yaml(lines.columns, 4)
    if lines.others:
        yield "  layouts:                      # other versions of the same table"
    for columns, needs in lines.others:
        yield "    - columns:"
        yield from columns_yaml(columns, 8)
        yield f"      needs: [{', '.join(needs)}]   {CHECK}"
    yield f"  needs: [{', '.join(lines.needs)}]   {CHECK}: a text line with these is a row"
    yield f"  end: [{', '.join(_ends(lines.ends, language))}]   {CHECK}: the table is over before this text line"
    if lines.ends.page_end:
        yield f"  page_end: {listed(lines.ends.page_end)}   {CHECK}: on a page it stops before this"
    if lines.first_page:
        yield f"  header_on: first_page   {CHECK}: further pages print no header"
    if lines.description != "below":
        yield f"  description: {lines.description}   {CHECK}: where further lines of a description stand"
    yield from _continuation(lines)
    if lines.reads:
        yield "  read:                         # codes on the text lines of a description"
    for each in lines.reads:
        keep = "" if each.keep else ", keep: false"
        yield f'    - {{regex: {single(each.regex)}{keep}}}   {CHECK}: "{each.printed}"'
    carried = "|".join(literal(text) for text in texts_of("carried", "", language))
    regex = single(rf"^(?i:{carried})\b")
    yield "  rows:"
    yield f"    - {{is: carried_forward, regex: {regex}}}   {CHECK}: at the break of a page"


def _ends(ends: GuessedEnds, language: str) -> Iterator[str]:
    yield from (_end(text, language) for text in ends.end)
    yield from (f"{{text: {quoted(text)}, pages: last}}" for text in ends.boxes)
    if not (ends.end or ends.boxes):
        yield quoted("Subtotal")


def _end(text: str, language: str) -> str:
    """The text; where what is carried to the next page begins with it ("Suma y sigue"), a regex for it alone."""
    low = f"{text.casefold()} "
    carried = [each[len(low) - 1 :] for each in texts_of("carried", "", language) if each.casefold().startswith(low)]
    if not carried:
        return quoted(text)
    regex = rf"^(?i:{literal(text)}\b(?!{'|'.join(map(literal, carried))}))"
    return f"{{regex: {single(regex)}}}"


def _continuation(lines: GuessedLines) -> Iterator[str]:
    parts = [f"max_gap: {lines.gap}"] if lines.gap else []
    parts += [f"columns: [{', '.join(lines.beside)}]"] if lines.beside != ("description",) else []
    if parts:
        yield f"  continuation: {{{', '.join(parts)}}}   {CHECK}: text lines beside a row that go on with it"

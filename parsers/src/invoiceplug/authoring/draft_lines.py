"""The line table as a template finds it: of several headers and ways to read, the one that gives the wanted lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from invoiceplug.authoring.draft_columns import GuessedColumn, columns_under
from invoiceplug.authoring.draft_ends import Table, ends_of
from invoiceplug.authoring.draft_fit import WORST, Fit
from invoiceplug.authoring.draft_header import headers_over
from invoiceplug.authoring.draft_locale import GuessedLocale
from invoiceplug.authoring.draft_reads import reads_of
from invoiceplug.authoring.draft_table import GuessedLines, Paper, Row
from invoiceplug.authoring.draft_wanted import MAKE_A_LINE
from invoiceplug.template.names import LINE_NUMBERS
from invoiceplug.template.text import TextLine

HEADER, BARE = 0.5, 3.0  # what a likely header is worth for each line, and what a column without one costs


def lines_of(papers: Sequence[Paper], totals: Sequence[str], guessed: GuessedLocale) -> GuessedLines | None:
    """The part of the template that reads the most of all samples; None where no header is printed over the lines."""
    fit = Fit(papers, guessed)
    best: GuessedLines | None = None
    for paper in papers:
        if best is None:
            tried = list(_of_one(paper, papers, totals, fit))
            best = max(tried, key=lambda each: each[0] + fit.merit(each[1]), default=(0.0, None))[1]
        elif not fit.is_whole(best, paper):
            joined = [best, *(_joined(best, each) for _, each in _of_one(paper, papers, totals, fit))]
            best = max(joined, key=fit.merit)
    return best


def _joined(lines: GuessedLines, more: GuessedLines) -> GuessedLines:
    """The first one with the other's columns as one more version of the table."""
    return replace(lines, others=(*lines.others, (more.columns, more.needs)))


def _of_one(
    paper: Paper, papers: Sequence[Paper], totals: Sequence[str], fit: Fit
) -> Iterator[tuple[float, GuessedLines]]:
    """The best ways to read this sample under its likeliest headers, and what speaks for each of these."""
    rows, heads = paper.heads()
    if not heads:
        return
    page = next(page for page in paper.pages if heads[0] in page)
    tables = [Table(each.pages, each.heads()[1], each.wanted) for each in papers if each.heads()[1]]
    ends = ends_of(tables, totals)
    reads = tuple(reads_of(rows, heads, paper.pages))
    named = {each.name for each in reads}
    rows = [{name: value for name, value in row.items() if name not in named} for row in rows]
    starts = []
    for likely, labels in headers_over(page, page.index(heads[0]), rows[0]):
        columns = columns_under(labels, rows, heads, paper.locale)
        bare = sum(column.header is None for column in columns)
        beside = ("description", *_off(columns, rows, heads))
        start = _readable(GuessedLines(columns, _needs(columns, rows, beside), ends, beside=beside, reads=reads), fit)
        starts.append((likely * HEADER * len(rows) - BARE * bare, start))
    starts.sort(key=lambda each: -each[0] - fit.merit(each[1]))
    for worth, start in starts[:2]:
        yield worth, _improved(start, fit)


def _readable(lines: GuessedLines, fit: Fit) -> GuessedLines:
    """The lines without the numbers that cannot be read as such: their columns are left to a person."""
    names = [column.name for column in lines.columns if column.name in LINE_NUMBERS and column.name not in MAKE_A_LINE]
    variants = [_unused(lines, (name,)) for name in names] + [_unused(lines, names)]
    if fit.merit(lines) > WORST:
        return lines
    return next((each for each in variants if fit.merit(each) > WORST), lines)


def _unused(lines: GuessedLines, names: Sequence[str]) -> GuessedLines:
    columns = [
        replace(column, name=f"unused.{column.name}", regex=None) if column.name in names else column
        for column in lines.columns
    ]
    return replace(lines, columns=tuple(columns))


def _improved(lines: GuessedLines, fit: Fit) -> GuessedLines:
    """The lines with each setting changed that makes them better, one after the other."""
    best, merit = lines, fit.merit(lines)
    for vary in (_above, _gaps, _besides, _needed, _pages, _regexes, _ends, _ways):
        for variant in vary(best):
            if merit >= fit.most:
                return best
            found = fit.merit(variant)
            if found > merit + 0.01:
                best, merit = variant, found
    return best


def _off(columns: Sequence[GuessedColumn], rows: Sequence[Row], heads: Sequence[TextLine]) -> Iterator[str]:
    """The columns whose values stand on a text line above or below that of the line's other numbers."""
    for name in (column.name for column in columns):
        pairs = [(row[name].words, head) for row, head in zip(rows, heads, strict=True) if name in row]
        printed = [(words, head) for words, head in pairs if words]
        if name != "description" and printed and not any(set(words) & set(head.words) for words, head in printed):
            yield name


def _needs(columns: Sequence[GuessedColumn], rows: Sequence[Row], beside: Sequence[str]) -> tuple[str, ...]:
    names = [column.name for column in columns if column.name not in beside]
    needed = [name for name in ("qty_shipped", "unit_price", "line_total") if name in names]
    return tuple(name for name in needed if all(name in row for row in rows)) or (names[-1],)


def _ways(lines: GuessedLines) -> Iterator[GuessedLines]:
    yield replace(lines, way="ruled")


def _above(lines: GuessedLines) -> Iterator[GuessedLines]:
    yield replace(lines, description="both")
    yield replace(lines, description="above")


def _gaps(lines: GuessedLines) -> Iterator[GuessedLines]:
    yield replace(lines, gap=3.0)
    yield replace(lines, gap=0.8)


def _besides(lines: GuessedLines) -> Iterator[GuessedLines]:
    names = [column.name for column in lines.columns]
    texts = [name for name in names if name not in LINE_NUMBERS and name not in ("description", "line_number")]
    for name in texts:
        yield replace(lines, beside=(*lines.beside, name))
    if len(texts) > 1:
        yield replace(lines, beside=tuple(dict.fromkeys((*lines.beside, *texts))))


def _needed(lines: GuessedLines) -> Iterator[GuessedLines]:
    names = [column.name for column in lines.columns]
    if "vendor_sku" in names:
        yield replace(lines, needs=("vendor_sku", *lines.needs))
    for name in lines.needs:
        if len(lines.needs) > 1:
            yield replace(lines, needs=tuple(each for each in lines.needs if each != name))


def _pages(lines: GuessedLines) -> Iterator[GuessedLines]:
    yield replace(lines, first_page=True)


def _regexes(lines: GuessedLines) -> Iterator[GuessedLines]:
    """Without one column's regex."""
    for at, column in enumerate(lines.columns):
        if column.regex:
            columns = (*lines.columns[:at], replace(column, regex=None), *lines.columns[at + 1 :])
            yield replace(lines, columns=columns)


def _ends(lines: GuessedLines) -> Iterator[GuessedLines]:
    yield replace(lines, ends=replace(lines.ends, page_end=()))
    for text in lines.ends.end:
        left = tuple(each for each in lines.ends.end if each != text)
        if left:
            yield replace(lines, ends=replace(lines.ends, end=left))

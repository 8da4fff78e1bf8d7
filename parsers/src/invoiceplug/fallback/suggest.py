"""The walk of the reader of last resort: rows, tables, the assignment that proves most, lines, totals, the unread."""

from __future__ import annotations

import re
from collections.abc import Sequence

from invoiceplug.document import Document, row_box
from invoiceplug.fallback.arithmetic import Terms
from invoiceplug.fallback.blocks import Block, blocks_of, figures_of_item
from invoiceplug.fallback.figures import locale_for
from invoiceplug.fallback.grid import Row, rows_of
from invoiceplug.fallback.joined import Joined
from invoiceplug.fallback.lines import line_of
from invoiceplug.fallback.missed import missed
from invoiceplug.fallback.model import Header, HeaderColumn, Kind, SuggestedLine, Suggestion
from invoiceplug.fallback.solution import Solution
from invoiceplug.fallback.solve import solve
from invoiceplug.fallback.totals import around

PROVED = ("qty_shipped", "unit_price", "line_total")


def suggest(document: Document) -> Suggestion | None:
    """The line table of a document nobody has described; None where nothing looks like one."""
    found = _solved(document)
    if not found:
        return None
    rows, tables, spaced = found
    solution = tables.whole
    blocks = [blocks_of(rows, part, tables.rows_beside(n)) for n, part in enumerate(tables.parts)]
    used = {row.at for some in blocks for block in some for row in block.rows}
    doubtful = {at for at, why in solution.aside.items() if why}
    beside = around(rows, solution, used | doubtful, tables.sums)
    if "/totals/grand" in beside.proofs:
        tables = tables.making(beside.totals["lines_net"].value)
    lines = tuple(
        _line(blocks[part][n], tables.parts[part].terms[n], tables.parts[part], tables.proof(index))
        for index, (part, n) in enumerate(tables.order)
    )
    return Suggestion(
        lines,
        locale_for([figure for row in rows for figure in row.figures], solution.decimal, spaced=spaced),
        _header(tables.parts[0]),
        beside.totals,
        beside.charges,
        beside.taxes,
        tuple(missed(rows, tables, used)),
        _proofs(lines) | beside.proofs,
        solution.ambiguous,
    )


def _solved(document: Document) -> tuple[Sequence[Row], Joined, bool] | None:
    """The best solution, with numbers grouped by spaces and without where words could be such groups.

    "2  1 234,56  2 469,12" multiplies out with and without its thousands: what could be the end of a longer number
    proves nothing.
    """
    plain, spaced = (rows_of(document, spaced=each) for each in (False, True))
    grouped = {word for row in spaced for figure in row.figures if " " in figure.digits for word in figure.words}
    bare = solve(plain, _decimals(plain))
    whole = solve(spaced, _decimals(spaced)) if grouped else None
    if whole and (bare is None or whole.whole.merit >= bare.whole.merit):
        rival = bool(bare and bare.whole.complete and whole.whole.complete)
        rival = rival and bool(bare and bare.whole.values() != whole.whole.values())
        return spaced, whole.marked(ambiguous=rival), True
    if bare is None:
        return None
    items = bare.whole.items
    cut = any(word in grouped for item in items for figure in figures_of_item(item) for word in figure.words)
    return plain, bare.marked(doubted=cut), False


def _decimals(rows: Sequence[Row]) -> list[str]:
    """The decimal marks that the document's figures may have: both where none of them says."""
    digits = [figure.digits for row in rows for figure in row.figures]
    shown = [mark for mark in (",", ".") if any(re.search(rf"\{mark}[0-9]{{1,2}}$", each) for each in digits)]
    return shown or [",", "."]


def _line(block: Block, terms: Terms | None, solution: Solution, proof: str | None) -> SuggestedLine:
    words = tuple(word for row in block.rows for word in row.words)
    return SuggestedLine(line_of(block, terms, solution), proof, words)


def _proofs(lines: Sequence[SuggestedLine]) -> dict[str, str]:
    return {f"/lines/{n}/{name}": line.proof for n, line in enumerate(lines) if line.proof for name in PROVED}


def _header(solution: Solution) -> Header:
    head, given = solution.table.head, solution.assignment
    page = solution.items[0].row.page
    kinds: dict[int, Kind] = dict.fromkeys(map(id, given.discounts), "discount")
    kinds |= {id(given.quantity): "quantity", id(given.price): "unit_price", id(given.basis): "price_qty"}
    kinds |= {id(given.total): "line_total"}
    columns = [
        HeaderColumn(kinds.get(id(c)), c.name.words if c.name else (), c.x0 / page.width, c.x1 / page.width)
        for c in solution.table.columns
        if not c.of_prices
    ]
    taken = {column.words for column in columns}
    for name in head.names if head else ():
        if name.words not in taken:
            kind = min(name.kinds, default=None)
            columns.append(HeaderColumn(kind, name.words, name.x0 / page.width, name.x1 / page.width))
    words = tuple(word for name in head.names for word in name.words) if head else ()
    ordered = tuple(sorted(columns, key=lambda each: each.x0))
    return Header(words[0].page if words else page.number, words, row_box(words) if words else None, ordered)

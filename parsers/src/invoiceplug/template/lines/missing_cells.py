"""Cells that are never empty and are: a word that was lost must not become a value that was never there."""

from __future__ import annotations

from collections.abc import Iterator

from invoiceplug.reading import Finding
from invoiceplug.template.lines.header import Header
from invoiceplug.template.lines.item import Item
from invoiceplug.template.model import Column, Layout
from invoiceplug.template.names import EXTRA


def required_columns(header: Header | None, layout: Layout) -> tuple[Column, ...]:
    """The required columns of the layout that this header prints."""
    if header is None:
        return ()
    printed = {span.column.name for span in header.spans}
    return tuple(each for each in layout.columns if each.required and (each.source or each.name) in printed)


def lacking(item: Item, index: int) -> Iterator[Finding]:
    """FIELD_NOT_FOUND for each required value that the item lacks, which is the line at this index."""
    return (_finding(index, item, each) for each in item.required if item.lacks(each.name))


def _finding(index: int, item: Item, column: Column) -> Finding:
    assert item.row is not None  # its cells were read
    source = item.row.source()
    message = f'{column.at}: line {index + 1} has no {column.name}: "{source.text}" on page {source.page}.'
    path = f"/lines/{index}/{column.name.replace(EXTRA, 'extra/')}"
    return Finding("FIELD_NOT_FOUND", "error", message, (str(index + 1),), path, sources=(source,))

"""Why a document has no line items: what was not found, what came nearest, and the rule's `file:line`."""

from __future__ import annotations

from itertools import chain

from invoiceplug.errors import InvoiceplugError
from invoiceplug.template.lines.header import nearest_header
from invoiceplug.template.lines.table import Table
from invoiceplug.template.model import Lines, Mark
from invoiceplug.template.text import Lines as Pages


def no_lines(table: Table, pages: Pages, rules: Lines) -> InvoiceplugError:
    """The error NO_LINE_ITEMS for a table that gave none."""
    detail = f"{rules.at}: {_rows_missing(table, rules) if table.started else _table_missing(pages, rules)}"
    return InvoiceplugError("NO_LINE_ITEMS", detail, at=rules.at)


def _rows_missing(table: Table, rules: Lines) -> str:
    first = f' The first text line there is "{table.unread[0].source.text}".' if table.unread else ""
    if rules.way == "regex":
        return f"the table was found, but no regex of `rows` fits a text line in it.{first}"
    needs = " and ".join(rules.layouts[0].needs)
    return f"the table was found, but no text line in it holds {needs}.{first}"


def _table_missing(pages: Pages, rules: Lines) -> str:
    if rules.way == "regex":
        return f"the table begins after {_said(rules.start)}, which no text line holds."
    nearest = nearest_header(chain.from_iterable(pages), rules.layouts[0])
    where = f" after {_said(rules.start)}" if rules.start else ""
    return f"no text line{where} holds all the table's headers. {nearest}"


def _said(marks: tuple[Mark, ...]) -> str:
    return " or ".join(f"the regex {mark.regex.text}" if mark.regex else f'"{mark.text}"' for mark in marks)

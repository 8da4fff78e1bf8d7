"""The hooks a plugin may implement. Each is one verb with one argument; mark yours with `@hookimpl`.

A plugin is a module: installed with an entry point in the group `invoiceplug`, or lying in a loose folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import pluggy

from invoiceplug.document import Attachment
from invoiceplug.extractor import Extract, Extractor
from invoiceplug.reading import Finding

if TYPE_CHECKING:
    import click

PROJECT = "invoiceplug"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

Check = Callable[[dict[str, Any]], Iterable[Finding]]


class EmbeddedReader(Protocol):
    """Reads an invoice that a PDF carries as data (Factur-X, ZUGFeRD, XRechnung)."""

    name: str
    version: str

    def read(self, attachments: Sequence[Attachment]) -> Extract | None:
        """The invoice in one of the attachments, with attachment and path as sources, and `reasons` in the Extract.

        The vendor's id is `tax:<tax id>`; the host puts the id of the plugin that has that tax id in its place. None
        when no attachment is of this reader's kind. NOT_AN_INVOICE and MULTIPLE_INVOICES are final; after any other
        InvoiceplugError the page is read, if a vendor's plugin knows it, with the error as a finding.
        """


@hookspec
def register_extractors(register: Callable[[Extractor], None]) -> None:
    """Offers vendors' extractors: call `register(extractor)` once for each.

    When: each time the plugins are loaded, before any document is opened; do nothing slow here. `register` raises
    when the vendor's id, or one of its aliases, is taken. A TemplateExtractor is an extractor like any other.
    Returns: nothing.
    """


@hookspec
def register_embedded(register: Callable[[EmbeddedReader], None]) -> None:
    """Offers readers of embedded e-invoices: call `register(reader)` once for each.

    When: each time the plugins are loaded. Readers are asked before vendors, in no order that matters: only one of
    them may answer for a document.
    Returns: nothing.
    """


@hookspec
def register_checks(register: Callable[[Check], None]) -> None:
    """Offers checks of sense: call `register(check)` once for each.

    When: each time the plugins are loaded. A check is a function from invoice.v1 (JSON data, credit notes already
    negative) to Findings; it runs after every reading of every vendor, must not change what it gets, and yields
    nothing when all is well.
    Returns: nothing.
    """


@hookspec
def register_commands(cli: click.Group) -> None:
    """Adds commands to the command line: `@cli.command()` or `cli.add_command(…)`.

    When: as the command line starts, before its arguments are read; import heavy things inside the command.
    Returns: nothing.
    """

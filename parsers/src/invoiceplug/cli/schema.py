"""`invoiceplug schema`: the shapes of what goes in and comes out, and the list of error codes."""

from __future__ import annotations

import json

import click

KINDS = ("invoice", "reading", "template", "errors")

EXAMPLES = """\b
Examples:
  invoiceplug schema template --format md | less
  invoiceplug schema invoice > invoice.v1.json
  invoiceplug schema errors --format md
"""


@click.command(short_help="Print a schema, or a table of its keys.", epilog=EXAMPLES)
@click.argument("kind", type=click.Choice(KINDS), default="invoice")
@click.option("--format", "form", type=click.Choice(["json", "md"]), default="json", show_default=True)
def schema(kind: str, form: str) -> None:
    """Print a schema: of an invoice, of a reading (an invoice with its places and findings), or of a vendor template.

    With --format md a table of its keys with their meaning and an example; "errors" is the list of all codes with
    their exit status, HTTP status, meaning and remedy.
    """
    from invoiceplug.authoring.reference import error_list, errors_table, keys_table, packaged_schema

    if kind == "errors":
        click.echo(errors_table() if form == "md" else json.dumps(error_list(), ensure_ascii=False, indent=2))
    elif form == "md":
        click.echo(keys_table(packaged_schema(kind)))
    else:
        click.echo(json.dumps(packaged_schema(kind), ensure_ascii=False, indent=2))

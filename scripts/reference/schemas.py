"""The template language, the invoice and the reading: every key of their JSON Schemas."""

from __future__ import annotations

import re

from invoiceplug.authoring.reference import keys_table, packaged_schema

TEMPLATE = """`invoiceplug schema template` prints the JSON Schema, which editors can check and complete by. [Your first
vendor](../tutorials/your-first-vendor.md) shows the keys at work."""
INVOICE = """`BT-…` are the terms of EN 16931, the European norm of electronic invoices. Amounts and quantities are
text, never floats. `invoiceplug schema invoice` prints the JSON Schema."""
READING = """`invoiceplug read --format json` prints one; its `invoice` is [invoice.v1](invoice.md), and what places
mean stands in [coordinates](../explanation/coordinates.md). `invoiceplug schema reading` prints the JSON Schema."""


def template_page() -> str:
    """Every key that a vendor's template may have."""
    return told("template", "Template", TEMPLATE)


def invoice_page() -> str:
    """Every key of invoice.v1, with its number in EN 16931."""
    return told("invoice", "Invoice", INVOICE)


def reading_page() -> str:
    """Every key of reading.v1."""
    return told("reading", "Reading", READING)


def told(kind: str, title: str, lead: str) -> str:
    _, description, tables = angles_as_text(keys_table(packaged_schema(kind))).split("\n\n", 2)
    return "\n\n".join([f"# {title}", f"{description} {lead}", tables])


def angles_as_text(markdown: str) -> str:
    """What stands between angles in a sentence, like a group's name in a regex, is no tag; code is as it is."""
    return re.sub(r"(`[^`\n]*`)|<", lambda found: found[1] or "&lt;", markdown)

"""What the exit status of a command means, and which codes end with it."""

from __future__ import annotations

import re

from invoiceplug.cli import EPILOG
from invoiceplug.errors import CODES

LEAD = """# Exit codes

The exit status of every command. Of several files it is the highest one."""


def page() -> str:
    """The reference of all exit statuses."""
    said = re.findall(r"(\d+) ([^,.]+)", " ".join(EPILOG.partition("Exit status:")[2].split()))
    rows = [f"| {status} | {means} | {codes(int(status))} |" for status, means in said]
    return "\n\n".join([LEAD, "\n".join(["| status | means | codes |", "|--:|---|---|", *rows])])


def codes(status: int) -> str:
    return ", ".join(f"[{code}](errors.md#{code.lower()})" for code, each in CODES.items() if each.exit == status)

"""Every limit of a PDF and of reading it, with its reason."""

from __future__ import annotations

import dataclasses
import inspect
import re

from invoiceplug.limits import STANDARD, Limits

LEAD = """# Limits

What a PDF may hold, and what reading it may cost, in the guarded profile. `invoiceplug read --sandbox --limit NAME=N`
sets one, `invoiceplug up --limit` too; in AWS `limits` in the environment's file or the setting
[LIMITS](settings.md#how-the-task-reads). [PDFs from strangers](../explanation/hostile.md) has the largest value of
honest files beside each."""


def page() -> str:
    """The reference of all limits, in their order."""
    rows = [row(each) for each in dataclasses.fields(Limits)]
    return "\n\n".join([LEAD, "\n".join(["| limit | most | of | code | why |", "|---|--:|---|---|---|", *rows])])


def row(limit: dataclasses.Field[object]) -> str:
    what, code = limit.metadata.get("what", ""), limit.metadata.get("code", "")
    named = f"[{code}](errors.md#{code.lower()})" if code else ""
    return f"| `{limit.name}` | {getattr(STANDARD, limit.name):,.0f} | {what} | {named} | {reason(limit.name)} |"


def reason(name: str) -> str:
    """The comment that stands behind the limit in the source."""
    own = re.search(rf"^    {name}: .*?(?=^    \w+: |^\n|^    @)", inspect.getsource(Limits), re.DOTALL | re.MULTILINE)
    comment = own and re.search(r"# (.*)", own[0])
    return comment[1] if comment else ""

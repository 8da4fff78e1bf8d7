"""`invoiceplug audit`: is the stock exactly what was approved?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invoiceplug_cloud.commands.ending import EXIT_DIFFERENT, EXIT_OK
from invoiceplug_cloud.commands.reaching import where, with_data

if TYPE_CHECKING:
    from invoiceplug_cloud.domain.audit import Difference, Report


@click.command()
@where
@click.option("--json", "as_json", is_flag=True, help="The report for programs.")
def audit(data: Path | None, cloud: bool, as_json: bool) -> None:
    """Rebuild the inventory from the ledger and the reviews, and compare it with what is stored.

    Reads everything and changes nothing: every ledger row with its stored plan, each plan made again from its review
    and reading, every movement and total, the numbers of all changes, business keys, jobs. It may run beside a running
    stack. Exit status 0 when everything agrees, 1 when something differs, one line each.
    """
    sys.exit(with_data("audit", data, cloud, lambda: _run(as_json)))


def _run(as_json: bool) -> int:
    from invoiceplug_cloud.wiring import audit_case

    report = audit_case()()
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_screen(report)))
    return EXIT_OK if report.clean else EXIT_DIFFERENT


def _screen(report: Report) -> Iterator[str]:
    count = len(report.differences)
    yield "The stock is exact: nothing differs." if report.clean else f"{_several(count, 'difference')}."
    yield from (_line(difference) for difference in report.differences)
    for change in report.open:
        made = f"{change['done']} of {_several(change['of'], 'chunk')} made"
        yield f"Still open: the {change['kind']} of job {change['job_id']} (change {change['seq']}), {made}."
    if report.unchecked:
        jobs = ", ".join(report.unchecked)
        yield f"Not planned again, since the reading has expired: {_several(len(report.unchecked), 'job')} ({jobs})."
    counts = ((report.items, "item"), (report.movements, "movement"), (report.entries, "ledger row"))
    changes = f"changes 1 to {report.seq}" if report.seq else "no changes"
    yield f"Checked {', '.join(_several(*each) for each in counts)}, {changes}."


def _line(difference: Difference) -> str:
    places = (
        f"item {difference.item}" if difference.item is not None else "",
        f"job {difference.job_id}" if difference.job_id is not None else "",
        f"change {difference.seq}" if difference.seq is not None else "",
    )
    return f"{', '.join(filter(None, places)) or 'stock'}: {difference.message} [{difference.what}]"


def _several(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"

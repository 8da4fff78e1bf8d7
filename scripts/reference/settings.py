"""Every variable of the environment that functions, task and workers read."""

from __future__ import annotations

import dataclasses
import inspect

from invoiceplug_cloud import settings

LEAD = """# Settings

The environment variables of the functions, the task and the workers. In AWS Terraform sets them from the variables of
`infra/variables.tf`, on one machine `invoiceplug up` does. A variable that is missing or not usable is named at the
start, and nothing is done. The command line itself reads `INVOICEPLUG_PLUGINS` (a folder, as `--plugins` names it),
`NO_COLOR`, `CI` and, for its data, `XDG_DATA_HOME`; `invoiceplug up` hands `SANDBOX` and `LIMITS` on."""
HEADINGS = {
    "AccessSettings": "Who may ask",
    "MeterSettings": "Whose metrics",
    "PresignSettings": "The function presign",
    "RunnerSettings": "Who runs readings",
    "QueueSettings": "The queue",
    "JobsSettings": "The function jobs",
    "ApplySettings": "The function apply",
    "AuditSettings": "The audit",
    "TaskSettings": "The task",
    "WorkerSettings": "The worker",
    "ReadingSettings": "How the task reads",
}


def page() -> str:
    """The reference of all variables, by who reads them."""
    kinds = [each for each in vars(settings).values() if dataclasses.is_dataclass(each) and isinstance(each, type)]
    own = [each for each in kinds if each.__module__ == settings.__name__]
    return "\n\n".join([LEAD, *(part(kind) for kind in own)])


def part(kind: type) -> str:
    """The variables of one kind of settings; in code, since they hold stars and angles."""
    rows = [row(each) for each in dataclasses.fields(kind)]
    lead = " ".join((inspect.getdoc(kind) or "").split())
    table = "\n".join(["| variable | default | may be |", "|---|---|---|", *rows])
    return "\n\n".join([f"## {HEADINGS[kind.__name__]}", lead, table])


def row(field: dataclasses.Field[object]) -> str:
    given = field.metadata
    default = given.get("default")
    shown = "must be set" if default is None else f"`{default}`" if default else "empty"
    return f"| `{given['variable']}` | {shown} | {may_be(field)} |"


def may_be(field: dataclasses.Field[object]) -> str:
    given = field.metadata
    if "choices" in given:
        return " or ".join(f"`{each}`" for each in given["choices"])
    kinds = {int: "a number", str: "text"}
    kind = kinds.get(given["read"], "a JSON object" if field.name == "limits" else "a list, separated by commas")
    return f"{kind}, at most {given['most']}" if given.get("most") else kind

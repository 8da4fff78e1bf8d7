"""An explanation for people: marks, regions, columns, rows, what was dropped, values, and whether the sums hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from invoiceplug.authoring.area import ROWS, looks_like_a_row
from invoiceplug.authoring.derived import value_at
from invoiceplug.authoring.explain import Asked, Explained
from invoiceplug.authoring.proof import proof
from invoiceplug.authoring.samples import home_of
from invoiceplug.cli.output import BAD, ODD, OK, bad, dim, good, odd, rule_place, strong
from invoiceplug.cli.table import fit, width
from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.template.yaml_source import shown_path
from invoiceplug.trace import Kind, Step

_VALUES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Fields", ("field",)),
    ("Charges and taxes", ("charge", "tax")),
    ("Totals", ("total",)),
)
MOST_STRANGERS = 5  # vendors that do not claim the document and are shown


def explained_screen(file: str, explained: Explained) -> str:
    """All that is known of one file, section by section."""
    parts = [_title(file, explained), *_section("Marks", _marks(explained.asked))]
    if explained.steps:
        parts += _section("Regions", _regions(explained))
        parts += _section("Columns", _steps(explained, "column"))
        parts += _section("Rows", _rows(explained))
    if explained.vendor or explained.reading:
        parts += _section("Rows that looked like lines but were dropped", _dropped(explained) or ["none"])
    for title, kinds in _VALUES:
        parts += _section(title, _values(explained, *kinds))
    parts += _section("Proof", _proof(explained))
    return "\n".join(parts)


def marks_of(asked: Asked) -> Iterator[str]:
    """A vendor's marks one by one, with the rule's line and the place; what it said where it does not tell them."""
    if asked.marks:
        yield from _aligned([replace(mark, name=mark.why, why="") for mark in asked.marks], None)
        return
    if asked.claims:
        yield from (f"{good(OK)} {reason}" for reason in getattr(asked.said, "reasons", ()))
    yield from (f"{bad(BAD)} missing {missing}" for missing in asked.missing)
    if isinstance(asked.said, InvoiceplugError):
        yield f"{bad(BAD)} {asked.said.code}: {asked.said.detail}"


def _title(file: str, explained: Explained) -> str:
    document, vendor = explained.document, explained.vendor
    pages = f"  {len(document.pages)} page{'s'[: len(document.pages) != 1]}" if document else ""
    if explained.reading and explained.reading["origin"] != "plugin":
        reader = explained.reading["reader"]
        said = f"read by {reader['plugin']} {reader['version']} ({explained.reading['origin']})"
    elif vendor:
        kind = f"template {vendor.template}" if vendor.template else "code"
        home = home_of(vendor)
        said = f"read as {strong(vendor.vendor.id)} by the plugin {vendor.plugin} {vendor.version} ({kind})"
        said += f"\n{dim(shown_path(home))}" if home else ""
    else:
        said = "read by nobody"
    return f"{strong(file)}{pages}\n{said}"


def _marks(asked: Sequence[Asked]) -> Iterator[str]:
    claims = [each for each in asked if each.claims]
    others = [each for each in asked if not each.claims]
    near = [each for each in others if each.found or isinstance(each.said, InvoiceplugError)]
    shown = (near or others)[:MOST_STRANGERS]
    for each in [*claims, *shown]:
        yield f"{good(OK) if each.claims else dim('-')} {strong(each.installed.vendor.id)}  {_answer(each)}"
        yield from (f"    {line}" for line in marks_of(each))
    rest = len(others) - len(shown)
    if rest > 0:
        yield dim(f"- {rest} more vendor{'s'[: rest != 1]} found fewer of their marks")


def _answer(asked: Asked) -> str:
    if asked.claims:
        return "claims it"
    if isinstance(asked.said, InvoiceplugError):
        return "failed when it was asked"
    return f"{asked.found} found, {len(asked.missing)} missing" if asked.missing else "does not know it"


def _rows(explained: Explained) -> list[str]:
    return _aligned([step for step in explained.steps if step.kind in ROWS], explained.document)


def _dropped(explained: Explained) -> list[str]:
    rows = [step for step in explained.steps if step.kind in ROWS and step.outcome in ("dropped", "unread")]
    found = [step for step in rows if looks_like_a_row(step, explained.steps, explained.document)]
    return _aligned(found, explained.document)


def _regions(explained: Explained) -> list[str]:
    """Where the table begins and ends on each page, and at which text line."""
    steps = [step for step in explained.steps if step.kind == "region"]
    said = [replace(step, text=step.why.partition(": ")[0], why=f'"{step.text}"') for step in steps if step.why]
    return _aligned([*said, *(step for step in steps if not step.why)], explained.document)


def _values(explained: Explained, *kinds: Kind) -> list[str]:
    """As they are printed, and as they were understood where that is something else."""
    steps = [step for step in explained.steps if step.kind in kinds]
    return _aligned([replace(step, text=_understood(step, explained)) for step in steps], explained.document)


def _understood(step: Step, explained: Explained) -> str:
    """12.05.2026 → 2026-05-12."""
    pointer = f"/totals/{step.name}" if step.kind == "total" else f"/{step.name.replace('.', '/')}"
    value = value_at(explained.invoice, pointer)
    return step.text if value is None or value == step.text else f"{step.text} → {value}"


def _steps(explained: Explained, *kinds: Kind) -> list[str]:
    return _aligned([step for step in explained.steps if step.kind in kinds], explained.document)


def _aligned(steps: Sequence[Step], document: Document | None) -> list[str]:
    """One line a step: outcome, name, place, text, and behind it why, and the rule's file:line."""
    names = max((width(_name(step)) for step in steps), default=0)
    places = [_place(step, document) for step in steps]
    wide = max(map(width, places), default=0)
    lines = []
    for step, place in zip(steps, places, strict=True):
        cells = [_sign(step), fit(_name(step), names) if names else "", fit(place, wide) if wide else "", step.text]
        behind = [step.why, rule_place(step.rule)]
        lines.append("  ".join([*filter(None, cells), *(dim(each) for each in behind if each)]).rstrip())
    return lines


def _name(step: Step) -> str:
    return f"+ {step.name}".rstrip() if step.kind == "continuation" else step.name


def _sign(step: Step) -> str:
    if step.kind in ROWS:
        return {"ok": good("ok     "), "missing": bad("missing"), "dropped": dim("dropped"), "unread": bad("UNREAD ")}[
            step.outcome
        ]
    return {"ok": good(OK), "missing": bad(BAD), "dropped": odd(ODD), "unread": bad(BAD)}[step.outcome]


def _place(step: Step, document: Document | None) -> str:
    """Page, and where the document is known the box in points from the top left of the displayed page."""
    if step.page is None:
        return ""
    if step.box is None or document is None or not 1 <= step.page <= len(document.pages):
        return f"p{step.page}"
    page, box = document.pages[step.page - 1], step.box
    if step.kind in (*ROWS, "region"):  # as wide as the table: only its height on the page tells anything
        return f"p{step.page} {box.y0 * page.height:.1f}"
    edges = (box.x0 * page.width, box.y0 * page.height, box.x1 * page.width, box.y1 * page.height)
    return f"p{step.page} [{', '.join(f'{edge:.1f}' for edge in edges)}]"


def _proof(explained: Explained) -> Iterator[str]:
    findings = explained.reading["findings"] if explained.reading else None
    signs = {"holds": good(OK), "fails": bad(BAD), "untried": dim("-")}
    for each in proof(explained.invoice, findings):
        yield f"{signs[each.verdict]} {each.text}"
    for finding in findings or ():
        sign = bad(BAD) if finding["severity"] == "error" else odd(ODD)
        yield f"{sign} {finding['code']}: {finding['message']}"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    """The lines under their title; nothing when there are none."""
    some = list(lines)
    return ["", strong(title), *(f"  {line}" for line in some)] if some else []

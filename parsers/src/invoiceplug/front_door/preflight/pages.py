"""The pages: how many, and what each of them draws with the forms that it calls, however often these call others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from invoiceplug.errors import InvoiceplugError
from invoiceplug.front_door.preflight.drawing import Drawing, drawing
from invoiceplug.front_door.preflight.filters import unpacked
from invoiceplug.front_door.preflight.forms_drawn import FormsDrawn
from invoiceplug.front_door.preflight.meter import Meter
from invoiceplug.front_door.preflight.objects import filters_of
from invoiceplug.front_door.qpdf import inherited


def count_pages(pdf: Pdf, meter: Meter) -> None:
    """TOO_MANY_PAGES before qpdf makes a list of them, since it gives every page that is named again a copy."""
    most, count = meter.limits.pages, 0
    for _ in _leaves(pdf):
        count += 1
        if count > most:
            break
    meter.note("pages", count)
    if len(pdf.pages) == 0:
        raise InvoiceplugError("DAMAGED_PDF" if pdf.get_warnings() else "NO_PAGES")


def measure_pages(pdf: Pdf, meter: Meter) -> None:
    """Notes of each page what it draws; what of its content cannot be unpacked is damage."""
    streams = _Contents(meter)
    for number, page in enumerate(pdf.pages, 1):
        where = f"Page {number}"
        annotations = page.obj.get(Name.Annots)
        if isinstance(annotations, Array):
            meter.note("annotations", len(annotations), where, page=number)
        drawn = _drawn_on(page, streams, meter, number)
        for name, found in (
            ("operators", drawn.operators), ("string_bytes", drawn.string_bytes), ("form_expansions", drawn.forms),
            ("marks", drawn.marks),
        ):  # fmt: skip
            meter.note(name, found, where, page=number)


def _drawn_on(page: Page, streams: _Contents, meter: Meter, number: int) -> Drawing:
    where = f"Page {number}"
    contents = page.obj.get(Name.Contents)
    parts = [contents] if isinstance(contents, Stream) else list(contents) if isinstance(contents, Array) else []
    meter.note("contents", len(parts), where, page=number)
    total = Drawing()
    resources = inherited(page.obj, Name.Resources)
    forms = FormsDrawn(resources, streams)
    for part in parts:
        if isinstance(part, Stream):
            found = streams.drawing_of(part, where)
            total.follow(found)
            total.add(forms.called(found.calls, resources))
    return total


class _Contents:
    """The drawings of content streams, each looked at once however many pages and forms share it."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self._known: dict[tuple[int, int], Drawing] = {}

    def drawing_of(self, stream: Any, where: str) -> Drawing:
        """DAMAGED_PDF when it is packed in a way that nobody here knows."""
        key = stream.objgen
        if key not in self._known:
            self._known[key] = self._look(stream, where)
        return self._known[key]

    def _look(self, stream: Any, where: str) -> Drawing:
        limits = self.meter.limits
        content = unpacked(stream.read_raw_bytes(), filters_of(stream), limits.stream_bytes)
        if content.unknown:
            # neither a terminal nor a log gets a control character of a file's
            name = ascii(content.unknown[:40])[1:-1]
            detail = f"{where} is packed with the filter '{name}', which is not known."
            raise InvoiceplugError("DAMAGED_PDF", detail, filter=name)
        if not content.whole:
            self.meter.mended.append(f"the content of {where[0].lower()}{where[1:]} breaks off")
        return drawing(content.data, limits.operators)


def _leaves(pdf: Pdf) -> Iterator[None]:
    """Once for each page that the tree names; a branch that is named again is not looked at again."""
    seen: set[tuple[int, int]] = set()
    open_branches: list[Iterator[Any]] = [iter([pdf.Root.get(Name.Pages)])]
    while open_branches:
        try:
            node = next(open_branches[-1])
        except StopIteration:
            open_branches.pop()
            continue
        kids = node.get(Name.Kids) if isinstance(node, Dictionary) else None
        if not isinstance(node, Dictionary) or not isinstance(kids, Array):
            yield None
        elif node.objgen == (0, 0) or node.objgen not in seen:
            seen.add(node.objgen)
            open_branches.append(iter(kids))

"""Forms to be filled in: one that is drawn by its own program only, and values that the pages' text lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from invoiceplug.errors import InvoiceplugError
from invoiceplug.front_door.carried import listed
from invoiceplug.front_door.preflight.objects import Written
from invoiceplug.reading import Finding

_WRITTEN = (Name.Tx, Name.Ch)  # fields that hold text: typed, or chosen


def form_findings(pdf: Pdf, objects: Iterable[Written]) -> Iterator[Finding]:
    """HIDDEN_TEXT for values that no page shows, ENGINES_DISAGREE for those that are shown but not read as text.

    Raises XFA_ONLY for a form whose pages are made only when it is opened; what is there says to wait.
    """
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return
    if Name.XFA in form and _is_drawn_later(pdf, form):
        raise InvoiceplugError("XFA_ONLY")
    filled = [each.object for each in objects if b"/FT /" in each.text and _is_filled(each.object)]
    unseen = {_name(field) for field in filled if not _has_appearance(field)}
    shown = {_name(field) for field in filled} - unseen
    if unseen:
        yield Finding("HIDDEN_TEXT", "warning", f"Form fields whose values no page shows: {listed(unseen)}.")
    if shown:
        said = f"Form fields whose values the page shows, but which are not read: {listed(shown)}."
        yield Finding("ENGINES_DISAGREE", "warning", said)


def _is_drawn_later(pdf: Pdf, form: Any) -> bool:
    """The form says so, or it has not one field on its only page, which then is a place-holder."""
    fields = form.get(Name.Fields)
    has_fields = isinstance(fields, Array) and len(fields) > 0
    return bool(pdf.Root.get(Name.NeedsRendering, False)) or (len(pdf.pages) == 1 and not has_fields)


def _is_filled(field: Any) -> bool:
    value = field.get(Name.V) if isinstance(field, Dictionary) else None
    return isinstance(value, String) and bool(str(value).strip()) and field.get(Name.FT) in _WRITTEN


def _has_appearance(field: Any) -> bool:
    kids = field.get(Name.Kids)
    places = list(kids) if isinstance(kids, Array) else [field]
    return any(isinstance(each, Dictionary) and isinstance(each.get(Name.AP), Dictionary) for each in places)


def _name(field: Any) -> str:
    return str(field.get(Name.T, "without a name"))

"""What the PDF carries besides its pages: scripts and actions, which are never run, and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from invoiceplug.front_door.preflight.objects import Written
from invoiceplug.reading import Finding

# Actions that do more than turn to a page. A link's URI waits for a click; it is told where it opens by itself.
_ACTIONS = (
    "JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "Movie", "Sound",
    "RichMediaExecute",
)  # fmt: skip
_MEDIA = ("RichMedia", "Screen", "Movie", "Sound", "3D")
_ACTIVE = re.compile(rf"/S /({'|'.join(_ACTIONS)})\b|/Subtype /({'|'.join(_MEDIA)})\b".encode())
_WITH_FILE = re.compile(rb"/EF (?:<<|\d)")
_NAMED, _LONG = 5, 60  # names that are told, characters of a name
_DEEP = 6  # dictionaries in dictionaries that are searched for a file


def carried_findings(pdf: Pdf, objects: Iterable[Written]) -> Iterator[Finding]:
    """ACTIVE_CONTENT with the kinds of it, EMBEDDED_FILES with the names of files that are no e-invoice's XML."""
    active, files = set(_by_itself(pdf)), set[str]()
    for each in objects:
        active |= {(action or media).decode() for action, media in _ACTIVE.findall(each.text)}
        if _WITH_FILE.search(each.text):
            files |= set(_file_names(each.object, _DEEP))
    if active:
        yield Finding("ACTIVE_CONTENT", "warning", f"The PDF holds {listed(active)}; nothing of it was run.")
    if files:
        yield Finding("EMBEDDED_FILES", "warning", f"Attached to the PDF, and not opened: {listed(files)}.")


def listed(names: Iterable[str]) -> str:
    """The names in order, the first few of them; each as one short printable line."""
    clean = sorted({"".join(char if char.isprintable() else " " for char in name)[:_LONG].strip() for name in names})
    more = f" and {len(clean) - _NAMED} more" if len(clean) > _NAMED else ""
    return ", ".join(clean[:_NAMED]) + more


def _by_itself(pdf: Pdf) -> Iterator[str]:
    """What runs when the document is opened, or at another event of it."""
    action = pdf.Root.get(Name.OpenAction)
    kind = str(action.get(Name.S, "")).removeprefix("/") if isinstance(action, Dictionary) else ""
    if kind not in ("", "GoTo"):
        yield f"OpenAction ({kind})"
    if Name.AA in pdf.Root:
        yield "actions at events"


def _file_names(holder: Any, deep: int) -> Iterator[str]:
    """The names of the file specifications in the object; what is an object of its own is asked by itself."""
    if isinstance(holder, Dictionary | Stream) and isinstance(holder.get(Name.EF), Dictionary):
        name = next((str(said) for key in ("/UF", "/F") if isinstance(said := holder.get(key), String)), "a file")
        if not _is_xml(name, holder.EF):
            yield name
    elif deep and isinstance(holder, Dictionary | Array):
        inner = holder.values() if isinstance(holder, Dictionary) else holder
        for each in inner:
            if isinstance(each, Dictionary | Array) and not each.is_indirect:
                yield from _file_names(each, deep - 1)


def _is_xml(name: str, streams: Any) -> bool:
    """XML is looked at by the readers of e-invoices, which tell of what is none."""
    content = streams.get(Name.F, streams.get(Name.UF))
    kind = str(content.get(Name.Subtype, "")).casefold() if isinstance(content, Stream) else ""
    return name.casefold().endswith(".xml") or kind in ("/text/xml", "/application/xml")

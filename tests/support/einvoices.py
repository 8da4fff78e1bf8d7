"""PDFs that carry XML, for tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pdfs import changed, drawn

from invoiceplug import Reading, read_invoice
from invoiceplug.plugins import Plugins, load_plugins

FOLDER = Path(__file__).parents[1] / "fixtures/einvoice"


@cache
def installed() -> Plugins:
    """All plugins, loaded once."""
    return load_plugins()


def alone() -> Plugins:
    """The built-in plugin's readers and checks, and no vendor."""
    return Plugins(readers=installed().readers, checks=installed().checks)


def xml_of(name: str) -> bytes:
    """The XML that a sample of the folder carries."""
    with pikepdf.open(FOLDER / f"{name}.pdf") as opened:
        [attached] = opened.attachments.values()
        return attached.get_file().read_bytes()


def carrying(files: dict[str, bytes], pdf: bytes | None = None) -> bytes:
    """The PDF (else a page that says nothing much) with these files attached."""

    def attach(opened: pikepdf.Pdf) -> None:
        for name, data in files.items():
            opened.attachments[name] = pikepdf.AttachedFileSpec(opened, data, filename=name, mime_type="text/xml")

    return changed(drawn([(50, 100, "Siehe Anlage")]) if pdf is None else pdf, attach)


def read_xml(xml: bytes | str, *, name: str = "factur-x.xml", **options: Any) -> Reading:
    """The reading of a page that carries the XML, without any vendor."""
    data = xml if isinstance(xml, bytes) else xml.encode()
    return read_invoice(carrying({name: data}), **{"plugins": alone(), **options})


def swapped(xml: bytes, *changes: tuple[str, str]) -> str:
    """The XML with each text put in the place of another, which must be there."""
    text = xml.decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def codes(reading: Reading) -> list[tuple[str, str]]:
    """Code and severity of each finding."""
    return [(finding.code, finding.severity) for finding in reading.findings]

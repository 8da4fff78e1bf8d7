"""Loose plugins that do what no plugin should, for tests of what becomes of it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from pdfs import drawn

PAGE = drawn([(50, 50, "An invoice by nobody")])

_MODULE = """
from invoiceplug import Match, Vendor, hookimpl


class Misbehaving:
    vendor = Vendor("misbehaving", "Misbehaving Ltd")
    version = "1"

    def identify(self, document):
        return Match(("it claims everything",)) if "by nobody" in document.text else None

    def extract(self, document):
{body}


@hookimpl
def register_extractors(register):
    register(Misbehaving())
"""


def misbehaving(folder: Path, body: str) -> Path:
    """The folder, with a plugin in it that claims PAGE and whose `extract` has this body."""
    folder.mkdir(exist_ok=True)
    (folder / "misbehaving.py").write_text(_MODULE.format(body=indent(dedent(body).strip(), " " * 8)))
    return folder

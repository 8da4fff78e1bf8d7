"""What plugins hand over to the hooks, checked as it comes in; vendor ids are nobody's twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING

from invoiceplug.extractor import Extractor, Vendor
from invoiceplug.hookspecs import Check, EmbeddedReader
from invoiceplug.record import Record

if TYPE_CHECKING:
    import click

VENDOR_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")  # part of keys, folders and addresses


class PluginRefusedError(Exception):
    """Why a plugin was left out, in one sentence."""


class Offers(Record, frozen=False):
    """The extractors, readers, checks and commands of one plugin, or of all so far; `owners` says who holds an id."""

    extractors: list[Extractor] = field(default_factory=list)
    readers: list[EmbeddedReader] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    commands: list[Callable[[click.Group], None]] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)

    def add_extractor(self, extractor: Extractor) -> None:
        """Takes one extractor; PluginRefusedError says what it lacks."""
        if not isinstance(extractor, Extractor) or not isinstance(extractor.vendor, Vendor):
            raise PluginRefusedError(f"{extractor!r} is no extractor: it needs vendor, version, identify and extract")
        if not VENDOR_ID.fullmatch(extractor.vendor.id):
            raise PluginRefusedError(f"the vendor id {extractor.vendor.id!r} is not made of a-z, 0-9, '.', '_' and '-'")
        self.extractors.append(extractor)

    def add_reader(self, reader: EmbeddedReader) -> None:
        """Takes one reader of embedded e-invoices."""
        if not callable(getattr(reader, "read", None)):
            raise PluginRefusedError(f"{reader!r} is no reader of embedded invoices: it needs name, version and read")
        self.readers.append(reader)

    def add_check(self, check: Check) -> None:
        """Takes one check."""
        if not callable(check):
            raise PluginRefusedError(f"{check!r} is no check: it must be a function of the invoice")
        self.checks.append(check)

    def joined(self, other: Offers, plugin: str) -> Offers:
        """These owners and the other's; PluginRefusedError when a vendor id or alias is held already."""
        owners = dict(self.owners)
        for extractor in other.extractors:
            for name in (extractor.vendor.id, *extractor.vendor.aliases):
                if name in owners:
                    raise PluginRefusedError(f"the vendor id {name!r} is taken by the plugin {owners[name]!r}")
                owners[name] = plugin
        return Offers(owners=owners)

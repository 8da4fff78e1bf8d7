"""Reading: the stored result of reading one PDF, as reading.v1; the same bytes give the same reading for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any, Literal

from invoiceplug.canonical import hash_without
from invoiceplug.invoice import Source
from invoiceplug.invoice_json import clean_text, source_from_json, source_to_json
from invoiceplug.record import Record
from invoiceplug.validate import schema

SCHEMA_VERSION = "reading.v1"

Severity = Literal["error", "warning", "info"]
Origin = Literal["plugin", "embedded", "suggested"]


class Finding(Record):
    """Something that does not add up or wants a person's eye; an `error` blocks apply until it is overridden."""

    code: str
    severity: Severity
    message: str
    line_ids: tuple[str, ...] = ()
    path: str | None = None
    expected: str | None = None
    actual: str | None = None
    sources: tuple[Source, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The finding as reading.v1 stores it; absent members are left out."""
        data: dict[str, Any] = {"code": self.code, "severity": self.severity, "message": clean_text(self.message)}
        data |= {"line_ids": list(self.line_ids), "sources": self._places()}
        optional = {"path": self.path, "expected": self.expected, "actual": self.actual}
        return data | {key: value for key, value in optional.items() if value is not None}

    def _places(self) -> list[dict[str, Any]]:
        """The places, of which the first ones do where a value is printed in more rows than a finding can carry."""
        most = schema(SCHEMA_VERSION)["$defs"]["finding"]["properties"]["sources"]["maxItems"]
        return [source_to_json(source) for source in self.sources[:most]]


def finding_from_json(data: dict[str, Any]) -> Finding:
    """The finding that `Finding.to_json` wrote."""
    return Finding(
        data["code"],
        data["severity"],
        data["message"],
        tuple(data["line_ids"]),
        data.get("path"),
        data.get("expected"),
        data.get("actual"),
        tuple(map(source_from_json, data["sources"])),
    )


def with_sources(findings: list[Finding], sources: Mapping[str, list[dict[str, Any]]]) -> list[Finding]:
    """The findings, each without a place of its own given the places of the value its path names."""
    return [
        replace(each, sources=tuple(map(source_from_json, sources.get(each.path or "", ()))))
        if not each.sources
        else each
        for each in findings
    ]


class Unread(Record):
    """A text line inside the line-item region that became nothing, and why."""

    source: Source
    why: str

    def to_json(self) -> dict[str, Any]:
        """The row as reading.v1 stores it."""
        return {**source_to_json(self.source), "why": clean_text(self.why)}


class Reader(Record):
    """Who read it: plugin and version, the template where there is one, and the version of this package."""

    plugin: str
    version: str
    host_version: str
    template: str | None = None


class Reading(Record):
    """Everything that one reading found; `invoice` and `sources` are invoice.v1 and its places, already JSON."""

    sha256: str
    size: int
    pages: int
    origin: Origin
    reader: Reader
    reasons: tuple[str, ...]
    invoice: dict[str, Any]
    sources: dict[str, list[dict[str, Any]]]
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    proofs: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """reading.v1, with the hash over its own canonical JSON."""
        data = self.unnamed()
        return data | {"reading_sha256": hash_without(data, "reading_sha256")}

    def unnamed(self) -> dict[str, Any]:
        """reading.v1 without that hash, which takes longer than all the rest."""
        reader = {
            "plugin": self.reader.plugin,
            "version": self.reader.version,
            "host_version": self.reader.host_version,
        }
        if self.reader.template is not None:
            reader["template"] = self.reader.template
        return {
            "schema_version": SCHEMA_VERSION,
            "document": {"sha256": self.sha256, "bytes": self.size, "pages": self.pages},
            "origin": self.origin,
            "reader": reader,
            "match": {"reasons": [clean_text(reason) for reason in self.reasons]},
            "invoice": self.invoice,
            "sources": self.sources,
            "proofs": self.proofs,
            "findings": [finding.to_json() for finding in self.findings],
            "unread": [row.to_json() for row in self.unread],
        }

"""XML that is not trusted: no DTD, no entities, no network, no huge trees; and where in it a value stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from invoiceplug.document import Attachment
from invoiceplug.errors import InvoiceplugError
from invoiceplug.reading import Finding


@dataclass(eq=False)
class Xml:
    """A parsed attachment: its root element, prefixes by which paths name its namespaces, and what was noticed."""

    name: str
    root: Any
    namespaces: Mapping[str, str] = field(default_factory=dict)
    flavor: str = ""
    profile: str = ""
    findings: list[Finding] = field(default_factory=list)
    _paths: dict[Any, str] = field(default_factory=dict, repr=False)
    _queries: dict[str, Any] = field(default_factory=dict, repr=False)

    def find(self, element: Any, path: str, currency: str = "") -> list[Any]:
        """All elements or attributes that the XPath names from `element`; `$currency` stands for the given one."""
        query = self._queries.get(path)
        if query is None:
            query = self._queries[path] = etree.XPath(path, namespaces=self.namespaces)
        found: list[Any] = query(element, currency=currency)
        return found

    def path(self, element: Any) -> str:
        """The element's XPath from the root, with an index wherever siblings have the same name."""
        if element not in self._paths:
            parent = element.getparent()
            if parent is None:
                self._paths[element] = f"/{self._named(element)}"
            else:
                self._number_children(parent)
        return self._paths[element]

    def _number_children(self, parent: Any) -> None:
        above, seen = self.path(parent), Counter[str]()
        children = list(parent.iterchildren("*"))
        several = Counter(child.tag for child in children)
        for child in children:
            seen[child.tag] += 1
            index = f"[{seen[child.tag]}]" if several[child.tag] > 1 else ""
            self._paths[child] = f"{above}/{self._named(child)}{index}"

    def _named(self, element: Any) -> str:
        name = etree.QName(element)
        prefix = self._prefixes.get(name.namespace)
        return f"{prefix}:{name.localname}" if prefix else name.localname

    @cached_property
    def _prefixes(self) -> dict[str | None, str]:
        return {uri: prefix for prefix, uri in self.namespaces.items() if prefix != "default"}


def parse(attachment: Attachment) -> Xml:
    """The attachment's XML; DAMAGED_PDF when it is not well-formed or has a DTD, TOO_COMPLEX when it is too large."""
    if attachment.size > len(attachment.data):
        detail = f"The embedded e-invoice {attachment.name} has {attachment.size:,} bytes, over the limit xml_bytes."
        raise InvoiceplugError(
            "TOO_COMPLEX", detail, limit="xml_bytes", found=attachment.size, attachment=attachment.name
        )
    _refuse_dtd(attachment)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(attachment.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(attachment, f"is not well-formed XML: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise _damaged(attachment, "has a document type definition")
    return Xml(attachment.name, root)


class _Nothing:
    """What a parser tells is not kept."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def close(self) -> None: ...


def _refuse_dtd(attachment: Attachment) -> None:
    """A first walk that builds nothing and stops at a DTD: entities are never even declared to the second parser."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    parser = DefusedXMLParser(target=_Nothing(), forbid_dtd=True)
    try:
        parser.feed(attachment.data)
        parser.close()
    except DefusedXmlException as error:
        raise _damaged(attachment, "has a document type definition, which no e-invoice may have") from error
    except (ParseError, LookupError, ValueError) as error:
        raise _damaged(attachment, f"is not well-formed XML: {error}") from error


def _damaged(attachment: Attachment, why: str) -> InvoiceplugError:
    detail = f"The embedded e-invoice {attachment.name} {why}."
    return InvoiceplugError("DAMAGED_PDF", detail, attachment=attachment.name)

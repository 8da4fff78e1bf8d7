"""What an XML is: which syntax and profile, an invoice or a credit note, or something that is neither."""

from __future__ import annotations

import re
from dataclasses import replace

import facturx
from lxml import etree

from invoiceplug.einvoice.xml import Xml
from invoiceplug.errors import InvoiceplugError
from invoiceplug.invoice import DocumentType

WITHOUT_LINES = {"minimum": "MINIMUM", "basicwl": "BASIC WL"}
ORDER = "SCRDMCCBDACIOMessageStructure"
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
SYNTAXES = {"factur-x": "CII", "zugferd": "ZUGFeRD 1", "ubl-2.1-invoice": "UBL", "ubl-2.1-creditnote": "UBL"}

# UNTDID 1001 as EN 16931 admits it: what asks for money. 325 (pro forma) is on that list and is left out: it does not.
# fmt: off
INVOICES = frozenset(map(str, (
    71, 80, 82, 84, 102, 130, 202, 203, 204, 211, 218, 219, 295, 326, 331, 380, 382, 383, 384, 385, 386, 387, 388, 389,
    390, 393, 394, 395, 456, 457, 527, 553, 575, 623, 633, 751, 780, 817, 870, 875, 876, 877, 935,
)))
# fmt: on
OTHERS = {
    "220": "an order",
    "230": "an order change",
    "231": "an order response",
    "310": "an offer",
    "325": "a pro forma invoice",
    "351": "a despatch advice",
    "632": "a goods receipt",
}


def identified(xml: Xml) -> Xml | None:
    """The XML with its syntax, profile and prefixes; None when it is no e-invoice at all.

    Raises NOT_AN_INVOICE for an order or another business document, NO_LINE_ITEMS for a profile without lines.
    """
    name = etree.QName(xml.root)
    if name.localname == ORDER:
        raise _not_an_invoice(xml, _order_kind(xml))
    try:
        flavor = facturx.get_flavor(xml.root)
        namespaces = facturx.get_xml_namespaces(flavor)
    except Exception:  # the library raises bare Exceptions: it is none of the syntaxes that it knows
        flavor, namespaces = "", {}
    if name.namespace not in namespaces.values():
        if (name.namespace or "").startswith(UBL):
            raise _not_an_invoice(xml, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.localname).lower())
        return None
    named = replace(xml, flavor=flavor, namespaces=namespaces, profile=_profile(xml, flavor))
    if named.profile in WITHOUT_LINES:
        said = f"The embedded {xml.name} has the profile {WITHOUT_LINES[named.profile]}, which holds no line items."
        raise InvoiceplugError("NO_LINE_ITEMS", said, attachment=xml.name, profile=WITHOUT_LINES[named.profile])
    return named


def document_type(xml: Xml, code: str | None) -> DocumentType:
    """Invoice or credit note by the type code (BT-3), which UBL credit notes may lack; NOT_AN_INVOICE otherwise."""
    if xml.flavor == "ubl-2.1-creditnote" or (code and facturx.is_credit_note({"BT-3": code})):
        return "credit_note"
    if code in INVOICES:
        return "invoice"
    raise _not_an_invoice(xml, OTHERS.get(code or "", f"a document with the type code {code or '(none)'}"))


def schema_problem(xml: Xml) -> str | None:
    """Why the XML breaks the official schema of its profile, in one line; None when it does not."""
    try:
        facturx.xml_check_xsd(xml.root, flavor=xml.flavor, level=xml.profile)
    except Exception as error:  # whatever the library says of it, the invoice is read all the same
        cause = error.__cause__ or error
        return re.sub(r"\{[^{}]*\}", "", " ".join(str(cause).split()))
    return None


def syntax(xml: Xml) -> str:
    """The syntax and profile as a person calls them: "CII, profile en16931"."""
    return f"{SYNTAXES[xml.flavor]}, profile {xml.profile or 'unknown'}"


def _profile(xml: Xml, flavor: str) -> str:
    try:
        return str(facturx.get_level(xml.root, flavor))
    except Exception:  # no profile, or one that the library does not know
        return ""


def _order_kind(xml: Xml) -> str:
    try:
        return f"an {facturx.get_orderx_type(xml.root).replace('_', ' ')}"
    except Exception:  # an order without a valid type code is none the less one
        return "an order"


def _not_an_invoice(xml: Xml, what: str) -> InvoiceplugError:
    return InvoiceplugError("NOT_AN_INVOICE", f"The embedded {xml.name} is {what}.", attachment=xml.name)

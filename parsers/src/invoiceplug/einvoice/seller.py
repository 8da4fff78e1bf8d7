"""Who sold, and the id under which mappings and the duplicate guard will know them."""

from __future__ import annotations

import re
import unicodedata

from invoiceplug.einvoice.node import Node
from invoiceplug.einvoice.paths import Paths
from invoiceplug.extractor import SELLER_TAX_NUMBER
from invoiceplug.hashing import sha256_hex
from invoiceplug.invoice import Field, Party

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
MOST_ID = 64  # characters of a vendor's id
MOST_NAME = 36  # characters of a name in an id


def read_seller(root: Node, paths: Paths) -> tuple[Party, dict[str, Field[str]]]:
    """The seller with its id, and the local tax number where there is a VAT id too.

    The id is the first of: `tax:<VAT id>`; `tax:<country>-<tax number>`, since such numbers are unique in one country
    only; `<scheme>:<id>` of a register (a GLN is `0088:…`); a name with country and postcode, so that two of the same
    name stay two. Spaces and punctuation do not count, so that another spelling is no other vendor.
    """
    vat, local = root.code(paths.seller["vat_id"]), root.code(paths.seller["tax_number"])
    name = root.text(paths.seller["name"])
    party = Party(_id(root, paths, vat, local, name), name, vat or local)
    return party, {SELLER_TAX_NUMBER: local} if vat and local else {}


def bare(number: str) -> str:
    """A tax id or other number without spaces and punctuation, in capitals."""
    return "".join(char for char in number.upper() if char.isalnum())


def _id(
    root: Node, paths: Paths, vat: Field[str] | None, local: Field[str] | None, name: Field[str] | None
) -> Field[str] | None:
    country = root.text(paths.seller["country"])
    land = bare(country.value) if country else ""
    if vat:
        return _named("tax", bare(vat.value), vat)
    if local:
        return _named("tax", f"{land}-{bare(local.value)}".lstrip("-"), local)
    for member in ("global_id", "legal_id"):
        if found := root.code(paths.seller[member]):
            scheme = root.text(f"({paths.seller[member]})/@schemeID")
            return _named(bare(scheme.value) if scheme else land or "id", bare(found.value), found)
    if name is None:
        return None
    postcode = root.text(paths.seller["postcode"])
    return _named("name", f"{_slug(name.value)}:{land}{bare(postcode.value) if postcode else ''}".rstrip(":"), name)


def _named(kind: str, number: str, of: Field[str]) -> Field[str]:
    return Field(f"{kind}:{number}"[:MOST_ID], of.sources)


def _slug(name: str) -> str:
    """`mueller-soehne-gmbh`; a long or foreign name is cut and told apart by a hash of the whole."""
    german = unicodedata.normalize("NFC", name).casefold().translate(UMLAUTS)
    plain = unicodedata.normalize("NFKD", german)
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
    if len(slug) <= MOST_NAME and slug:
        return slug
    return f"{slug[: MOST_NAME - 9]}-{sha256_hex(plain.encode())[:8]}".strip("-")

"""Who sold, and the id under which mappings and the duplicate guard will know them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from invoiceplug.einvoice.node import Node
from invoiceplug.einvoice.paths import Paths
from invoiceplug.invoice import Field, Party

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
MOST_NAME = 36  # characters of a name in an id
SELLER_TAX_NUMBER = "seller_tax_number"  # in `extra`: the local number beside the VAT id


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
        return Field(f"tax:{bare(vat.value)}", vat.sources)
    if local:
        return Field(f"tax:{land}-{bare(local.value)}" if land else f"tax:{bare(local.value)}", local.sources)
    for member in ("global_id", "legal_id"):
        if found := root.code(paths.seller[member]):
            scheme = root.text(f"({paths.seller[member]})/@schemeID")
            return Field(f"{bare(scheme.value) if scheme else land or 'id'}:{bare(found.value)}", found.sources)
    postcode = root.text(paths.seller["postcode"])
    return Field(_by_name(name.value, land, bare(postcode.value) if postcode else ""), name.sources) if name else None


def _by_name(name: str, country: str, postcode: str) -> str:
    """`name:mueller-soehne-gmbh:DE80333`; a long name is cut and told apart by a hash of the whole."""
    german = unicodedata.normalize("NFC", name).casefold().translate(UMLAUTS)
    plain = unicodedata.normalize("NFKD", german)
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
    if len(slug) > MOST_NAME or not slug:
        slug = f"{slug[: MOST_NAME - 9]}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}".strip("-")
    return f"name:{slug}:{country}{postcode}"[:64].rstrip(":")

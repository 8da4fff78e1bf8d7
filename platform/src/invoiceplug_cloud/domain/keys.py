"""Every S3 key and table key, built nowhere else; all start with or carry the tenant, their parts percent-encoded."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

TENANT = "default"  # the only one today; it stands in every key so that a second one needs no migration

# DynamoDB's sort keys hold 1024 bytes, and the longest of ours is made of two texts and an item. A character may take
# twelve bytes, and folding may make many of one.
LONGEST_PART = 440
SHOWN = 300  # characters of a longer part; a hash tells it from others that begin alike

JOB = "job"
TOTAL = "total"
APPLY = "apply"
REVERSE = "reverse"
KEY = "key"
STOCK = "stock"
SETTINGS = "settings"
DAY = "day"


def source(job_id: str) -> str:
    """Where the uploaded PDF lies."""
    return f"raw/{TENANT}/{_part(job_id)}/source.pdf"


def reading(job_id: str, attempt: int) -> str:
    """Where the reading of one attempt lies."""
    return f"readings/{TENANT}/{_part(job_id)}/{attempt}/reading.json"


def expires_unless_kept(key: str) -> bool:
    """Whether the object is one that the lifecycle removes unless it is marked as kept: a reading."""
    return key.startswith("readings/")


def review(job_id: str, version: int, sha256: str) -> str:
    """Where one saved review lies: a version and its hash, so that two savers never share a key."""
    return f"reviews/{TENANT}/{_part(job_id)}/{version}-{_part(sha256)}.json"


def plan(job_id: str, sha256: str) -> str:
    """Where the plan of an apply lies, by the hash of what is stored."""
    return f"plans/{TENANT}/{_part(job_id)}/{_part(sha256)}.json"


def error(job_id: str, attempt: int) -> str:
    """Where the details of a failed attempt lie."""
    return f"errors/{TENANT}/{_part(job_id)}/{attempt}.json"


def job_partition(job_id: str) -> str:
    """The partition of a job in the tables jobs and apply-ledger."""
    return _key("job", job_id)


def event(number: int) -> str:
    """The entry of a job's n-th event; six digits keep the order of text and number the same."""
    return f"event#{number:06d}"


def file_partition(sha256: str) -> str:
    """The partition in jobs that points from a file's hash to its jobs."""
    return _key("file", sha256)


def file_entry(job_id: str) -> str:
    """The entry of one job among those over the same file."""
    return _part(job_id)


def settings_partition() -> str:
    """The partition in jobs of the switches that an operator may turn."""
    return _key("settings")


def day_partition(day: str) -> str:
    """The partition in jobs that counts what was taken on a day (2026-03-01)."""
    return _key("day", day)


def slots_partition() -> str:
    """The partition in jobs of the places of live tasks."""
    return _key("slots")


def slot(number: int) -> str:
    """The entry of one place."""
    return f"slot#{number:04d}"


def status_partition(status: str) -> str:
    """The partition of the index by_status."""
    return _key("status", status)


def vendor_partition(vendor_id: str) -> str:
    """The partition of the index by_vendor."""
    return _key("vendor", vendor_id)


def item_partition(item: str) -> str:
    """The partition of a stock item and its movements."""
    return _key("item", item)


def listing() -> str:
    """The partition of the sparse index totals, which lists the inventory."""
    return _key("items")


def movement(seq: int, job_id: str) -> str:
    """The entry of one movement: ordered by the sequence of all stock changes."""
    return f"move#{seq:012d}#{_part(job_id)}"


def mapping_partition(vendor_id: str) -> str:
    """The partition in inventory of what one vendor's articles map to."""
    return _key("map", vendor_id)


def mapping(vendor_sku: str, uom: str, item: str) -> str:
    """The entry of one mapping: article and unit as the vendor writes them, and the stock item."""
    return f"{mapping_prefix(vendor_sku, uom)}{_part(item)}"


def mapping_prefix(vendor_sku: str, uom: str) -> str:
    """What all mappings of one article in one unit start with."""
    return f"{_part(folded(vendor_sku))}#{_part(folded(uom))}#"


def invoice_partition(vendor_id: str, document_type: str, number: str) -> str:
    """The business key in apply-ledger that lets one invoice move stock only once."""
    return _key("invoice", vendor_id, document_type, normalised(number))


def is_of_invoice(partition: str, document_type: str, number: str) -> bool:
    """Whether a business key is of such an invoice, whichever of its ids the vendor had when it was written."""
    return partition.split("#")[4:] == invoice_partition("", document_type, number).split("#")[4:]


def stock_partition() -> str:
    """The one row of apply-ledger that orders all stock changes."""
    return _key("stock")


def folded(text: str) -> str:
    """Numbers and articles as they are compared: NFKC, upper case, single spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).upper()).strip()


def normalised(number: str) -> str:
    """An invoice number as it is compared: folded, without spaces and leading zeros."""
    return folded(number).replace(" ", "").lstrip("0") or "0"


def _key(*parts: str) -> str:
    return "#".join(("T", TENANT, *map(_part, parts)))


def _part(text: str) -> str:
    quoted = quote(text, safe="", encoding="utf-8", errors="surrogatepass")
    if len(quoted) > LONGEST_PART:
        quoted = f"{quoted[:SHOWN]}~{hashlib.sha256(quoted.encode()).hexdigest()}"
    return quoted if quoted.strip(".") else quoted.replace(".", "%2E")  # `..` would leave the prefix as a path

"""What the OpenAPI document says of each route beside its schemas: summary, bodies, parameters, errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from invoiceplug_cloud.domain.item_order import ASCENDING, BY_ITEM, ORDERS, SORTS
from invoiceplug_cloud.usecases.stats import DAYS, MOST_DAYS


@dataclass(frozen=True, slots=True)
class Operation:
    """One route: bodies are names of `$defs` in http.v1; `errors` are codes, told as `problem` under their status."""

    summary: str
    answer: str
    request: str | None = None
    statuses: tuple[int, ...] = (200,)
    errors: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    http_errors: tuple[int, ...] = ()  # REQUEST_INVALID under another status than its own
    versioned: bool = False  # answers with an ETag
    if_match: bool = False
    if_none_match: bool = False
    keyless: bool = False  # answered without the operator's key


BODY_REFUSED = (413, 415)
PLANNING = (
    "JOB_NOT_FOUND", "ILLEGAL_MOVE", "STALE_READING", "STALE_PREVIEW", "UNRESOLVED_FINDINGS", "UNMAPPED_LINES",
    "NEGATIVE_STOCK", "TOO_MANY_ITEMS", "SOURCE_EXPIRED",
)  # fmt: skip
ALWAYS = ("REQUEST_INVALID", "INTERNAL", "BUSY")

QUERY = {
    "status": "States, separated by commas; absent: all but discarded.",
    "limit": "How many at most.",
    "after": "What the page before answered as `next`.",
    "q": "Text to find, whatever the case: in an item's id or name; each word in a job's file, number or vendor.",
    "vendor": "A vendor's id: its jobs under all of its ids, also what failed as its, by the date of the invoice.",
    "from": "The first day (2026-03-01, UTC) or time of the upload.",
    "to": "The last day or time of the upload.",
    "days": "How far back to look.",
    "sort": "What the items are ordered by; at most 5000 in any other order than that of the ids.",
    "order": "Upwards or downwards.",
    "vendor_sku": "The vendor's article number, or the GTIN where it has none.",
    "uom": "The unit as the vendor prints it.",
    "item": "The stock item that it maps to.",
}

QUERY_SCHEMAS: dict[str, dict[str, Any]] = {
    "limit": {"type": "integer", "minimum": 1},
    "days": {"type": "integer", "minimum": 1, "maximum": MOST_DAYS, "default": DAYS},
    "sort": {"enum": list(SORTS), "default": BY_ITEM},
    "order": {"enum": list(ORDERS), "default": ASCENDING},
}

OPERATIONS = {
    "POST /jobs": Operation(
        "Create a job under a client-made id and get the PUT for its file; 200 when the same was sent before",
        "job_created",
        "create_job",
        (201, 200),
        ("EMPTY_FILE", "FILE_TOO_LARGE", "NOT_ACCEPTING"),
        http_errors=BODY_REFUSED,
    ),
    "POST /jobs/{id}/upload-url": Operation(
        "A fresh PUT for a job whose file has not come", "upload_answer", errors=("JOB_NOT_FOUND", "ILLEGAL_MOVE")
    ),
    "POST /jobs/{id}/start": Operation(
        "Read the uploaded file; the job tells how it goes",
        "job_answer",
        statuses=(202,),
        errors=("JOB_NOT_FOUND", "UPLOAD_MISSING", "ILLEGAL_MOVE"),
    ),
    "POST /jobs/{id}/retry": Operation(
        "Another attempt at a job that failed or takes too long",
        "job_answer",
        statuses=(202,),
        errors=("JOB_NOT_FOUND", "ILLEGAL_MOVE", "UPLOAD_MISSING", "UPLOAD_CHANGED", "SOURCE_EXPIRED"),
    ),
    "POST /jobs/{id}/read-again": Operation(
        "Read a parsed or failed job anew, perhaps as a vendor's; its reading and reviews stay until it is read",
        "job_answer",
        "read_again",
        (202,),
        ("JOB_NOT_FOUND", "ILLEGAL_MOVE", "SOURCE_EXPIRED", "UPLOAD_MISSING"),
        http_errors=BODY_REFUSED,
    ),
    "POST /jobs/{id}/discard": Operation(
        "Take a job off the list; sent again, the same answer",
        "job_answer",
        errors=("JOB_NOT_FOUND", "ILLEGAL_MOVE"),
    ),
    "GET /jobs": Operation(
        "Jobs, newest first; a page may be short, or empty, and still have a next one",
        "job_list",
        query=("status", "vendor", "from", "to", "q", "limit", "after"),
    ),
    "GET /jobs/{id}": Operation("One job", "job_answer", errors=("JOB_NOT_FOUND",)),
    "GET /jobs/{id}/events": Operation("What happened to the job", "event_list", errors=("JOB_NOT_FOUND",)),
    "GET /jobs/{id}/reading": Operation(
        "A link to the reading (reading.v1)", "link", errors=("JOB_NOT_FOUND", "ILLEGAL_MOVE")
    ),
    "GET /jobs/{id}/source": Operation(
        "A link to the PDF that was read", "link", errors=("JOB_NOT_FOUND", "UPLOAD_MISSING", "SOURCE_EXPIRED")
    ),
    "GET /jobs/{id}/draft": Operation(
        "What a review begins with: the newest one, or a proposal",
        "draft",
        errors=("JOB_NOT_FOUND", "ILLEGAL_MOVE", "SOURCE_EXPIRED"),
        versioned=True,
    ),
    "PUT /jobs/{id}/review": Operation(
        "Save a review over the version named by If-Match",
        "review_saved",
        "review_input",
        errors=("JOB_NOT_FOUND", "ILLEGAL_MOVE", "STALE_READING", "REVIEW_CONFLICT"),
        http_errors=(*BODY_REFUSED, 428),
        versioned=True,
        if_match=True,
    ),
    "GET /jobs/{id}/reviews/{version}": Operation(
        "One saved review", "review_answer", errors=("JOB_NOT_FOUND",), http_errors=(404,), versioned=True
    ),
    "GET /vendors": Operation("Vendors that invoices are read of, and how that went lately", "vendor_list"),
    "GET /stats": Operation("What the jobs of the last days come to", "stats", query=("days",)),
    "GET /healthz": Operation("That the function runs", "health", keyless=True),
    "POST /jobs/{id}/preview": Operation(
        "What applying the named review would change", "preview", "preview_request", errors=PLANNING,
        http_errors=BODY_REFUSED,
    ),
    "POST /jobs/{id}/apply": Operation(
        "Change the stock, at most once a job; sent again, the same receipt",
        "receipt",
        "apply_request",
        errors=(*PLANNING, "ALREADY_APPLIED", "DUPLICATE_INVOICE"),
        http_errors=BODY_REFUSED,
    ),
    "POST /jobs/{id}/reverse": Operation(
        "Take an apply back, at most once; sent again, the same answer",
        "reversal",
        "reverse_request",
        errors=("JOB_NOT_FOUND", "ILLEGAL_MOVE", "NEGATIVE_STOCK"),
        http_errors=BODY_REFUSED,
    ),
    "GET /jobs/{id}/receipt": Operation(
        "The receipt of an applied job", "receipt", errors=("JOB_NOT_FOUND", "ILLEGAL_MOVE")
    ),
    "GET /inventory": Operation("Stock items", "item_list", query=("q", "sort", "order", "limit", "after")),
    "GET /inventory/{item}": Operation("An item and its movements", "item_detail", http_errors=(404,)),
    "PUT /inventory/{item}": Operation(
        "Create an item, or change its name and unit", "item", "put_item", http_errors=BODY_REFUSED,
        if_none_match=True,
    ),
    "GET /mappings/{vendor}": Operation(
        "What is known of a vendor's articles, under all of its ids", "mapping_list", query=("limit", "after")
    ),
    "PUT /mappings/{vendor}": Operation(
        "Say what an article is, over everything that was learnt so far", "mapping_answer", "put_mapping",
        http_errors=BODY_REFUSED,
    ),
    "DELETE /mappings/{vendor}": Operation(
        "Take a mapping away, until it is taught again", "mapping_answer", query=("vendor_sku", "uom", "item"),
        http_errors=(404,),
    ),
}  # fmt: skip

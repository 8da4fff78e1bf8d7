"""Every error of the project: one base class, and the closed list of codes with status, meaning and remedy.

The same code stands in Python, HTTP (`application/problem+json`), the job record, the page and the documentation.
"""

from __future__ import annotations

from typing import Any

from invoiceplug.record import Record


class Code(Record):
    """What one code means everywhere: HTTP status, exit status of the command line, a sentence and what to do."""

    http: int
    exit: int
    title: str
    hint: str


class InvoiceplugError(Exception):
    """An error with a stable code; `detail` says what and where, `facts` keeps the values as JSON data."""

    def __init__(self, code: str, detail: str = "", **facts: Any) -> None:
        self.code = code
        self.known = CODES[code]
        self.detail = detail or self.known.title
        self.facts = facts
        super().__init__(f"{code}: {self.detail}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.code, self.detail, self.facts)


def _rebuild(code: str, detail: str, facts: dict[str, Any]) -> InvoiceplugError:
    return InvoiceplugError(code, detail, **facts)


def _input(title: str, hint: str, http: int = 422) -> Code:
    return Code(http, 4, title, hint)


_SEND_ORIGINAL = "Ask the vendor for the original PDF, or export it again."
_LIMIT = "The file is kept and nothing else is affected. Raise the limit only for a vendor you trust."
AUTHOR = "Tell the plugin's author; `invoiceplug test` shows the place."

CODES: dict[str, Code] = {
    # input
    "FILE_UNREADABLE": _input("The file cannot be opened.", "Look at its name, and whether you may read it."),
    "EMPTY_FILE": _input("The file is empty.", "Choose the file again."),
    "NOT_A_PDF": _input("The file is not a PDF.", "Choose the PDF that the vendor sent."),
    "DAMAGED_PDF": _input("The PDF is damaged.", _SEND_ORIGINAL),
    "ENCRYPTED_PDF": _input("The PDF needs a password.", "Remove the password, then try again."),
    "NO_PAGES": _input("The PDF has no pages.", _SEND_ORIGINAL),
    "BAD_PAGE_BOX": _input("A page has no usable size.", _SEND_ORIGINAL),
    "SCANNED_NO_TEXT": _input(
        "The PDF is a scan without text.", "It cannot be read here: ask the vendor for the PDF it was printed from."
    ),
    "UNREADABLE_TEXT": _input("The PDF's fonts do not say which letters they draw.", _SEND_ORIGINAL),
    "XFA_ONLY": _input("The PDF is an interactive form without pages of its own.", "Print it to a new PDF."),
    "FILE_TOO_LARGE": _input("The file is over the size limit.", "Send a smaller file or raise the limit.", 413),
    "TOO_MANY_PAGES": _input("The PDF has more pages than the limit.", "Split it into single invoices."),
    "TOO_COMPLEX": _input("The PDF is more complex than the limit.", _LIMIT),
    "DECOMPRESSION_BOMB": _input("The PDF unpacks to far more than its size.", _LIMIT),
    "LIMIT_TIME": _input("Reading took longer than the limit.", _LIMIT),
    "LIMIT_MEMORY": _input("Reading needed more memory than the limit.", _LIMIT),
    "LIMIT_OUTPUT": _input("The PDF holds more text than the limit.", _LIMIT),
    "PARSER_CRASHED": _input("The PDF made the reader crash.", _LIMIT),
    # reading
    "NO_VENDOR_MATCH": Code(
        422, 5, "No vendor plugin recognised this invoice.", "Install or write a plugin for this vendor."
    ),
    "AMBIGUOUS_VENDOR": Code(
        422, 5, "Several vendor plugins claim this invoice.", "Add a mark to one of them that the others lack."
    ),
    "MULTIPLE_INVOICES": Code(422, 4, "The PDF holds more than one invoice.", "Split it into one file an invoice."),
    "NOT_AN_INVOICE": Code(422, 4, "This is not an invoice.", "Choose the invoice or credit note itself."),
    "FIELD_NOT_FOUND": Code(422, 6, "A required value is not on the page.", AUTHOR),
    "VALUE_UNREADABLE": Code(422, 6, "A value cannot be read under the vendor's locale.", AUTHOR),
    "NO_LINE_ITEMS": Code(422, 6, "No line items were found.", AUTHOR),
    "SCHEMA_INVALID": Code(422, 3, "The plugin returned data that breaks the schema.", AUTHOR),
    "PLUGIN_ERROR": Code(422, 3, "The vendor plugin failed.", AUTHOR),
    "TEMPLATE_INVALID": Code(422, 3, "A vendor template is not valid.", "Mend the line that the message names."),
    "MISSING_EXTRA": Code(500, 3, "A part that this needs is not installed.", "Install the extra that is named."),
    "SANDBOX_UNAVAILABLE": Code(
        500,
        3,
        "This machine cannot lock down the process that reads a PDF.",
        "Read on Linux, or say best effort (`--best-effort`, SANDBOX=best-effort) for files that you trust.",
    ),
    # pipeline
    "REQUEST_INVALID": Code(400, 2, "The request is not valid.", "Correct what the message names, then try again."),
    "UNAUTHORIZED": Code(401, 2, "The operator key is missing or wrong.", "Enter the key and try again."),
    "NOT_ACCEPTING": Code(503, 70, "New jobs are not accepted at the moment.", "Try again later; nothing was lost."),
    "JOB_NOT_FOUND": Code(404, 2, "There is no such job.", "Open the inbox and choose a job there."),
    "ILLEGAL_MOVE": Code(409, 2, "The job's state does not allow this.", "Reload the job and look at its state."),
    "UPLOAD_MISSING": Code(409, 4, "The file has not been uploaded yet.", "Upload it, then start the job again."),
    "UPLOAD_CHANGED": Code(422, 4, "The stored file is not the one that was announced.", "Upload it as a new job."),
    "SOURCE_EXPIRED": Code(410, 4, "The PDF is no longer kept.", "The values stay; upload the file again to see it."),
    "TASK_START_FAILED": Code(503, 70, "The reading could not be started.", "Try again; the file is kept."),
    "TASK_LOST": Code(503, 70, "The reading was interrupted.", "Try again; the file is kept."),
    "TASK_OOM": Code(503, 70, "The reading ran out of memory.", "Try again; the file is kept."),
    "REVIEW_CONFLICT": Code(
        412, 2, "Somebody saved another version meanwhile.", "Load that version and merge; yours is kept in the page."
    ),
    "STALE_READING": Code(409, 2, "The invoice was read again meanwhile.", "Load the new reading and check it."),
    "STALE_PREVIEW": Code(
        409, 2, "Stock or review changed since the preview.", "Nothing was changed. Look at the new preview."
    ),
    "UNRESOLVED_FINDINGS": Code(
        409, 6, "There are error findings that nobody resolved.", "Correct the values, or override with a reason."
    ),
    "UNMAPPED_LINES": Code(
        409, 6, "Some lines have no stock item or factor.", "Choose an item and factor, or exclude the line."
    ),
    "DUPLICATE_INVOICE": Code(
        409, 6, "This invoice was applied before, by another job.", "Nothing was changed. Open that job and compare."
    ),
    "ALREADY_APPLIED": Code(409, 6, "This job was applied with another review.", "Stock was not changed again."),
    "NEGATIVE_STOCK": Code(409, 6, "An item would fall below zero.", "Nothing was changed. Count the item first."),
    "TOO_MANY_ITEMS": Code(
        422, 6, "The invoice changes more stock items than one apply can carry.", "Exclude lines, or split it."
    ),
    "BUSY": Code(503, 70, "Others are changing the stock right now.", "Try again: nothing is ever done twice."),
    "OUTPUT_UNWRITABLE": Code(
        500, 70, "The result cannot be written.", "Make room there or name another place, then do it again."
    ),
    "INTERNAL": Code(500, 70, "Something went wrong on our side.", "Try again; if it stays, report the request id."),
}

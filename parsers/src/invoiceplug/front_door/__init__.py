"""What a PDF from a stranger passes before anything else opens it: `door.admit`. The only place that knows qpdf."""

from invoiceplug.errors import InvoiceplugError

try:
    import pikepdf  # noqa: F401  here, since whichever module is asked for, this runs first
except ImportError as error:
    detail = "Reading a PDF behind the front door needs pikepdf: pip install 'invoiceplug[pdf]'."
    raise InvoiceplugError("MISSING_EXTRA", detail, extra="pdf") from error

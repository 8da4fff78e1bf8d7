"""Embedded e-invoices: Factur-X, ZUGFeRD 1 and 2, XRechnung, in CII or UBL, read into invoice.v1.

`reader.py` picks the attachment, `xml.py` parses it without trusting it, `kinds.py` says what it is, `paths/` holds
where each value stands in each syntax, and `mapping.py` with `lines.py` and `seller.py` reads them.
"""

"""OASIS UBL 2.1 Invoice and CreditNote: XRechnung, Peppol BIS."""

from __future__ import annotations

from invoiceplug.einvoice.paths.model import AllowancePaths, Paths

PARTY = "cac:AccountingSupplierParty/cac:Party"
SUM = "cac:LegalMonetaryTotal"
TAX_TOTAL = "cac:TaxTotal[cbc:TaxAmount/@currencyID=$currency]"
ITEM = "cac:Item"
INSTANCE = f"{ITEM}/cac:ItemInstance"
QUANTITY = "*[self::cbc:InvoicedQuantity or self::cbc:CreditedQuantity]"


def _allowances(each: str) -> AllowancePaths:
    return AllowancePaths(
        each,
        "cbc:ChargeIndicator",
        "cbc:Amount",
        "cbc:MultiplierFactorNumeric",
        "cbc:AllowanceChargeReason",
        "cbc:AllowanceChargeReasonCode",
    )


UBL = Paths(
    currency=("cbc:DocumentCurrencyCode", f"{SUM}/cbc:TaxInclusiveAmount/@currencyID"),
    header={
        "type_code": ("cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode"),
        "invoice_number": "cbc:ID",
        "invoice_date": "cbc:IssueDate",
        "due_date": ("cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate"),
        "delivery_date": "cac:Delivery/cbc:ActualDeliveryDate",
        "purchase_order": "cac:OrderReference/cbc:ID",
        "customer_number": "cac:AccountingCustomerParty/cac:Party/cac:PartyIdentification/cbc:ID",
    },
    seller={
        "name": (f"{PARTY}/cac:PartyLegalEntity/cbc:RegistrationName", f"{PARTY}/cac:PartyName/cbc:Name"),
        "vat_id": f"{PARTY}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID",
        "tax_number": f"{PARTY}/cac:PartyTaxScheme[not(cac:TaxScheme/cbc:ID='VAT')]/cbc:CompanyID",
        "global_id": f"{PARTY}/cac:PartyIdentification/cbc:ID[@schemeID and not(@schemeID='SEPA')]",
        "legal_id": f"{PARTY}/cac:PartyLegalEntity/cbc:CompanyID",
        "country": f"{PARTY}/cac:PostalAddress/cac:Country/cbc:IdentificationCode",
        "postcode": f"{PARTY}/cac:PostalAddress/cbc:PostalZone",
    },
    totals={
        "lines_net": f"{SUM}/cbc:LineExtensionAmount",
        "allowances": f"{SUM}/cbc:AllowanceTotalAmount",
        "charges": f"{SUM}/cbc:ChargeTotalAmount",
        "tax": f"{TAX_TOTAL}/cbc:TaxAmount",
        "grand": f"{SUM}/cbc:TaxInclusiveAmount",
        "prepaid": f"{SUM}/cbc:PrepaidAmount",
        "rounding": f"{SUM}/cbc:PayableRoundingAmount",
        "amount_due": f"{SUM}/cbc:PayableAmount",
    },
    extra={
        "buyer_reference": "cbc:BuyerReference",
        "delivery_note": "cac:DespatchDocumentReference/cbc:ID",
    },
    is_test="",
    references="cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",
    taxes=f"{TAX_TOTAL}/cac:TaxSubtotal",
    tax={
        "category": "cac:TaxCategory/cbc:ID",
        "rate": "cac:TaxCategory/cbc:Percent",
        "basis": "cbc:TaxableAmount",
        "amount": "cbc:TaxAmount",
    },
    allowances=_allowances("cac:AllowanceCharge"),
    lines="cac:InvoiceLine | cac:CreditNoteLine | .//cac:SubInvoiceLine",
    line={
        "line_number": "cbc:ID",
        "description": (f"{ITEM}/cbc:Name", f"{ITEM}/cbc:Description", "cbc:Note"),
        "vendor_sku": f"{ITEM}/cac:SellersItemIdentification/cbc:ID",
        "buyer_sku": f"{ITEM}/cac:BuyersItemIdentification/cbc:ID",
        "gtin": f"{ITEM}/cac:StandardItemIdentification/cbc:ID[@schemeID='0160' or @schemeID='0088']",
        "mpn": f"{ITEM}/cac:ManufacturersItemIdentification/cbc:ID",
        "qty_shipped": QUANTITY,
        "uom_raw": f"{QUANTITY}/@unitCode",
        "unit_price": "cac:Price/cbc:PriceAmount",
        "price_qty": "cac:Price/cbc:BaseQuantity",
        "price_uom": "cac:Price/cbc:BaseQuantity/@unitCode",
        "line_total": "cbc:LineExtensionAmount",
        "tax_rate": f"{ITEM}/cac:ClassifiedTaxCategory/cbc:Percent",
        "purchase_order_line": "cac:OrderLineReference/cbc:LineID",
        "lot": f"{INSTANCE}/cac:LotIdentification/cbc:LotNumberID",
        "expiry": f"{INSTANCE}/cac:LotIdentification/cbc:ExpiryDate",
    },
    line_extra={
        "item_description": f"{ITEM}/cbc:Description",
        "note": "cbc:Note",
        "gross_price": "cac:Price/cac:AllowanceCharge/cbc:BaseAmount",
        "free_of_charge": "cbc:FreeOfChargeIndicator[.='true']",
    },
    line_status="self::cac:SubInvoiceLine/cbc:ID",  # what a line is made of: the sums count the line above it
    line_allowances=_allowances("cac:AllowanceCharge"),
    serials=f"{INSTANCE}/cbc:SerialID",
)

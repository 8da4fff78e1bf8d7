"""UN/CEFACT Cross Industry Invoice D16B and later: Factur-X, ZUGFeRD 2, XRechnung."""

from __future__ import annotations

from invoiceplug.einvoice.paths.model import AllowancePaths, Paths

DOCUMENT = "rsm:ExchangedDocument"
TRADE = "rsm:SupplyChainTradeTransaction"
AGREEMENT = f"{TRADE}/ram:ApplicableHeaderTradeAgreement"
DELIVERY = f"{TRADE}/ram:ApplicableHeaderTradeDelivery"
SETTLEMENT = f"{TRADE}/ram:ApplicableHeaderTradeSettlement"
SELLER = f"{AGREEMENT}/ram:SellerTradeParty"
SUM = f"{SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
DAY = "udt:DateTimeString"

LINE_DOCUMENT = "ram:AssociatedDocumentLineDocument"
PRODUCT = "ram:SpecifiedTradeProduct"
INSTANCE = f"{PRODUCT}/ram:IndividualTradeProductInstance"
LINE_AGREEMENT = "ram:SpecifiedLineTradeAgreement"
LINE_DELIVERY = "ram:SpecifiedLineTradeDelivery"
LINE_SETTLEMENT = "ram:SpecifiedLineTradeSettlement"
NET_PRICE = f"{LINE_AGREEMENT}/ram:NetPriceProductTradePrice"

TRADE_ALLOWANCE = "ram:SpecifiedTradeAllowanceCharge"

CII = Paths(
    currency=(f"{SETTLEMENT}/ram:InvoiceCurrencyCode", f"{SUM}/ram:GrandTotalAmount/@currencyID"),
    header={
        "type_code": f"{DOCUMENT}/ram:TypeCode",
        "invoice_number": f"{DOCUMENT}/ram:ID",
        "invoice_date": f"{DOCUMENT}/ram:IssueDateTime/{DAY}",
        "due_date": f"{SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/{DAY}",
        "delivery_date": f"{DELIVERY}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/{DAY}",
        "purchase_order": f"{AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID",
        "customer_number": f"{AGREEMENT}/ram:BuyerTradeParty/ram:ID",
    },
    seller={
        "name": f"{SELLER}/ram:Name",
        "vat_id": f"{SELLER}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']",
        "tax_number": f"{SELLER}/ram:SpecifiedTaxRegistration/ram:ID[not(@schemeID='VA')]",
        "global_id": f"{SELLER}/ram:GlobalID",
        "legal_id": f"{SELLER}/ram:SpecifiedLegalOrganization/ram:ID",
        "country": f"{SELLER}/ram:PostalTradeAddress/ram:CountryID",
        "postcode": f"{SELLER}/ram:PostalTradeAddress/ram:PostcodeCode",
    },
    totals={
        "lines_net": f"{SUM}/ram:LineTotalAmount",
        "allowances": f"{SUM}/ram:AllowanceTotalAmount",
        "charges": f"{SUM}/ram:ChargeTotalAmount",
        "tax": f"{SUM}/ram:TaxTotalAmount[not(@currencyID) or @currencyID=$currency]",
        "grand": f"{SUM}/ram:GrandTotalAmount",
        "prepaid": f"{SUM}/ram:TotalPrepaidAmount",
        "rounding": f"{SUM}/ram:RoundingAmount",
        "amount_due": f"{SUM}/ram:DuePayableAmount",
    },
    extra={
        "buyer_reference": f"{AGREEMENT}/ram:BuyerReference",
        "delivery_note": (
            f"{DELIVERY}/ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID",
            f"{DELIVERY}/ram:DeliveryNoteReferencedDocument/ram:IssuerAssignedID",
        ),
    },
    is_test="rsm:ExchangedDocumentContext/ram:TestIndicator/udt:Indicator",
    references=f"{SETTLEMENT}/ram:InvoiceReferencedDocument/ram:IssuerAssignedID",
    taxes=f"{SETTLEMENT}/ram:ApplicableTradeTax",
    tax={
        "category": "ram:CategoryCode",
        "rate": "ram:RateApplicablePercent",
        "basis": "ram:BasisAmount",
        "amount": "ram:CalculatedAmount",
    },
    allowances=AllowancePaths(
        f"{SETTLEMENT}/{TRADE_ALLOWANCE}",
        "ram:ChargeIndicator/udt:Indicator",
        "ram:ActualAmount",
        "ram:CalculationPercent",
        "ram:Reason",
        "ram:ReasonCode",
    ),
    logistics=AllowancePaths(
        f"{SETTLEMENT}/ram:SpecifiedLogisticsServiceCharge",
        "",
        "ram:AppliedAmount",
        "",
        "ram:Description",
        "",
    ),
    lines=f"{TRADE}/ram:IncludedSupplyChainTradeLineItem",
    line={
        "line_number": f"{LINE_DOCUMENT}/ram:LineID",
        "description": (
            f"{PRODUCT}/ram:Name",
            f"{PRODUCT}/ram:Description",
            f"{LINE_DOCUMENT}/ram:IncludedNote/ram:Content",
        ),
        "vendor_sku": f"{PRODUCT}/ram:SellerAssignedID",
        "buyer_sku": f"{PRODUCT}/ram:BuyerAssignedID",
        "gtin": f"{PRODUCT}/ram:GlobalID[@schemeID='0160' or @schemeID='0088']",
        "mpn": f"{PRODUCT}/ram:ManufacturerAssignedID",
        "qty_shipped": f"{LINE_DELIVERY}/ram:BilledQuantity",
        "uom_raw": f"{LINE_DELIVERY}/ram:BilledQuantity/@unitCode",
        "unit_price": f"{NET_PRICE}/ram:ChargeAmount",
        "price_qty": f"{NET_PRICE}/ram:BasisQuantity",
        "price_uom": f"{NET_PRICE}/ram:BasisQuantity/@unitCode",
        "line_total": f"{LINE_SETTLEMENT}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
        "tax_rate": f"{LINE_SETTLEMENT}/ram:ApplicableTradeTax/ram:RateApplicablePercent",
        "purchase_order_line": f"{LINE_AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:LineID",
        "lot": f"{INSTANCE}/ram:BatchID",
    },
    line_extra={
        "item_description": f"{PRODUCT}/ram:Description",
        "note": f"{LINE_DOCUMENT}/ram:IncludedNote/ram:Content",
        "gross_price": f"{LINE_AGREEMENT}/ram:GrossPriceProductTradePrice/ram:ChargeAmount",
        "packages": f"{LINE_DELIVERY}/ram:PackageQuantity",
        "free_of_charge": f"{LINE_DELIVERY}/ram:ChargeFreeQuantity",
    },
    line_status=f"{LINE_DOCUMENT}/ram:LineStatusReasonCode",
    line_allowances=AllowancePaths(
        f"{LINE_SETTLEMENT}/{TRADE_ALLOWANCE}",
        "ram:ChargeIndicator/udt:Indicator",
        "ram:ActualAmount",
        "ram:CalculationPercent",
        "ram:Reason",
        "ram:ReasonCode",
    ),
    serials=f"{INSTANCE}/ram:SupplierAssignedSerialID",
)

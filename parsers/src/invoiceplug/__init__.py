"""invoiceplug reads vendors' PDF invoices into schema-validated line items."""

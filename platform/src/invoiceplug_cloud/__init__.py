"""invoiceplug in AWS, and the same code on one machine."""

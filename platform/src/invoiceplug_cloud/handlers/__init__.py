"""Lambda entries that only translate between requests or events and use cases."""

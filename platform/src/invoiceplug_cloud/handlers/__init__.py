"""Lambda entries that only translate between HTTP and use cases."""

"""The local stack: the cloud's page, API, functions, tasks, tables and bucket on one machine, behind the same calls."""

"""The plugin host: where plugins come from, what they offer, and whose fault it is when one fails."""

from invoiceplug.plugins.loading import (
    Failure,
    InstalledCheck,
    InstalledExtractor,
    InstalledReader,
    Plugins,
    installed_vendors,
    load_plugins,
)

__all__ = [
    "Failure",
    "InstalledCheck",
    "InstalledExtractor",
    "InstalledReader",
    "Plugins",
    "installed_vendors",
    "load_plugins",
]

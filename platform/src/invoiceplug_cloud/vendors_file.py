"""The list of installed vendors as a file, which functions read instead of importing plugins.

`python -m invoiceplug_cloud.vendors_file OUT` writes it; the build of the images and the local stack do.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from invoiceplug.plugins import Plugins, installed_vendors, load_plugins

USAGE = 64
BROKEN = 1


def main(arguments: list[str]) -> int:
    """The exit status: 0, 1 when a plugin cannot be loaded (nothing is written), 64 for a wrong call."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m invoiceplug_cloud.vendors_file OUT\n")
        return USAGE
    plugins = load_plugins()
    for failure in plugins.failures:
        sys.stderr.write(f"{failure.plugin}: {failure.reason}\n")
    if plugins.failures:
        return BROKEN  # an image without one of its vendors would be noticed by its invoices only
    write_vendors(plugins, Path(arguments[0]))
    return 0


def write_vendors(plugins: Plugins, file: Path) -> None:
    """The vendors of these plugins, each as the HTTP body `vendor`. A reader sees the old file or the new one."""
    unfinished = file.with_suffix(".tmp")
    unfinished.write_text(json.dumps(installed_vendors(plugins), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

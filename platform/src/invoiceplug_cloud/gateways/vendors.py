"""Which vendors are installed where tasks run: a file made together with the task's image."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from invoiceplug_cloud.domain.vendors import family


class VendorsFile:
    """The port `Vendors` on a file with a list of the HTTP body `vendor`; read at every call, so it may be renewed."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    def all(self) -> list[dict[str, Any]]:
        """Each as the HTTP body `vendor`."""
        vendors: list[dict[str, Any]] = json.loads(self._path.read_text(encoding="utf-8"))
        return vendors

    def family(self, vendor_id: str) -> tuple[str, ...]:
        """All ids of the same vendor, the one under which it is known today first."""
        return family(self.all(), vendor_id)

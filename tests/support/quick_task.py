"""The task with a quick reader, for tests in which tasks are many and die often: `python quick_task.py READING.json`.

Every PDF reads as READING.json, but for the invoice number, which is the PDF's last line (`% <number>`).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from invoiceplug.canonical import hash_without
from invoiceplug_cloud import task


def read_pdf(data: bytes, **settings: Any) -> dict[str, Any]:
    """The reading, with the number of this PDF."""
    reading: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text())
    reading["invoice"]["invoice_number"] = data.rstrip().rpartition(b"% ")[2].decode()
    return {**reading, "reading_sha256": hash_without(reading, "reading_sha256")}


if __name__ == "__main__":
    task.read_pdf = read_pdf
    sys.exit(task.main())

"""Builds the page into web/dist when its sources changed since the last build."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
STAMP = WEB / "dist" / ".stamp"
SAMPLE = ROOT / "tests/fixtures/nordkontor/2026-04-rechnung.pdf"  # what the empty inbox offers
SCHEMAS = ("parsers/src/invoiceplug/schema", "platform/src/invoiceplug_cloud/schema")


def sources() -> list[Path]:
    """Every file that the build reads: the page's own, the schemas that its types come from, the sample."""
    own = (path for path in WEB.rglob("*") if not {"node_modules", "dist"} & set(path.relative_to(WEB).parts))
    schemas = (path for folder in SCHEMAS for path in (ROOT / folder).rglob("*.json"))
    return sorted(path for path in (*own, *schemas, SAMPLE) if path.is_file())


def main() -> None:
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    if STAMP.exists() and STAMP.read_text() == digest.hexdigest():
        return
    print("page: building", flush=True)
    subprocess.run(["npm", "run", "--silent", "build"], cwd=WEB, check=True)
    STAMP.write_text(digest.hexdigest())


if __name__ == "__main__":
    main()

"""What the page says of keys and codes, read from its own sources by Node."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

NODE = Path(sys.executable).with_name("node")
PROGRAM = Path(__file__).with_name("page_texts.mjs")


@cache
def page_texts() -> dict[str, Any]:
    """The page's shortcuts, and its words for them, for error codes and for findings."""
    told = subprocess.run([NODE, PROGRAM], check=True, capture_output=True, text=True)
    texts: dict[str, Any] = json.loads(told.stdout)
    return texts

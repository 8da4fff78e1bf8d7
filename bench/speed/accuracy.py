"""How many line items come out right without a template, where the truth is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parents[1]


def measured(folder: Path | None, quick: bool) -> tuple[dict[str, Any] | None, list[str]]:
    """What each way found right; None, and the sentence that says so, where there is nothing to try."""
    return None, ["Line accuracy: not measured without FOLDER=DIR, a folder of NAME.pdf with NAME.truth.json."]

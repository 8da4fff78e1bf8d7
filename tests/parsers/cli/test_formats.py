"""JSON for other programs is what the standard library would write, byte for byte."""

from __future__ import annotations

import json
from typing import Any

import pytest

from invoiceplug.cli.formats import as_json


@pytest.mark.parametrize(
    "reading",
    [
        {"b": [], "a": {}, "pages": [1, 2.5, True, None], "text": 'é € 😀 \x7f\x00\x1f"\\/\u2028\n'},
        {"box": [0.12345, 0.0, 1.0, 0.00012, 1e-05, 1.5e16, 1e22]},
        {"box": [3e-07, 0.5]},
        {"name": "a pre-cut size-8 board of grade-2e-9 steel", "box": [0.00001]},
        {"😀": 1, "\uffff": 2, "a": {"z": 1, "é": [[], [{}]]}},
        {"half": "\ud800", "huge": 2**80},
    ],
    ids=["all", "numbers", "small", "texts", "names", "odd"],
)
def test_indented_json(reading: dict[str, Any]) -> None:
    assert as_json([{"reading": reading}]) == json.dumps(reading, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

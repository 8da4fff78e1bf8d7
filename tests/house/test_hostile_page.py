"""docs/hostile.md says of every limit what limits.py does, and Terraform knows the same names."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from invoiceplug.errors import CODES
from invoiceplug.limits import STANDARD, Limits

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/hostile.md").read_text()
ROW = re.compile(r"^\| `(\w+)`[^|]*\| ([\d,]+) \| ([^|]+) \| ([\d,]*) ?\|$", re.MULTILINE)
LIMITS = dataclasses.fields(Limits)


def test_every_limit_stands_there_with_its_number_and_code() -> None:
    told = [(name, most, code.strip("`")) for name, most, code, _ in ROW.findall(TEXT)]
    assert [(name, most) for name, most, _ in told] == [
        (each.name, f"{getattr(STANDARD, each.name):,.0f}") for each in LIMITS
    ]
    of_the_file = {each.name: each.metadata["code"] for each in LIMITS if each.metadata}
    assert {name: code for name, _, code in told if name in of_the_file} == of_the_file


def test_no_honest_file_is_near_a_limit_of_unpacking_or_drawing() -> None:
    largest = {name: int(found.replace(",", "")) for name, _, _, found in ROW.findall(TEXT) if found}
    assert {name for name, found in largest.items() if 3 * found > 2 * getattr(STANDARD, name)} == set()


def test_terraform_knows_the_same_names() -> None:
    variable = (ROOT / "infra/variables.tf").read_text().partition('variable "limits"')[2].partition("error_message")[0]
    assert re.findall(r'"(\w+)"', variable) == [each.name for each in LIMITS]


def test_every_code_that_is_named_is_one() -> None:
    findings = (ROOT / "web/src/texts/en/findings.ts").read_text()
    named = set(re.findall(r"`([A-Z_]{4,})`", TEXT))
    assert {name for name in named if name not in CODES and f"  {name}:" not in findings} == set()

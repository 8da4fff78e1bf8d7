"""How many line items come out right without a template: the reader of last resort beside table finders."""

from __future__ import annotations

import json
import re
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import fallback
from speed.environment import VENV
from speed.finders import FINDERS, Row

HERE = Path(__file__).resolve().parent
DRAWN, DRAWN_QUICK = 100, 8  # invoices drawn at random, where no folder is given
NUMBER = re.compile(r"-?\d+(?:[.,'\u2019 \u00a0]\d+)*")


def accuracy(folder: Path | None, scratch: Path, quick: bool) -> dict[str, dict[str, Any]]:
    """Of the lines whose quantity, price and total the page shows: how many each finds in one row of a table.

    The reader of last resort has to say which of them is which, and what it calls proved must be right.
    """
    cases = list(fallback.from_truth(folder) if folder else fallback.from_drawing(DRAWN_QUICK if quick else DRAWN))
    files = [str(_saved(scratch / f"case{at}.pdf", pdf)) for at, (_, pdf, _, _) in enumerate(cases)]
    shown = [[line for line, whole in zip(real, wholes, strict=True) if whole] for _, _, real, wholes in cases]
    every = sum(map(len, shown))
    found = {"invoiceplug, no template": _ours(cases)}
    for name in FINDERS:
        done = subprocess.run(
            [VENV / "bin/python", HERE / "finders.py", name, *files], check=True, capture_output=True, text=True
        )
        tables: dict[str, list[Row]] = json.loads(done.stdout)
        whole = sum(_in_one_row(line, tables[file]) for file, lines in zip(files, shown, strict=True) for line in lines)
        found[name] = {"right": whole}
    return {
        name: {**each, "of": every, "share": round(each["right"] / max(1, every), 4)} for name, each in found.items()
    }


def _saved(path: Path, pdf: bytes) -> Path:
    path.write_bytes(pdf)
    return path


def _ours(cases: list[fallback.Case]) -> dict[str, Any]:
    right = proved = wrong = 0
    for name, pdf, real, whole in cases:
        unsigned = name.endswith(fallback.CREDIT)
        one = fallback.compare(fallback.suggest(fallback.open_pdf(pdf)), real, whole, unsigned=unsigned)
        right, proved, wrong = right + one["exact"], proved + one["proved"], wrong + one["proved wrong"]
    return {"right": right, "proved": proved, "proved_wrong": wrong}


def _in_one_row(line: fallback.Numbers, rows: list[Row]) -> bool:
    """Whether a row holds the three numbers, in whichever cells and however they are printed."""
    wanted = {abs(value) for value in line if value is not None}
    return any(wanted <= _numbers(" ".join(row)) for row in rows)


def _numbers(text: str) -> set[Decimal]:
    """All that the numbers in the text may mean: with each mark as decimal mark, and with none."""
    found: set[Decimal] = set()
    for word in {*NUMBER.findall(text), *re.findall(r"\d+(?:[.,]\d+)*", text)}:
        digits = re.findall(r"\d+", word)
        found |= {Decimal("".join(digits)), Decimal(f"{''.join(digits[:-1]) or 0}.{digits[-1]}")}
    return found

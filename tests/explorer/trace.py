"""What happened in a run, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from explorer.faults import WORDS, Call, described


@dataclass(slots=True)
class Step:
    """One call, who made it and what went wrong with it."""

    actor: str
    call: Call
    fault: int


def lines(trace: Iterable[Step | Exception | str]) -> list[str]:
    """The trace, one line a call; a refusal stands under the call that met it."""
    return [_line(each) for each in trace]


def _line(each: Step | Exception | str) -> str:
    if isinstance(each, Step):
        wrong = f"  <-- {WORDS[each.fault]}" if each.fault else ""
        return f"  {each.actor:<16} {described(each.call)}{wrong}"
    if isinstance(each, Exception):
        return f"  {'':<16}   refused: {_refusal(each)}"
    return f"-- {each}"


def _refusal(error: Exception) -> str:
    response: Any = getattr(error, "response", {})
    reasons = [reason.get("Code", "None") for reason in response.get("CancellationReasons", [])]
    code = response.get("Error", {}).get("Code", type(error).__name__)
    return f"{code} {reasons}" if any(reason != "None" for reason in reasons) else f"{code}"

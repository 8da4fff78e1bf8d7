"""What a check found, and how a list of them is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

OK, WARN, FAIL, ONLY_ON_AWS = "ok", "warn", "fail", "only on AWS"
KINDS = (OK, WARN, FAIL, ONLY_ON_AWS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One finding. `advice` says what to do about it."""

    kind: str
    what: str
    advice: str = ""


def ok(what: str) -> Outcome:
    """As it must be."""
    return Outcome(OK, what)


def warn(what: str, advice: str = "") -> Outcome:
    """Goes on, and somebody should know."""
    return Outcome(WARN, what, advice)


def fail(what: str, advice: str = "") -> Outcome:
    """Not as it must be."""
    return Outcome(FAIL, what, advice)


def only_on_aws(what: str) -> Outcome:
    """What an emulator cannot prove; never told as if it had been."""
    return Outcome(ONLY_ON_AWS, what)


def check(holds: bool, what: str, advice: str = "") -> Outcome:
    """ok, or fail with the advice."""
    return ok(what) if holds else fail(what, advice)


def report(outcomes: Iterable[Outcome]) -> int:
    """Prints each as it comes, and the counts; the exit status: 1 when anything failed."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts[outcome.kind] += 1
        print(f"{outcome.kind:<11}  {outcome.what}", flush=True)
        if outcome.advice:
            print(f"{'':<11}  -> {outcome.advice}", flush=True)
    print(", ".join(f"{counts[kind]} {kind}" for kind in KINDS), flush=True)
    return 1 if counts[FAIL] else 0

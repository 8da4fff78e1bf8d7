"""The report of `invoiceplug test` for other programs."""

from __future__ import annotations

from typing import Any

from invoiceplug.authoring.contest import VendorTrials
from invoiceplug.authoring.details import Detail
from invoiceplug.authoring.faults import fault_of
from invoiceplug.authoring.trial import Trial, value_json
from invoiceplug.plugins import Failure

SCHEMA = "invoiceplug/test-report/1"


def report(results: list[VendorTrials], failures: tuple[Failure, ...]) -> dict[str, Any]:
    """The whole run; boxes are in points from the top left of the displayed page."""
    return {
        "schema": SCHEMA,
        "vendors": [_vendor(each) for each in results],
        "failures": [_failure(each) for each in failures],
    }


def _vendor(each: VendorTrials) -> dict[str, Any]:
    installed, folder = each.vendor.installed, each.vendor.folder
    return {
        "vendor": installed.vendor.id,
        "plugin": installed.plugin,
        "version": installed.version,
        "folder": str(folder) if folder else None,
        "samples": [_sample(trial) for trial in each.trials],
        "claims": list(each.claims),
    }


def _failure(each: Failure) -> dict[str, Any]:
    place = fault_of(each)
    where = {"file": place[0], "line": place[1]} if place else {}
    return {"plugin": each.plugin, "reason": each.reason, **where}


def _sample(trial: Trial) -> dict[str, Any]:
    return {
        "name": trial.sample.name,
        "status": trial.status,
        "lines": trial.lines,
        "seconds": round(trial.seconds, 3),
        "differences": [_difference(each) for each in trial.details],
        "broken": list(trial.broken),
        "error": {"code": trial.error.code, "message": trial.error.detail} if trial.error else None,
        "xfail": trial.xfail,
    }


def _difference(each: Detail) -> dict[str, Any]:
    return {
        "pointer": each.difference.pointer,
        "expected": value_json(each.difference.expected),
        "actual": value_json(each.difference.actual),
        "places": [{"page": place.page, "box": list(place.box), "text": place.text} for place in each.places],
        "rule": each.rule,
        "hint": each.hint,
        "nearest": each.nearest,
    }

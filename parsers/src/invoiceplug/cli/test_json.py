"""The report of `invoiceplug test` for other programs."""

from __future__ import annotations

from typing import Any

from invoiceplug.authoring.suite import VendorTrials
from invoiceplug.authoring.trial import Trial, value_json
from invoiceplug.plugins import Failure

SCHEMA = "invoiceplug/test-report/1"


def report(results: list[VendorTrials], failures: tuple[Failure, ...]) -> dict[str, Any]:
    """The whole run; boxes are in points from the top left of the displayed page."""
    return {
        "schema": SCHEMA,
        "vendors": [_vendor(each) for each in results],
        "failures": [{"plugin": each.plugin, "reason": each.reason} for each in failures],
    }


def _vendor(each: VendorTrials) -> dict[str, Any]:
    installed, folder = each.vendor.installed, each.vendor.folder
    return {
        "vendor": installed.vendor.id,
        "plugin": installed.plugin,
        "version": installed.version,
        "folder": str(folder) if folder else None,
        "samples": [_sample(trial) for trial in each.trials],
    }


def _sample(trial: Trial) -> dict[str, Any]:
    return {
        "name": trial.sample.name,
        "status": trial.status,
        "lines": trial.lines,
        "differences": [
            {
                "pointer": each.pointer,
                "expected": value_json(each.expected),
                "actual": value_json(each.actual),
                "places": [{"page": p.page, "box": list(p.box), "text": p.text} for p in trial.places[each.read_at]],
            }
            for each in trial.differences
        ],
        "broken": list(trial.broken),
        "error": {"code": trial.error.code, "message": trial.error.detail} if trial.error else None,
    }

"""Figures as CloudWatch takes them from a log; and that nothing goes wrong because of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from invoiceplug_cloud.domain.metrics import FINDING_ERRORS, JOBS_FAILED, METRICS, STAGE_SECONDS, Figure
from invoiceplug_cloud.gateways.meter import LogMeter, document

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def a_meter(environment: str = "test") -> tuple[LogMeter, list[str]]:
    lines: list[str] = []
    return LogMeter(environment, lambda: NOW, lines.append), lines


def test_a_line_is_a_document_of_the_embedded_metric_format() -> None:
    meter, lines = a_meter()
    meter.count([Figure(STAGE_SECONDS, 2.5, {"stage": "read"}), Figure(FINDING_ERRORS, 3)])
    (line,) = lines
    assert line.endswith("\n") and "\n" not in line[:-1]
    assert json.loads(line) == {
        "_aws": {
            "Timestamp": 1772625600000,
            "CloudWatchMetrics": [
                {
                    "Namespace": "invoiceplug",
                    "Dimensions": [["environment", "stage"]],
                    "Metrics": [{"Name": "StageSeconds", "Unit": "Seconds"}],
                },
                {
                    "Namespace": "invoiceplug",
                    "Dimensions": [["environment"]],
                    "Metrics": [{"Name": "FindingErrors", "Unit": "Count"}],
                },
            ],
        },
        "environment": "test",
        "stage": "read",
        "StageSeconds": 2.5,
        "FindingErrors": 3,
    }


def test_a_failure_has_a_series_of_its_code_and_one_of_all() -> None:
    told = document([Figure(JOBS_FAILED, 1, {"code": "NOT_A_PDF"})], "test", NOW)
    assert told["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == [["environment"], ["environment", "code"]]
    assert told["code"] == "NOT_A_PDF"


def test_every_dimension_of_a_series_is_a_member_of_the_line() -> None:
    for metric in METRICS:
        of = {name: "x" for series in metric.series for name in series}
        told = document([Figure(metric, 1, of)], "test", NOW)
        (directive,) = told["_aws"]["CloudWatchMetrics"]
        assert {name for names in directive["Dimensions"] for name in names} <= told.keys()
        assert told[metric.name] == 1


def test_nothing_is_written_without_an_environment_or_without_figures() -> None:
    silent, nothing = a_meter("")
    silent.count([Figure(FINDING_ERRORS, 1)])
    meter, lines = a_meter()
    meter.count([])
    assert nothing == lines == []


def test_what_cannot_be_measured_is_said_without_its_words_and_nobody_is_stopped() -> None:
    meter, lines = a_meter()
    meter.count(Figure(FINDING_ERRORS, 1) if name else broken() for name in ("", "x"))
    assert [json.loads(line) for line in lines] == [{"outcome": "not measured", "kind": "KeyError"}]


def test_a_log_that_takes_no_more_stops_nobody() -> None:
    LogMeter("test", lambda: NOW, full).count([Figure(FINDING_ERRORS, 1)])


def full(line: str) -> None:
    raise OSError("No space left on device")


def broken() -> Figure:
    raise KeyError("Secret of ACME")

"""What a move of a job and a sweep's look at all are worth, as figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from made import new_id

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.job import APPLIED, APPLYING, FAILED, PARSED, RUNNING, attempted, move
from invoiceplug_cloud.domain.job_view import error_view
from invoiceplug_cloud.domain.metrics import METRICS, of_move, of_sweep, standing
from invoiceplug_cloud.domain.outcome import failed
from invoiceplug_cloud.domain.records import Job
from invoiceplug_cloud.domain.times import seconds_later

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def at(seconds: float) -> str:
    return seconds_later(NOON, seconds)


NEW = Job(new_id(), "awaiting_upload", 0, "bill.pdf", 9, "0" * 64, at(0), at(0))


def told(job, event):
    return {(figure.metric.name, *(figure.of or {}).values()): figure.value for figure in of_move(job, event)}


def queued(seconds: float = 4) -> Job:
    return attempted(NEW, at=at(seconds), by="operator", tries=1)[0]


def running() -> Job:
    return move(queued(), RUNNING, at=at(10), times={**queued().times, "started_at": at(10)})[0]


def test_every_stage_lasts_from_the_moment_that_the_one_before_ended():
    first = attempted(NEW, at=at(4), by="operator", tries=1)
    claimed = move(first[0], RUNNING, at=at(10), times={**first[0].times, "started_at": at(10)})
    read = move(claimed[0], PARSED, at=at(12.5), times={**claimed[0].times, "parsed_at": at(12.5)})
    applied = move(read[0], APPLIED, at=at(600), times={**read[0].times, "applied_at": at(600)})
    stages = [told(*moved) for moved in (first, claimed, read, applied)]
    assert [stage[name] for stage in stages for name in stage if name[0] == "StageSeconds"] == [4, 6, 2.5, 587.5]
    assert [name[1] for stage in stages for name in stage if name[0] == "StageSeconds"] == [
        "upload", "wait", "read", "review",
    ]  # fmt: skip


def test_a_reading_counts_its_findings():
    summary = {"findings": {"error": 2, "warning": 1, "info": 5}}
    found = told(*move(running(), PARSED, at=at(12), summary=summary))
    assert found == {("JobsParsed",): 1, ("FindingErrors",): 2, ("FindingWarnings",): 1}


def test_a_failure_counts_under_its_code():
    found = told(*failed(running(), error_view(InvoiceplugError("SCANNED_NO_TEXT")), at=at(12), by="task"))
    assert found == {("JobsFailed", "SCANNED_NO_TEXT"): 1}


def test_an_attempt_that_nobody_asked_for_is_a_retry_and_one_that_a_person_asked_for_is_none():
    assert told(*attempted(running(), at=at(60), by="reconcile:sweep", tries=2)) == {("Retries",): 1}
    assert told(*attempted(running(), at=at(60), by="operator", tries=1)) == {}


@pytest.mark.parametrize(("edits", "unedited"), [(0, 1), (1, 0)])
def test_an_apply_says_whether_the_reading_was_edited(edits, unedited):
    parsed = replace(running(), status=PARSED, summary={"edits": edits})
    found = told(*move(parsed, APPLIED, at=at(60)))
    assert (found["Applied",], found["AppliedUnedited",]) == (1, unedited)


def test_the_oldest_job_is_as_old_as_the_wait_that_somebody_asked_for():
    again = attempted(queued(), at=at(300), by="reconcile:sweep", tries=2)[0]
    assert standing([again], [], 0, at_noon(400))["oldest_seconds"] == 400
    asked_again = attempted(replace(running(), status=FAILED), at=at(900), by="operator", tries=1)[0]
    assert standing([asked_again], [], 0, at_noon(1000))["oldest_seconds"] == 100


def test_who_waits_and_who_is_read_are_counted_apart():
    stood = standing([queued(), queued(), running()], [], 2, at_noon(60))
    assert (stood["waiting"], stood["live_tasks"]) == (2, 2)
    assert standing([running()], [], 0, at_noon(60))["live_tasks"] == 1  # a worker's, which takes no place


def test_an_apply_that_hangs_is_seen_by_its_age():
    hanging = replace(running(), status=APPLYING, updated_at=at(100))
    assert standing([], [hanging], 0, at_noon(800))["applying_seconds"] == 700
    assert standing([], [], 0, at_noon(800)) == {
        "live_tasks": 0, "waiting": 0, "oldest_seconds": 0, "applying_seconds": 0,
    }  # fmt: skip


def test_a_sweep_measures_all_of_what_stood():
    figures = of_sweep({"looks": 1, "errors": 0, **standing([queued()], [], 0, at_noon(64))})
    assert {figure.metric.name: figure.value for figure in figures} == {
        "OldestJobSeconds": 64, "Waiting": 1, "LiveTasks": 0, "ApplyingSeconds": 0,
    }  # fmt: skip


def test_a_job_that_a_person_has_read_again_is_not_uploaded_again():
    assert told(*attempted(replace(NEW, status=PARSED), at=at(9), by="operator", tries=1)) == {}


def test_names_are_unique_and_nothing_is_told_apart_by_an_id():
    assert len({metric.name for metric in METRICS}) == len(METRICS)
    assert {name for metric in METRICS for series in metric.series for name in series} == {"stage", "code"}


def at_noon(seconds: float) -> datetime:
    return datetime.fromisoformat(at(seconds))

"""What the environment must hold, and what is said when it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from invoiceplug.limits import STANDARD
from invoiceplug_cloud import settings

JOBS = {
    "JOBS_TABLE": "j", "INVENTORY_TABLE": "i", "DOCUMENTS_BUCKET": "d", "VENDORS_FILE": "/opt/vendors.json",
    "APPLY_FUNCTION": "a",
}  # fmt: skip
RUNNER = {"ECS_CLUSTER": "c", "TASK_DEFINITION": "t", "TASK_CONTAINER": "task"}


def test_each_function_needs_only_what_it_uses():
    presign = settings.read(settings.PresignSettings, {"JOBS_TABLE": "j", "DOCUMENTS_BUCKET": "d"})
    assert presign == settings.PresignSettings("j", "d", 20971520, 300, 500)
    assert settings.read(settings.JobsSettings, JOBS).link_seconds == 300


def test_the_limits_of_the_house_have_defaults_and_can_be_set():
    usual = settings.read(settings.RunnerSettings, RUNNER)
    assert (usual.max_live_tasks, usual.max_pages_a_day, usual.memory_mib, usual.retry_seconds) == (5, 5000, 2048, 60)
    given = {"MAX_LIVE_TASKS": "2", "MAX_PAGES_A_DAY": "7", "TASK_MEMORY_MIB": "512", "RETRY_SECONDS": "1"}
    own = settings.read(settings.RunnerSettings, {**RUNNER, **given})
    assert (own.max_live_tasks, own.max_pages_a_day, own.memory_mib, own.retry_seconds) == (2, 7, 512, 1)
    assert settings.read(settings.PresignSettings, {**JOBS, "MAX_JOBS_A_DAY": "9"}).max_jobs_a_day == 9


def test_neither_key_nor_origin_is_asked_for_where_none_is_named():
    assert settings.read(settings.AccessSettings, {}) == settings.AccessSettings("", "")
    given = {"ORIGIN_SECRET": "s", "OPERATOR_KEY_PARAMETER": "/invoiceplug/prod/operator-key"}
    assert settings.read(settings.AccessSettings, given).operator_key_parameter == "/invoiceplug/prod/operator-key"


def test_jobs_are_dispatched_by_a_task_each_or_by_the_queue():
    assert settings.read(settings.RunnerSettings, RUNNER).dispatch == "run_task"
    assert settings.read(settings.RunnerSettings, {**RUNNER, "DISPATCH": "queue"}).dispatch == "queue"
    with pytest.raises(settings.SettingsInvalidError, match="DISPATCH is one of run_task, queue: 'both'"):
        settings.read(settings.RunnerSettings, {**RUNNER, "DISPATCH": "both"})
    with pytest.raises(settings.SettingsInvalidError, match="DISPATCH_QUEUE_URL is not set"):
        settings.read(settings.QueueSettings, {})


def test_lists_may_be_empty_and_have_spaces():
    assert settings.read(settings.RunnerSettings, RUNNER).subnets == ()
    some = settings.read(settings.RunnerSettings, {**RUNNER, "TASK_SUBNETS": "subnet-a, subnet-b,"})
    assert some.subnets == ("subnet-a", "subnet-b")


def test_everything_that_is_missing_is_named_at_once():
    with pytest.raises(settings.SettingsInvalidError) as refused:
        settings.read(settings.ApplySettings, {"JOBS_TABLE": "j", "LEDGER_TABLE": " "})
    assert str(refused.value) == (
        "ApplySettings: INVENTORY_TABLE is not set; LEDGER_TABLE is not set; DOCUMENTS_BUCKET is not set; "
        "VENDORS_FILE is not set."
    )


def test_a_number_that_is_none_is_named_with_its_text():
    with pytest.raises(settings.SettingsInvalidError, match="UPLOAD_SECONDS is not a number: '5 min'"):
        settings.read(settings.PresignSettings, {**JOBS, "UPLOAD_SECONDS": "5 min"})


def test_a_pdf_is_read_within_the_standard_limits_or_those_that_are_named():
    assert settings.read(settings.ReadingSettings, {}).limits == STANDARD
    named = settings.read(settings.ReadingSettings, {"LIMITS": '{"pages": 300, "wall_seconds": "90"}'}).limits
    assert named == replace(STANDARD, pages=300, wall_seconds=90.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"sheets": 3}', "'sheets' is no limit; there are pdf_bytes, pages, "),
        ('{"pages": 0}', "The limit pages is a number above 0, not 0."),
        ("pages=300", 'It is an object in JSON, like {"pages": 300}.'),
        ('{"wall_seconds": 300}', "The limit wall_seconds is at most 150: a task that reads longer counts as hung."),
    ],
)
def test_a_limit_that_cannot_be_is_said(text, said):
    with pytest.raises(settings.SettingsInvalidError) as refused:
        settings.read(settings.ReadingSettings, {"LIMITS": text})
    assert str(refused.value).startswith("ReadingSettings: LIMITS is not usable: ")
    assert said in str(refused.value)


def test_there_are_not_more_places_than_one_transaction_can_look_at():
    assert settings.read(settings.RunnerSettings, {**RUNNER, "MAX_LIVE_TASKS": "100"}).max_live_tasks == 100
    with pytest.raises(settings.SettingsInvalidError, match="MAX_LIVE_TASKS is at most 100: '101'"):
        settings.read(settings.RunnerSettings, {**RUNNER, "MAX_LIVE_TASKS": "101"})

"""The container's exit status says what is next, and its log says nothing of the document."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from desk import sha
from readings import a_reading, an_invoice

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud import task

FIXTURES = Path(__file__).parents[2] / "fixtures"


def raising(error):
    def read(data):
        raise error

    return read


def logged(capsys):
    (line,) = capsys.readouterr().out.splitlines()
    return json.loads(line)


def test_a_parsed_job_is_done(desk, capsys):
    job_id = desk.queued()
    assert task.run(desk.task(lambda data: a_reading(an_invoice(), sha(data))), job_id, 1) == 0
    assert logged(capsys) == {"job_id": job_id, "attempt": 1, "outcome": "parsed"}


@pytest.mark.parametrize(
    ("code", "status"),
    [("NOT_A_PDF", 65), ("ENCRYPTED_PDF", 65), ("PARSER_CRASHED", 65), ("NO_VENDOR_MATCH", 0), ("PLUGIN_ERROR", 0)],
)
def test_a_coded_failure_stands_in_the_job_and_only_its_code_in_the_log(desk, capsys, code, status):
    job_id = desk.queued()
    assert task.run(desk.task(raising(InvoiceplugError(code, "IBAN DE00 secret"))), job_id, 1) == status
    assert logged(capsys) == {"job_id": job_id, "attempt": 1, "outcome": "failed", "code": code}
    assert desk.job(job_id)["job"]["error"]["code"] == code


def test_a_stale_task_is_done(desk, capsys):
    job_id = desk.queued()
    assert task.run(desk.task(raising(AssertionError())), job_id, 2) == 0
    assert logged(capsys)["outcome"] == "stale"


@pytest.mark.parametrize(
    ("error", "code"), [(ConnectionError("host secret"), "ConnectionError"), (InvoiceplugError("BUSY"), "BUSY")]
)
def test_a_task_that_storage_interrupted_may_be_tried_again(desk, aws, capsys, error, code):
    job_id = desk.queued()
    aws.faults.before("objects.get", error)
    assert task.run(desk.task(raising(AssertionError())), job_id, 1) == 75
    assert logged(capsys) == {"job_id": job_id, "attempt": 1, "outcome": "interrupted", "code": code}
    assert desk.job(job_id)["job"]["status"] == "running"


@pytest.mark.parametrize(
    "environment",
    [{}, {"JOB_ID": "x"}, {"JOB_ID": "x", "ATTEMPT": "one"}, {"ATTEMPT": "1"}, {"JOB_ID": "x", "ATTEMPT": "1"}],
)
def test_a_task_that_was_called_wrongly_is_never_tried_again(capsys, environment):
    assert task.main(environment) == 64
    assert logged(capsys)["outcome"] == "usage"


def test_a_file_that_is_no_pdf_is_refused_by_the_real_reader(desk):
    job_id = desk.queued(b"Dear customer,")
    assert desk.task(task.read_pdf)(job_id, 1)["code"] == "NOT_A_PDF"


def test_a_vendor_that_a_person_named_is_the_one_who_reads():
    bill = (FIXTURES / "nordkontor" / "2026-04-rechnung.pdf").read_bytes()
    assert task.reader({"VENDOR": ""})(bill)["invoice"]["vendor"]["id"] == "nordkontor"
    with pytest.raises(InvoiceplugError):
        task.reader({"VENDOR": "calderfinch"})(bill)


def test_an_invoice_of_a_vendor_nobody_knows_is_read_as_a_suggestion():
    reading = task.reader({})((FIXTURES / "bad" / "unknown-vendor.pdf").read_bytes())
    assert (reading["origin"], reading["findings"][0]["code"]) == ("suggested", "NO_VENDOR_MATCH")
    assert "id" not in reading["invoice"]["vendor"]


def test_a_paper_on_which_nothing_can_be_suggested_fails():
    with pytest.raises(InvoiceplugError, match="NO_VENDOR_MATCH"):
        task.reader({})((FIXTURES / "strangers" / "receipt.pdf").read_bytes())


def test_the_limits_of_the_environment_are_those_of_the_reading():
    bill = (FIXTURES / "nordkontor" / "2026-04-rechnung.pdf").read_bytes()
    with pytest.raises(InvoiceplugError) as refused:
        task.reader({"LIMITS": '{"operators": 10}'})(bill)
    assert (refused.value.code, refused.value.facts["limit"]) == ("TOO_COMPLEX", "operators")


def test_domain_and_use_cases_need_no_pdf_library():
    modules = (
        "apply discard dispatch draft inventory jobs planning preview read_again receipt reconcile retry review run"
        " start sweep task_changed upload watch"
    )
    imports = "".join(f"import invoiceplug_cloud.usecases.{name}\n" for name in modules.split())
    check = "import sys; print(sorted({'pypdfium2', 'pdfplumber', 'camelot', 'numpy', 'boto3'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", imports + check], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"

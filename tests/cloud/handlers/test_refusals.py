"""What a function refuses, before it asks anybody else, and how it says so."""

from __future__ import annotations

import base64
import json
import uuid
from types import SimpleNamespace

import pytest

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud import wiring

A_JOB_ID = "7b1f6c1e-3d94-4d9c-a307-4567ccd29692"  # the same in every process, as names of tests must be
JOB = {"job_id": A_JOB_ID, "name": "bill.pdf", "size": 4, "sha256": "ab" * 32}


@pytest.mark.parametrize(
    "target",
    [
        "/jobs/none", "/jobs/00000000-0000-0000-0000-00000000000G", "/jobs/..%2f..%2fraw", "/jobs/%2e%2e",
        f"/jobs/{'a' * 1024}", "/jobs/00000000-0000-0000-0000-0000000000001",
    ],
)  # fmt: skip
def test_an_id_that_no_job_can_have_is_not_found_without_asking(api, monkeypatch, target):
    monkeypatch.setattr(wiring, "jobs_cases", lambda: SimpleNamespace(get=pytest.fail))
    assert api.call("GET", target).status == 404


def test_a_job_that_does_not_exist_is_not_found(api):
    for method, path in [("GET", ""), ("GET", "/events"), ("GET", "/draft"), ("GET", "/source"), ("POST", "/start")]:
        api.refused(404, "JOB_NOT_FOUND", method, f"/jobs/{uuid.uuid4()}{path}")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b'{"a":1,"a":2}', "twice"),
        (b'{"size":4.0}', "travel as text"),
        (b'{"size":1E400}', "travel as text"),
        (b'{"size":NaN}', "NaN"),
        (b'{"size":-Infinity}', "Infinity"),
        (b'{"size":' + b"9" * 5000 + b"}", "15 digits"),
        (b'{"name":"\\ud800"}', "surrogate"),
        (b"\xff\xfe{}", "not valid JSON"),
        (b"[" * 33 + b"]" * 33, "32 deep"),
        (b"[" * 100_000 + b"]" * 100_000, "32 deep"),
        (b'{"__proto__":1}', "__proto__"),
        (b"[]", "object"),
        (b"null", "object"),
        (json.dumps({**JOB, "more": 1}).encode(), "more"),
        (json.dumps({**JOB, "size": "4"}).encode(), "/size"),
        (json.dumps({**JOB, "job_id": "1"}).encode(), "/job_id"),
        (json.dumps({"job_id": JOB["job_id"]}).encode(), "name"),
    ],
)
def test_a_body_that_is_not_what_the_schema_says_is_refused_with_the_place(api, body, says):
    problem = api.refused(400, "REQUEST_INVALID", "POST", "/jobs", body, content_type="application/json")
    assert says in problem["detail"]


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])
def test_any_other_content_type_is_refused(api, content_type):
    api.refused(415, "REQUEST_INVALID", "POST", "/jobs", JOB, content_type=content_type)


def test_a_compressed_body_is_refused_unopened(api):
    api.refused(415, "REQUEST_INVALID", "POST", "/jobs", JOB, content_encoding="gzip")


@pytest.mark.parametrize(("path", "most"), [("/jobs", 256 * 1024), (f"/jobs/{A_JOB_ID}/review", 2 * 1024 * 1024)])
def test_a_body_over_the_limit_is_refused_with_the_limit(api, path, most):
    body = b'"' + b"x" * most + b'"'
    problem = api.refused(413, "REQUEST_INVALID", "PUT" if "review" in path else "POST", path, body, if_match='"0"')
    assert problem["facts"]["limit"] == most


def test_a_body_that_the_gateway_hands_on_as_base64_is_read(api):
    event = {
        "version": "2.0",
        "routeKey": "POST /jobs",
        "rawPath": "/jobs",
        "headers": {"content-type": "application/json"},
        "requestContext": {"http": {"method": "POST", "path": "/jobs"}, "stage": "$default"},
        "body": base64.b64encode(json.dumps(JOB).encode()).decode(),
        "isBase64Encoded": True,
    }
    assert api._invoke("presign", event)["statusCode"] == 201


def test_files_that_cannot_be_taken_are_refused_before_they_are_sent(api):
    api.refused(422, "EMPTY_FILE", "POST", "/jobs", JOB | {"size": 0})
    assert api.refused(413, "FILE_TOO_LARGE", "POST", "/jobs", JOB | {"size": 4097})["facts"]["limit"] == 4096


@pytest.mark.parametrize(
    "target",
    [
        "/jobs?limit=0", "/jobs?limit=x", "/jobs?limit=999", "/jobs?status=none", "/jobs?after=x",
        "/inventory?limit=9999", f"/inventory?q={'x' * 1025}", f"/inventory?after={'%C3%A9' * 513}",
        "/jobs?after=WyJcdWQ4MDAiLCJ4Il0=",
    ],
)  # fmt: skip
def test_a_query_that_means_nothing_is_refused(api, target):
    api.refused(400, "REQUEST_INVALID", "GET", target)


def test_an_item_that_does_not_exist_is_not_found(api):
    api.refused(404, "REQUEST_INVALID", "GET", "/inventory/NONE")
    api.refused(404, "REQUEST_INVALID", "GET", "/inventory/.hidden")
    api.refused(400, "REQUEST_INVALID", "PUT", "/inventory/.hidden", {"name": "x", "unit": "EA", "scale": 0})


def test_an_item_that_is_to_be_created_is_never_changed(api):
    item = {"name": "Wine", "unit": "EA", "scale": 0}
    assert api.call("PUT", "/inventory/WINE", item, if_none_match="*").status == 200
    for condition in ("*", '"1"'):
        other = item | {"name": "Vinegar"}
        api.refused(400, "REQUEST_INVALID", "PUT", "/inventory/WINE", other, if_none_match=condition)
    assert api.call("GET", "/inventory/WINE").body["item"]["name"] == "Wine"


@pytest.mark.parametrize(
    ("code", "status", "retryable"),
    [("BUSY", 503, True), ("TASK_START_FAILED", 503, True), ("DUPLICATE_INVOICE", 409, False), ("INTERNAL", 500, True)],
)
def test_an_error_is_told_by_its_code_s_own_entry(api, monkeypatch, code, status, retryable):
    answer = failing(api, monkeypatch, InvoiceplugError(code, "What happened.", where={"at": (1, None)}))
    assert answer.status == status
    assert answer.body == {
        "type": f"urn:invoiceplug:error:{code}",
        "title": InvoiceplugError(code).known.title,
        "status": status,
        "detail": "What happened.",
        "instance": answer.body["instance"],
        "code": code,
        "hint": InvoiceplugError(code).known.hint,
        "retryable": retryable,
        "facts": {"where": {"at": [1, None]}},
    }
    assert ("retry-after" in answer.headers) == (status == 503)


def test_an_unknown_error_tells_its_request_id_and_keeps_its_text_to_itself(api, monkeypatch, log):
    answer = failing(api, monkeypatch, RuntimeError("IBAN DE02 1203 0000 0000 2020 51"))
    assert (answer.status, answer.body["code"]) == (500, "INTERNAL")
    logged = log.getvalue()
    assert answer.body["instance"] in logged and "RuntimeError" in logged
    assert "IBAN" not in logged and "IBAN" not in json.dumps(answer.body)


def test_the_log_holds_ids_and_codes_and_nothing_of_a_body(api, log):
    api.call("POST", "/jobs", JOB | {"name": "secret name.pdf", "job_id": "secret id"})
    api.call("GET", f"/jobs/{JOB['job_id']}?after=secret")
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(line["message"], line.get("code"), line.get("status")) for line in lines] == [
        ("refused", "REQUEST_INVALID", None),
        ("answered", None, 400),
        ("refused", "JOB_NOT_FOUND", None),
        ("answered", None, 404),
    ]
    assert "secret" not in json.dumps(lines)


def failing(api, monkeypatch, error: Exception):
    """The answer to a request that ends in this error."""

    def fail() -> None:
        raise error

    monkeypatch.setattr(wiring, "jobs_cases", fail)
    return api.call("GET", "/vendors")

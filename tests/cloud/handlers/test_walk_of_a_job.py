"""One job all the way through the three functions: statuses, headers, and bodies that are what the schema says."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

from api_client import send
from readings import a_line, an_invoice, to

from invoiceplug_cloud.handlers import apply

PDF = b"%PDF a bill"


def test_a_job_is_created_once_however_often_it_is_sent(api):
    created = api.create(PDF)
    request = {name: created["job"][name] for name in ("job_id", "name", "size", "sha256")}
    again = api.ok("job_created", 200, "POST", "/jobs", request)
    assert again["job"] == created["job"]
    api.refused(400, "REQUEST_INVALID", "POST", "/jobs", request | {"size": 99})


def test_the_same_file_again_is_a_warning_that_names_the_other_job(api):
    first, second = api.create(PDF), api.create(PDF)
    assert first["same_file"] == []
    assert [job["job_id"] for job in second["same_file"]] == [first["job"]["job_id"]]


def test_an_upload_may_be_asked_for_again_and_then_the_job_starts(api):
    job_id = api.create(PDF)["job"]["job_id"]
    api.refused(409, "UPLOAD_MISSING", "POST", f"/jobs/{job_id}/start")
    upload = api.ok("upload_answer", 200, "POST", f"/jobs/{job_id}/upload-url")["upload"]
    send("PUT", upload["url"], PDF, upload["headers"])
    started = api.ok("job_answer", 202, "POST", f"/jobs/{job_id}/start")["job"]
    assert (started["status"], started["attempt"]) == ("queued", 1)
    assert api.ok("job_answer", 202, "POST", f"/jobs/{job_id}/start")["job"]["attempt"] == 1
    api.refused(409, "ILLEGAL_MOVE", "POST", f"/jobs/{job_id}/upload-url")


def test_a_read_job_shows_its_documents_and_what_happened(api):
    job_id = api.parsed(an_invoice(a_line()))
    assert api.ok("job_answer", 200, "GET", f"/jobs/{job_id}")["job"]["invoice_number"] == "RE-1"
    events = api.ok("event_list", 200, "GET", f"/jobs/{job_id}/events")["events"]
    assert [event["what"] for event in events] == ["created", "queued", "task_started", "running", "parsed"]
    link = api.ok("link", 200, "GET", f"/jobs/{job_id}/source")
    assert send("GET", link["url"], None, {}).startswith(b"%PDF")
    assert b'"reading.v1"' in send("GET", api.ok("link", 200, "GET", f"/jobs/{job_id}/reading")["url"], None, {})


def test_jobs_are_listed_page_by_page_and_by_status(api):
    made = [api.create(PDF + bytes([number]))["job"]["job_id"] for number in range(3)]
    first = api.ok("job_list", 200, "GET", "/jobs?limit=2")
    rest = api.ok("job_list", 200, "GET", f"/jobs?limit=2&after={first['next']}")
    assert [job["job_id"] for job in first["jobs"] + rest["jobs"]] == made[::-1]
    assert "next" not in rest
    assert len(api.ok("job_list", 200, "GET", "/jobs?status=parsed,awaiting_upload")["jobs"]) == 3
    assert api.ok("job_list", 200, "GET", "/jobs?status=parsed")["jobs"] == []


def test_a_review_is_saved_over_the_version_it_was_made_from(api):
    job_id = api.parsed(an_invoice(a_line()))
    answer = api.call("GET", f"/jobs/{job_id}/draft")
    assert answer.headers["etag"] == '"0"'
    put = ("PUT", f"/jobs/{job_id}/review", answer.body["review"])
    api.refused(428, "REQUEST_INVALID", *put)
    api.refused(400, "REQUEST_INVALID", *put, if_match="*")
    saved = api.call(*put, if_match='"0"')
    assert (saved.status, saved.headers["etag"]) == (200, '"1"')
    other = answer.body["review"] | {"confirmed": ["/lines/0"]}
    facts = api.refused(412, "REVIEW_CONFLICT", put[0], put[1], other, if_match='"0"')["facts"]
    assert facts["version"] == 1
    assert api.ok("review_answer", 200, "GET", f"/jobs/{job_id}/reviews/1")["review"]["version"] == 1
    api.refused(404, "REQUEST_INVALID", "GET", f"/jobs/{job_id}/reviews/2")


def test_an_apply_changes_the_stock_once_and_answers_the_same_receipt_again(api):
    api.ok("item", 200, "PUT", "/inventory/BOLT-8", {"name": "Bolt", "unit": "EA", "scale": 0, "opening": "4"})
    job_id, review_sha256 = api.reviewed(an_invoice(a_line("8")), {"1": to("BOLT-8", "12")})
    api.refused(409, "ILLEGAL_MOVE", "GET", f"/jobs/{job_id}/receipt")
    plan = api.ok("preview", 200, "POST", f"/jobs/{job_id}/preview", {"review_sha256": review_sha256})
    request = {"apply_id": str(uuid.uuid4()), "review_sha256": review_sha256, "plan_sha256": plan["plan_sha256"]}
    stale = request | {"plan_sha256": "0" * 64}
    api.refused(409, "STALE_PREVIEW", "POST", f"/jobs/{job_id}/apply", stale)
    first = api.ok("receipt", 200, "POST", f"/jobs/{job_id}/apply", request)
    again = api.ok("receipt", 200, "POST", f"/jobs/{job_id}/apply", request)
    assert again == first | {"already_applied": True}
    assert api.ok("receipt", 200, "GET", f"/jobs/{job_id}/receipt") == again
    detail = api.ok("item_detail", 200, "GET", "/inventory/BOLT-8")
    assert (detail["item"]["on_hand"], [move["delta"] for move in detail["movements"]]) == ("100", ["96", "4"])
    assert api.ok("job_answer", 200, "GET", f"/jobs/{job_id}")["job"]["status"] == "applied"
    events = api.ok("event_list", 200, "GET", f"/jobs/{job_id}/events")["events"]
    assert events[-1]["what"] == "applied"


def test_the_same_invoice_under_another_job_is_refused_with_the_first_one_s_name(api):
    api.ok("item", 200, "PUT", "/inventory/BOLT-8", {"name": "Bolt", "unit": "EA", "scale": 0})
    applied, _ = apply_whole(api, an_invoice(a_line("8"), number="RE-7"))
    job_id, review_sha256 = api.reviewed(an_invoice(a_line("8"), number="re-7"), {"1": to("BOLT-8", "12")})
    plan = api.ok("preview", 200, "POST", f"/jobs/{job_id}/preview", {"review_sha256": review_sha256})
    assert plan["duplicate"]["job_id"] == applied
    request = {"apply_id": str(uuid.uuid4()), "review_sha256": review_sha256, "plan_sha256": plan["plan_sha256"]}
    facts = api.refused(409, "DUPLICATE_INVOICE", "POST", f"/jobs/{job_id}/apply", request)["facts"]
    assert facts["job_id"] == applied
    api.ok("receipt", 200, "POST", f"/jobs/{job_id}/apply", request | {"duplicate_reason": "a second delivery"})


def test_a_reversal_takes_the_apply_back_once_and_the_receipt_says_so(api):
    api.ok("item", 200, "PUT", "/inventory/BOLT-8", {"name": "Bolt", "unit": "EA", "scale": 0})
    job_id, receipt = apply_whole(api, an_invoice(a_line("8"), number="RE-7"))
    request = {"reverse_id": str(uuid.uuid4()), "reason": "It was sent back."}
    api.refused(400, "REQUEST_INVALID", "POST", f"/jobs/{job_id}/reverse", request | {"reason": "  "})
    first = api.ok("reversal", 200, "POST", f"/jobs/{job_id}/reverse", request)
    again = api.ok("reversal", 200, "POST", f"/jobs/{job_id}/reverse", request | {"reverse_id": str(uuid.uuid4())})
    assert again == first | {"already_reversed": True}
    told = {name: first[name] for name in ("reverse_id", "reversed_at", "reason")}
    assert api.ok("receipt", 200, "GET", f"/jobs/{job_id}/receipt") == receipt | told | {"already_applied": True}
    detail = api.ok("item_detail", 200, "GET", "/inventory/BOLT-8")
    assert (detail["item"]["on_hand"], detail["movements"][0]["kind"]) == ("0", "reverse")
    assert api.ok("job_answer", 200, "GET", f"/jobs/{job_id}")["job"]["reversed_at"] == first["reversed_at"]


def test_a_job_that_was_never_applied_is_not_reversed(api):
    job_id = api.parsed(an_invoice(a_line("8"), number="RE-7"))
    request = {"reverse_id": str(uuid.uuid4()), "reason": "It was sent back."}
    api.refused(409, "ILLEGAL_MOVE", "POST", f"/jobs/{job_id}/reverse", request)


def test_whoever_may_ask_the_function_itself_has_it_finish_what_holds_the_stock(api):
    context = SimpleNamespace(aws_request_id="1", function_name="apply")
    assert apply.handler({"invoiceplug": "roll_forward"}, context) == {"closed": None}


def test_what_was_applied_is_proposed_for_the_vendor_s_next_invoice(api):
    api.ok("item", 200, "PUT", "/inventory/BOLT-8", {"name": "Bolt", "unit": "EA", "scale": 0})
    apply_whole(api, an_invoice(a_line("8"), number="RE-7"))
    job_id = api.parsed(an_invoice(a_line("2"), number="RE-8"))
    draft = api.ok("draft", 200, "GET", f"/jobs/{job_id}/draft")
    assert [(each["item"], each["factor"]) for each in draft["lines"][0]["candidates"]] == [("BOLT-8", "12")]
    assert draft["review"]["lines"]["1"]["item"] == "BOLT-8"


def test_the_stock_is_listed_and_searched(api):
    for item, name in (("BOLT-8", "Sechskantschraube"), ("NUT-8", "Mutter")):
        api.ok("item", 200, "PUT", f"/inventory/{item}", {"name": name, "unit": "EA", "scale": 0})
    page = api.ok("item_list", 200, "GET", "/inventory?limit=1")
    assert (page["next"], [each["item"] for each in page["items"]]) == ("BOLT-8", ["BOLT-8"])
    found = api.ok("item_list", 200, "GET", "/inventory?q=SCHRAUBE")["items"]
    assert [each["item"] for each in found] == ["BOLT-8"]


def test_vendors_and_health(api):
    assert api.ok("vendor_list", 200, "GET", "/vendors")["vendors"][0]["id"] == "nordkontor"
    assert api.ok("health", 200, "GET", "/healthz") == {"ok": True}


def apply_whole(api, invoice) -> tuple[str, dict]:
    job_id, review_sha256 = api.reviewed(invoice, {"1": to("BOLT-8", "12")})
    plan = api.ok("preview", 200, "POST", f"/jobs/{job_id}/preview", {"review_sha256": review_sha256})
    request = {"apply_id": str(uuid.uuid4()), "review_sha256": review_sha256, "plan_sha256": plan["plan_sha256"]}
    return job_id, api.ok("receipt", 200, "POST", f"/jobs/{job_id}/apply", request)

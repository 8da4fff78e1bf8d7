"""New jobs are taken within the day's limit and while the switch is on; what was taken before stays answered."""

from __future__ import annotations

import pytest
from desk import Desk, new_id, sha

from invoiceplug.errors import InvoiceplugError
from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.domain.records import Accepting

BODY = b"%PDF a bill"


def create(desk, job_id=None):
    return desk.create(job_id or new_id(), "bill.pdf", len(BODY), sha(BODY))["job"]


def refused(desk):
    with pytest.raises(InvoiceplugError) as caught:
        create(desk)
    assert caught.value.code == "NOT_ACCEPTING"
    return caught.value


def test_over_the_day_s_limit_a_job_is_refused_until_midnight():
    desk = Desk(limits=Limits(jobs_a_day=2))
    first, _ = create(desk), create(desk)
    facts = refused(desk).facts
    assert (facts["limit"], facts["until"]) == (2, "2026-03-05T00:00:00.000Z")
    assert 11 * 3600 < facts["retry_after"] <= 12 * 3600
    assert create(desk, first["job_id"]) == first
    desk.aws.clock.advance(facts["retry_after"])
    assert create(desk)["status"] == "awaiting_upload"


def test_while_the_switch_is_off_no_job_is_made_and_everything_else_goes_on(desk, aws):
    first = create(desk)
    aws.house.accept(Accepting(False, "Stocktaking until Monday"))
    error = refused(desk)
    assert (error.detail, error.facts["reason"]) == ("Stocktaking until Monday", "Stocktaking until Monday")
    assert error.facts["retry_after"] == 300
    assert create(desk, first["job_id"]) == first
    aws.put(f"raw/default/{first['job_id']}/source.pdf", BODY)
    assert desk.start(first["job_id"])["job"]["status"] == "queued"
    aws.house.accept(Accepting())
    assert create(desk)["status"] == "awaiting_upload"


def test_the_switch_needs_no_reason(desk, aws):
    aws.house.accept(Accepting(False))
    assert "reason" not in refused(desk).facts


def test_fifty_times_the_same_job_is_one_job_and_counts_once(desk, aws):
    job_id = new_id()
    answers = [create(desk, job_id) for _ in range(50)]
    assert all(answer == answers[0] for answer in answers)
    assert aws.house.day("2026-03-04").jobs == 1

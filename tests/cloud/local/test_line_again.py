"""A stack that starts again sends what was in line before, and nothing else."""

from __future__ import annotations

from desk import Desk
from fake_aws.world import FakeAws
from readings import an_invoice

from invoiceplug_cloud.domain.limits import Limits
from invoiceplug_cloud.local import line_again


def test_what_was_in_line_is_sent_again_oldest_first(monkeypatch):
    monkeypatch.setattr(line_again, "PAGE", 2)
    desk = Desk(FakeAws(queue=True), limits=Limits(places=False))
    desk.parsed(an_invoice())
    desk.uploaded()
    in_line = [desk.queued() for _ in range(3)]
    desk.retry(in_line[1])
    sent: list[str] = []
    line_again.send_again(desk.aws.jobs, sent.append)
    assert [text.partition('"attempt": ')[2] for text in sent] == ["1}", "2}", "1}"]
    assert [job_id in text for job_id, text in zip(in_line, sent, strict=True)] == [True] * 3

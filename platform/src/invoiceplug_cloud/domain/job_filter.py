"""Which jobs a list shows besides their states: of one vendor, uploaded in a span of time, found by a text."""

from __future__ import annotations

from dataclasses import dataclass

from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.job_vendor import listed_vendor
from invoiceplug_cloud.domain.records import Job

_SEARCHED = ("invoice_number", "vendor_name")  # members of the summary, beside the file's name


@dataclass(frozen=True, slots=True)
class JobFilter:
    """What a job must be; a member that is empty or None asks for nothing."""

    vendor_ids: tuple[str, ...] = ()  # all ids of one vendor
    since: str | None = None  # not created before; a time as rows carry it, so is the next
    until: str | None = None  # not created after
    text: str = ""

    def admits(self, job: Job) -> bool:
        """Whether the job is all of that; every word of the text is in file name, number or vendor, in any case."""
        if self.vendor_ids and listed_vendor(job) not in self.vendor_ids:
            return False
        if job.created_at < (self.since or "") or (self.until is not None and job.created_at > self.until):
            return False
        if not self.text:
            return True
        seen = keys.folded(" ".join((job.name, *(job.summary.get(name, "") for name in _SEARCHED))))
        return all(word in seen for word in keys.folded(self.text).split())


EVERY_JOB = JobFilter()

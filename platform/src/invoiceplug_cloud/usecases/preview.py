"""Preview: the plan of an apply, without the commit."""

from __future__ import annotations

from typing import Any

from invoiceplug_cloud.usecases.planning import Planning, preview_body


class Preview:
    """Shows what applying the named review would change."""

    def __init__(self, planning: Planning) -> None:
        self._planning = planning

    def __call__(self, job_id: str, review_sha256: str) -> dict[str, Any]:
        """The HTTP body `preview`; the refusals of the plan, STALE_PREVIEW, STALE_READING, ILLEGAL_MOVE."""
        job = self._planning.job(job_id, review_sha256)
        return preview_body(*self._planning.plan(self._planning.case(job)))

"""Who uploads, and who watches: clients that try again, some that go away, pages that ask for the list."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from typing import Any

from burst.api import Api
from burst.engine import Engine
from burst.files import File, Files
from burst.product import Product
from burst.profile import Burst
from fake_aws.cloud import FakeCloud

PAGES, POLL_SECONDS = 5, (5.0, 30.0)
WAVE_SECONDS = 5.0
LONGEST_WAIT = 30.0
AGAIN = (429, 500, 503)
THERE = 412  # the file was uploaded before


class People:
    """All clients of a burst."""

    def __init__(self, cloud: FakeCloud, engine: Engine, burst: Burst, product: Product, api: Api) -> None:
        self.uploaded: dict[str, File] = {}  # by job; acknowledged
        self.refused: list[int] = []  # statuses that were no reason to try again
        self.under_way = 0
        self._cloud, self._engine, self._burst = cloud, engine, burst
        self._product, self._api = product, api
        self._rng = random.Random(f"{burst.seed}/people")

    def come(self, files: Files, over: Callable[[], bool]) -> None:
        """Plans who comes when; pages poll until it is over."""
        waves = [self._rng.uniform(0, self._burst.seconds) for _ in range(self._burst.waves)]
        for file in files.all:
            at = self._rng.uniform(0, self._burst.seconds)
            if file.number % 2:
                at = self._rng.choice(waves) + self._rng.uniform(0, WAVE_SECONDS)
            self.under_way += 1
            self._engine.spawn(lambda file=file: self._upload(file), after=at)
        for _ in range(PAGES):
            self._engine.spawn(lambda: self._poll(over))

    def _upload(self, file: File) -> None:
        try:
            request = (file.job_id, f"{file.number}.pdf", len(file.body), file.sha256)
            answer = self._asked("POST /jobs", lambda: self._product.create(*request))
            if answer is None:
                return
            self._put(answer["upload"], file.body)
            self.uploaded[file.job_id] = file
            if self._rng.random() >= self._burst.left_alone:
                self._asked("POST /jobs/{id}/start", lambda: self._product.start(file.job_id))
        finally:
            self.under_way -= 1

    def _put(self, upload: dict[str, Any], body: bytes) -> None:
        for tried in itertools.count():
            status = self._cloud.s3.upload(upload["url"], upload["headers"], body)
            if status in (200, THERE):
                return
            assert status >= 500, f"S3 answered {status}"
            self._wait(tried)

    def _asked(self, route: str, work: Callable[[], Any]) -> Any:
        """The answer, when it came at last; None when asking again is of no use."""
        for tried in itertools.count():
            status, answer = self._api.call(route, work)
            if status == 200:
                return answer
            if status not in AGAIN:
                self.refused.append(status)
                return None
            self._wait(tried)
        raise AssertionError("it is asked for ever")

    def _wait(self, tried: int) -> None:
        self._engine.sleep(self._rng.uniform(0, min(LONGEST_WAIT, 2.0 ** min(tried, 10))))

    def _poll(self, over: Callable[[], bool]) -> None:
        while not over():
            self._engine.sleep(self._rng.uniform(*POLL_SECONDS))
            self._api.call("GET /jobs", self._product.list)

"""Who is answered: requests of the distribution that bring the operator's key. Nothing secret reaches a log."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from invoiceplug_cloud import wiring
from invoiceplug_cloud.local.environment import OPERATOR_KEY
from invoiceplug_cloud.local.parameters import Parameters
from invoiceplug_cloud.local.server import Server, listen

KEY, SECRET = "k" * 20 + "=", "s" * 20
MINE = {"x_origin_secret": SECRET, "authorization": f"Bearer {KEY}"}
EACH = [("POST", "/jobs"), ("GET", "/jobs"), ("GET", "/inventory")]  # one route of each function


@pytest.fixture(scope="module")
def parameters() -> Iterator[Parameters]:
    """The Parameter Store; one for all tests, since the process's client keeps its address."""
    with pytest.MonkeyPatch.context() as patch:
        store = Parameters({})
        server = Server(listen(0), store.respond)
        patch.setenv("AWS_ENDPOINT_URL_SSM", server.url)
        yield store
        server.close()


@pytest.fixture
def guarded(api, parameters, monkeypatch) -> None:
    """The functions as they are deployed: behind a distribution, with a key."""
    parameters.values[OPERATOR_KEY] = KEY
    monkeypatch.setenv("OPERATOR_KEY_PARAMETER", OPERATOR_KEY)
    monkeypatch.setenv("ORIGIN_SECRET", SECRET)


@pytest.mark.usefixtures("guarded")
class TestGuarded:
    """What the functions answer where both are asked for."""

    def test_without_the_key_nothing_is_answered(self, api):
        for method, target in EACH:
            for tried in ("", "Bearer", "Bearer ", "Bearer wrong", f"Bearer {KEY}x", f"Basic {KEY}", KEY):
                answer = api.call(method, target, x_origin_secret=SECRET, authorization=tried)
                assert (answer.status, answer.body["code"]) == (401, "UNAUTHORIZED")
                assert answer.headers["www-authenticate"] == "Bearer"

    def test_around_the_distribution_the_key_does_not_help(self, api):
        for method, target in EACH:
            for secret in ({}, {"x_origin_secret": ""}, {"x_origin_secret": "wrong"}):
                problem = api.refused(403, "UNAUTHORIZED", method, target, authorization=f"Bearer {KEY}", **secret)
                assert "secret" not in problem["detail"]

    def test_with_both_everything_is_answered(self, api):
        for scheme in ("Bearer", "bearer", "BEARER "):
            api.ok("job_list", 200, "GET", "/jobs", x_origin_secret=SECRET, authorization=f"{scheme} {KEY}")

    def test_that_a_function_runs_is_told_without_a_key_but_not_around_the_distribution(self, api):
        api.ok("health", 200, "GET", "/healthz", x_origin_secret=SECRET)
        api.refused(403, "UNAUTHORIZED", "GET", "/healthz")

    def test_nobody_is_refused_who_does_not_come_by_http(self, api):
        assert api.event({"source": "aws.scheduler"})["errors"] == 0
        assert api.event({"Records": []}) == {"batchItemFailures": []}

    def test_a_key_that_nobody_has_put_there_lets_nobody_in(self, api, parameters, log):
        parameters.values.clear()
        api.refused(500, "INTERNAL", "GET", "/jobs", **MINE)
        assert "ParameterNotFound" in log.getvalue()

    def test_neither_key_nor_secret_reaches_a_log(self, api, log, capfd, monkeypatch):
        wrong = "w" * 20
        api.call("GET", "/jobs", **MINE)
        api.call("GET", "/jobs", x_origin_secret=SECRET, authorization=f"Bearer {wrong}")
        api.call("GET", "/jobs", x_origin_secret=wrong, authorization=f"Bearer {KEY}")
        monkeypatch.setattr(wiring, "jobs_cases", lambda: SimpleNamespace(get=crash))
        api.refused(500, "INTERNAL", "GET", f"/jobs/{uuid.uuid4()}", **MINE)
        written = log.getvalue() + "".join(capfd.readouterr())
        assert [line for line in ("answered", "refused", "failed") if line not in written] == []
        assert [text for text in (KEY, SECRET, wrong, "Bearer", "authorization") if text in written] == []


def test_on_one_s_own_machine_nothing_is_asked_for(api):
    api.ok("job_list", 200, "GET", "/jobs")
    api.ok("job_list", 200, "GET", "/jobs", authorization="Bearer whatever")


def crash(job_id: str) -> None:
    """Fails with all that it knows in its text."""
    raise RuntimeError(f"{job_id} {KEY} {SECRET}")

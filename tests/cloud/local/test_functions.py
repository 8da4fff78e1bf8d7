"""Function instances: alone in their process, replaced when they crash, killed when they hang."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.local.children import Children
from invoiceplug_cloud.local.functions import Functions
from invoiceplug_cloud.local.gateway import FunctionCrashError, FunctionTimeoutError

HANDLERS = {name: f"small_handlers:{name}" for name in ("echo", "broken", "gone", "stuck", "meet", "meet_back")}


@pytest.fixture
def start_functions(
    children: Children, environment: dict[str, str], tmp_path: Path
) -> Iterator[Callable[..., Functions]]:
    started = []

    def start(handlers: dict[str, str] = HANDLERS) -> Functions:
        env = {**os.environ, **environment}
        started.append(Functions(children, handlers, env, tmp_path / "functions.log", timeout=PATIENCE_SECONDS))
        return started[-1]

    yield start
    for functions in started:
        functions.close()


@pytest.fixture
def functions(start_functions: Callable[..., Functions]) -> Functions:
    return start_functions()


def process_of(functions: Functions) -> int:
    return int(json.loads(functions.invoke("echo", {})["body"])["process"])


def test_the_handler_gets_the_event_its_name_and_the_environment(functions: Functions) -> None:
    answer = functions.invoke("echo", {"rawPath": "/jobs", "ä": "€"})
    seen = json.loads(answer["body"])
    assert (answer["statusCode"], seen["event"], seen["function"]) == (200, {"rawPath": "/jobs", "ä": "€"}, "echo")
    assert seen["env"]["AWS_ENDPOINT_URL"] == "http://127.0.0.1:1"
    assert seen["process"] != os.getpid()


def test_a_warm_instance_is_used_again(functions: Functions) -> None:
    functions.start()
    functions.wait_until_warm()
    assert process_of(functions) == process_of(functions)


def test_to_import_its_handlers_an_instance_may_take_longer_than_for_an_event(functions: Functions) -> None:
    functions.timeout = 0.001
    functions.start()
    functions.wait_until_warm()
    functions.timeout = PATIENCE_SECONDS
    assert process_of(functions)


def test_an_exception_is_a_crash_of_the_event_and_logged_and_the_instance_goes_on(
    functions: Functions, tmp_path: Path
) -> None:
    before = process_of(functions)
    with pytest.raises(FunctionCrashError, match="a bug"):
        functions.invoke("broken", {})
    assert process_of(functions) == before
    assert 'raise RuntimeError("a bug")' in (tmp_path / "functions.log").read_text()


def test_an_instance_that_ends_is_replaced(functions: Functions) -> None:
    before = process_of(functions)
    with pytest.raises(FunctionCrashError):
        functions.invoke("gone", {})
    assert process_of(functions) != before


def test_an_instance_that_hangs_is_killed_and_replaced(start_functions: Callable[..., Functions]) -> None:
    functions = start_functions()
    before = process_of(functions)
    functions.timeout = 0.2
    with pytest.raises(FunctionTimeoutError):
        functions.invoke("stuck", {})
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    functions.timeout = PATIENCE_SECONDS
    assert process_of(functions) != before


def test_events_under_way_at_the_same_time_have_a_process_each(functions: Functions, tmp_path: Path) -> None:
    first, second = str(tmp_path / "first"), str(tmp_path / "second")
    os.mkfifo(first)
    os.mkfifo(second)
    with ThreadPoolExecutor(2) as threads:
        # Each writes to a pipe that only the other one reads: alone, one after the other, neither could return.
        one = threads.submit(functions.invoke, "meet", {"pipes": [first, second]})
        other = threads.submit(functions.invoke, "meet_back", {"pipes": [first, second]})
        assert one.result()["body"] != other.result()["body"]


def test_more_events_than_instances_are_all_answered(functions: Functions) -> None:
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda n: functions.invoke("echo", {"n": n}), range(64)))
    seen = [json.loads(answer["body"]) for answer in answers]
    assert [each["event"]["n"] for each in seen] == list(range(64))
    assert len({each["process"] for each in seen}) <= 4


def test_what_may_wait_starts_no_instance_of_its_own(functions: Functions) -> None:
    functions.start()
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda n: functions.invoke_when_free("echo", {"n": n}), range(8)))
    assert len({json.loads(answer["body"])["process"] for answer in answers}) == 1


def test_a_handler_that_cannot_be_imported_is_noticed_before_the_first_request(
    start_functions: Callable[..., Functions], tmp_path: Path
) -> None:
    functions = start_functions(handlers={"jobs": "no_such_module:handler"})
    functions.start()
    with pytest.raises(FunctionCrashError):
        functions.wait_until_warm()
    assert "no_such_module" in (tmp_path / "functions.log").read_text()

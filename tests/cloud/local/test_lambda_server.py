"""One function asks another: Lambda's Invoke, by boto3."""

from __future__ import annotations

import json
import queue
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError

import boto3
import pytest
from botocore.exceptions import ClientError
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.local.gateway import Event, FunctionCrashError, FunctionTimeoutError
from invoiceplug_cloud.local.lambda_server import LambdaEndpoint
from invoiceplug_cloud.local.server import Server, listen

INVOKED: queue.Queue[tuple[str, Event]] = queue.Queue()


def invoke(function: str, event: Event) -> Any:
    INVOKED.put((function, event))
    if function == "broken":
        raise FunctionCrashError("RuntimeError('a bug')")
    if function == "slow":
        raise FunctionTimeoutError
    return {"closed": None}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Server]:
    lambda_endpoint = LambdaEndpoint(["apply", "broken", "slow"], invoke, invoke)
    server = Server(listen(0), lambda_endpoint.respond)
    yield server
    server.close()
    lambda_endpoint.close()


@pytest.fixture(autouse=True)
def nothing_invoked() -> None:
    """What a test before has left is none of the next one's business."""
    while not INVOKED.empty():
        INVOKED.get_nowait()


@pytest.fixture(scope="module")
def client(endpoint: Server) -> Any:
    return boto3.client(
        "lambda",
        endpoint_url=endpoint.url,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
    )


@pytest.mark.parametrize("name", ["apply", "arn:aws:lambda:us-east-1:000000000000:function:apply"])
def test_the_result_of_a_function_is_the_answer(client: Any, name: str) -> None:
    answer = client.invoke(FunctionName=name, Payload=json.dumps({"invoiceplug": "roll_forward"}).encode())
    assert (answer["StatusCode"], json.load(answer["Payload"])) == (200, {"closed": None})
    assert INVOKED.get_nowait() == ("apply", {"invoiceplug": "roll_forward"})


def test_an_event_is_accepted_and_done_later(client: Any) -> None:
    assert client.invoke(FunctionName="apply", InvocationType="Event", Payload=b'{"n": 1}')["StatusCode"] == 202
    assert INVOKED.get(timeout=PATIENCE_SECONDS) == ("apply", {"n": 1})


def test_an_event_that_fails_does_not_stop_the_next(client: Any) -> None:
    for function in ("broken", "apply"):
        client.invoke(FunctionName=function, InvocationType="Event", Payload=b"{}")
    assert [INVOKED.get(timeout=PATIENCE_SECONDS)[0] for _ in range(2)] == ["broken", "apply"]


@pytest.mark.parametrize("function", ["broken", "slow"])
def test_a_function_that_fails_is_a_function_error(client: Any, function: str) -> None:
    answer = client.invoke(FunctionName=function, Payload=b"{}")
    assert answer["FunctionError"] == "Unhandled"
    assert {"errorType", "errorMessage"} == json.load(answer["Payload"]).keys()
    INVOKED.get_nowait()


def test_an_unknown_function_is_not_found(client: Any) -> None:
    with pytest.raises(ClientError) as refused:
        client.invoke(FunctionName="other", Payload=b"{}")
    assert refused.value.response["Error"]["Code"] == "ResourceNotFoundException"


def test_who_does_not_sign_is_refused(endpoint: Server) -> None:
    url = f"{endpoint.url}/2015-03-31/functions/apply/invocations"
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(url, data=b"{}", method="POST"))
    with refused.value as answer:
        assert answer.status == 404

    assert INVOKED.empty()

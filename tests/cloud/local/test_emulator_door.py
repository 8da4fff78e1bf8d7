"""Who may use the emulator: this machine, the page's origin, DynamoDB, S3 and SQS; nobody and nothing else."""

from __future__ import annotations

import asyncio
import http.client
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.local.door import Door

PAGE = "http://127.0.0.1:8080"
LIST_TABLES = {"x-amz-target": "DynamoDB_20120810.ListTables", "content-type": "application/x-amz-json-1.0"}
LISTENING = "0A"


def ask(emulator: Any, method: str, path: str, headers: dict[str, str], body: str = "{}") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(emulator.process.url).netloc, timeout=PATIENCE_SECONDS)
    connection.request(method, path, body=body if method != "GET" else None, headers=headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def listening_addresses(pid: int) -> list[str]:
    """The hexadecimal `address:port` of every TCP socket a process listens on, and of every UDP socket it has."""
    links = {link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if f"socket:[{fields[9]}]" in links and (fields[3] == LISTENING or table.startswith("udp")):
                found.append(fields[1])
    return found


def test_it_listens_on_loopback_and_nowhere_else(emulator: Any) -> None:
    emulator.client("dynamodb").list_tables()
    emulator.client("s3").list_buckets()
    port = urlsplit(emulator.process.url).port
    assert listening_addresses(emulator.pid) == [f"0100007F:{port:04X}"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", ""])
def test_a_name_that_was_made_to_point_here_is_refused(emulator: Any, host: str) -> None:
    assert ask(emulator, "POST", "/", {**LIST_TABLES, "host": host}).status == 403


def test_a_page_of_another_site_is_refused_and_told_nothing(emulator: Any) -> None:
    response = ask(emulator, "POST", "/", {**LIST_TABLES, "origin": "https://evil.example"})
    assert response.status == 403
    assert response.getheader("access-control-allow-origin") is None


def test_this_machine_is_answered_under_each_of_its_names(emulator: Any) -> None:
    port = urlsplit(emulator.process.url).port
    for name in ("127.0.0.1", "localhost", "[::1]"):
        assert ask(emulator, "POST", "/", {**LIST_TABLES, "host": f"{name}:{port}"}).status == 200


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/_ministack/reset", {}),
        ("/_ministack/config", {}),
        ("/_localstack/health", {}),
        ("/health", {}),
        ("/", {"x-amz-target": "Logs_20140328.CreateLogGroup"}),
        ("/", {"authorization": "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/iam/aws4_request"}),
        ("/docs/key", {}),
    ],
)
def test_other_services_and_the_administration_are_shut(emulator: Any, path: str, headers: dict[str, str]) -> None:
    emulator.client("s3").create_bucket(Bucket="docs")
    assert ask(emulator, "POST", path, headers).status in (403, 404)
    assert [bucket["Name"] for bucket in emulator.client("s3").list_buckets()["Buckets"]] == ["docs"]


def preflight(emulator: Any, origin: str) -> http.client.HTTPResponse:
    asked = {
        "origin": origin,
        "access-control-request-method": "PUT",
        "access-control-request-headers": "content-type,if-none-match,x-amz-checksum-sha256",
    }
    return ask(emulator, "OPTIONS", "/docs/raw/default/j/source.pdf", asked)


def test_the_page_may_send_its_upload(emulator: Any) -> None:
    response = preflight(emulator, PAGE)
    assert response.status == 200
    assert response.getheader("access-control-allow-origin") == PAGE
    assert "PUT" in response.getheader("access-control-allow-methods", "")
    allowed = response.getheader("access-control-allow-headers", "")
    assert {name.strip() for name in allowed.split(",")} >= {"content-type", "if-none-match", "x-amz-checksum-sha256"}


def test_the_preflight_of_another_site_is_refused(emulator: Any) -> None:
    response = preflight(emulator, "https://evil.example")
    assert response.status == 403
    assert response.getheader("access-control-allow-origin") is None


def test_queues_take_give_and_keep_nothing_but_messages(emulator: Any) -> None:
    sqs = emulator.client("sqs")
    url = sqs.create_queue(QueueName="a-queue")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="hello")
    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    assert message["Body"] == "hello"
    for forbidden in ("SetQueueAttributes", "DeleteQueue", "PurgeQueue"):
        response = ask(emulator, "POST", "/", {**LIST_TABLES, "x-amz-target": f"AmazonSQS.{forbidden}"})
        assert response.status == 400


def test_a_long_poll_whose_client_has_left_is_given_up_and_takes_no_message_along() -> None:
    async def poll() -> None:
        given_up = asyncio.Event()

        async def emulator(scope: Any, receive: Any, send: Any) -> None:
            try:
                await asyncio.Event().wait()
            finally:
                given_up.set()

        messages = iter([{"type": "http.request"}, {"type": "http.disconnect"}])

        async def receive() -> Any:
            await asyncio.sleep(0)  # lets the emulator begin
            return next(messages)

        async def send(message: Any) -> None:
            raise AssertionError("nobody is there to hear it")

        door = Door(emulator, None, None, frozenset())  # type: ignore[arg-type]
        headers = [(b"host", b"127.0.0.1:1"), (b"x-amz-target", b"AmazonSQS.ReceiveMessage")]
        await door({"method": "POST", "path": "/", "headers": headers}, receive, send)
        await given_up.wait()

    asyncio.run(asyncio.wait_for(poll(), PATIENCE_SECONDS))

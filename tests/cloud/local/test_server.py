"""The HTTP server: loopback only, no foreign hosts or origins, whole bodies within the limit."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator

import pytest
from waiting import PATIENCE_SECONDS

from invoiceplug_cloud.local.server import PortTakenError, Request, Response, Server, listen


class Answers:
    """Keeps the requests it was asked."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> Response:
        self.asked.append(request)
        if request.target == "/bug":
            raise RuntimeError("a bug")
        return Response(200, [("content-type", "text/plain")], b"here")


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def server(answers: Answers) -> Iterator[Server]:
    running = Server(listen(0), answers)
    yield running
    running.close()


def ask(
    server: Server, method: str = "GET", target: str = "/", body: bytes | None = None, **headers: str
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
    connection.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    answer = (response.status, response.read())
    connection.close()
    return answer


def test_a_request_comes_in_whole(server: Server, answers: Answers) -> None:
    assert ask(server, "POST", "/a%20b?c=d", b"body", X_Some="Thing") == (200, b"here")
    (request,) = answers.asked
    assert (request.method, request.target, request.body) == ("POST", "/a%20b?c=d", b"body")
    assert request.headers["x-some"] == "Thing"


def test_one_connection_serves_many_requests_and_a_head_has_no_body(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
    bodies = []
    for method in ("HEAD", "GET", "GET"):
        connection.request(method, "/")
        response = connection.getresponse()
        assert response.getheader("content-length") == "4"
        bodies.append(response.read())
    connection.close()
    assert bodies == [b"", b"here", b"here"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}"]
)
def test_another_host_is_refused(server: Server, answers: Answers, host: str) -> None:
    status, _ = ask(server, host=host.format(port=server.port))
    assert (status, answers.asked) == (403, [])


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_every_name_of_this_machine_is_served(server: Server, name: str) -> None:
    assert ask(server, host=f"{name}:{server.port}")[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_page_of_another_site_changes_nothing(server: Server, answers: Answers, method: str, origin: str) -> None:
    status, _ = ask(server, method, body=b"", origin=origin)
    assert (status, answers.asked) == (403, [])


def test_its_own_page_may_change_things(server: Server) -> None:
    assert ask(server, "POST", body=b"", origin=server.url)[0] == 200
    assert ask(server, "POST", body=b"", origin=f"http://localhost:{server.port}")[0] == 200


def test_more_than_ten_megabytes_are_refused_unread(server: Server, answers: Answers) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_SECONDS) as connection:
        head = f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {10 * 1024 * 1024 + 1}\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.makefile("rb").readline().split()[1] == b"413"
    assert answers.asked == []


def test_a_body_of_unknown_length_is_refused(server: Server) -> None:
    assert ask(server, "POST", body=None, transfer_encoding="chunked")[0] == 411


def test_a_bug_is_a_500_and_the_server_goes_on(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(server, target="/bug") == (500, b'{"message":"Internal Server Error"}')
    assert ask(server)[0] == 200
    assert "a bug" in capfd.readouterr().err


def test_a_taken_port_is_named(server: Server) -> None:
    with pytest.raises(PortTakenError) as taken:
        listen(server.port)
    assert taken.value.port == server.port

"""HTTP servers on loopback that answer by a plain function, one thread a connection."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LOOPBACK = "127.0.0.1"
IDLE_SECONDS = 75
MAX_BODY_BYTES = 10 * 1024 * 1024  # API Gateway's limit of a request
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the target as sent (path and query), header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    client: str = LOOPBACK


@dataclass(frozen=True, slots=True)
class Response:
    """A response; `headers` may name one more than once."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


Respond = Callable[[Request], Response]


class PortTakenError(Exception):
    """Another program listens on the port; `port` is its number."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is taken")
        self.port = port


def listen(port: int) -> socket.socket:
    """A listening socket on loopback; port 0 takes any free one. Raises PortTakenError."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen(128)
    except OSError as problem:
        listener.close()
        raise PortTakenError(port) from problem
    return listener


def origins_of(port: int) -> frozenset[str]:
    """The origins under which a page of this machine may be open."""
    return frozenset(f"http://{name}:{port}" for name in (LOOPBACK, "localhost", "[::1]"))


class Server:
    """Serves in the background until `close`.

    Refuses a Host that is not this machine with the right port (a web site that had its name point here), and changes
    asked for by another site's page (a foreign Origin).
    """

    def __init__(self, listener: socket.socket, respond: Respond) -> None:
        self.port: int = listener.getsockname()[1]
        self.origins = origins_of(self.port)
        self._respond = respond
        self._http = _HttpServer(listener, _handler_for(self))
        self._thread = threading.Thread(target=self._http.accept_until_closed, name=f"http:{self.port}", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The server's address, without a slash at its end."""
        return f"http://{LOOPBACK}:{self.port}"

    def close(self) -> None:
        """Takes no more requests and closes every connection; answers under way are lost."""
        self._http.close()
        self._thread.join()

    def answer(self, request: Request) -> Response:
        """The response to a request, after the two refusals."""
        if f"http://{request.headers.get('host', '')}" not in self.origins:
            return _plain(403, "Only this machine may use the local stack.")
        origin = request.headers.get("origin")
        if request.method not in SAFE_METHODS and origin is not None and origin not in self.origins:
            return _plain(403, "A page of another site may not change anything here.")
        return self._respond(request)


class _HttpServer(ThreadingHTTPServer):
    """Blocks in accept instead of looking twice a second whether it shall stop, as `serve_forever` does."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, listener: socket.socket, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(listener.getsockname(), handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()

    def accept_until_closed(self) -> None:
        while not self._closed.is_set():
            try:
                connection, address = self.socket.accept()
            except OSError:
                self._closed.wait(0.1)  # closed, or out of file handles for a moment
                continue
            with self._lock:
                self._open.add(connection)
            self.process_request(connection, address)

    def close(self) -> None:
        self._closed.set()
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)  # wakes accept
        self.socket.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def close_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().close_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _handler_for(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "invoiceplug"
        sys_version = ""
        timeout = IDLE_SECONDS
        wbufsize = -1  # one packet for headers and body
        disable_nagle_algorithm = True

        def handle_any(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            length = headers.get("content-length", "0")
            if "transfer-encoding" in headers or not length.isdecimal():
                self._refuse(411, "Length Required")
                return
            if int(length) > MAX_BODY_BYTES:
                self._refuse(413, "Request Entity Too Large")
                return
            request = Request(self.command, self.path, headers, self.rfile.read(int(length)))
            try:
                response = server.answer(request)
            except Exception:
                traceback.print_exc()
                response = Response(500, [("content-type", "application/json")], b'{"message":"Internal Server Error"}')
            self._send(response)

        do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = handle_any  # noqa: N815

        def _refuse(self, status: int, message: str) -> None:
            self.close_connection = True  # the body stays unread
            self._send(Response(status, [("connection", "close")], f'{{"message":"{message}"}}'.encode()))

        def _send(self, response: Response) -> None:
            self.send_response(response.status)
            for name, value in response.headers:
                self.send_header(name, value)
            if response.status not in (204, 304):
                self.send_header("content-length", str(len(response.body)))
            self.end_headers()
            if self.command != "HEAD" and response.status not in (204, 304):
                self.wfile.write(response.body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: whoever runs the stack wants one URL in the terminal."""

    return Handler


def _plain(status: int, text: str) -> Response:
    return Response(status, [("content-type", "text/plain; charset=utf-8")], text.encode())

"""The Lambdas' image: small, without what reads PDFs, and its handlers answer through Lambda's runtime client."""

from __future__ import annotations

import json
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from subprocess import Popen
from threading import Thread

import pytest
from waiting import PATIENCE_SECONDS

MOST_MEGABYTES = 60
NOT_FOR_LAMBDA = {
    "camelot", "cryptography", "cv2", "facturx", "lxml", "ministack", "moto", "numpy", "pandas", "pdfminer",
    "pdfplumber", "PIL", "playa", "pydantic", "pypdf", "pypdfium2", "pypdfium2_raw", "pip", "setuptools",
}  # fmt: skip
MOST_MODULES = 780  # 716 with the runtime client; a count does not depend on the machine's mood


def test_no_library_that_reads_pdfs_and_no_vendor_is_in_it(functions):
    there = {path.name.partition(".")[0] for path in functions.packages.iterdir()}
    assert there & NOT_FOR_LAMBDA == set()
    assert {name for name in there if name.startswith("invoiceplug_") and "-" not in name} == {"invoiceplug_cloud"}


def test_its_packages_are_small(functions):
    assert 20 < functions.megabytes() < MOST_MEGABYTES


@pytest.mark.parametrize("function", ["presign", "jobs", "apply"])
def test_a_function_imports_little_beside_the_sdk(functions, function):
    code = f"import sys, awslambdaric.bootstrap, invoiceplug_cloud.handlers.{function}; print(len(sys.modules))"
    done = functions.run("-c", code, AWS_REGION="us-east-1")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MOST_MODULES


@pytest.mark.parametrize(
    ("function", "path", "status", "said"),
    [
        ("jobs", "/healthz", 200, {"ok": True}),
        ("presign", "/nowhere", 404, {"code": "REQUEST_INVALID"}),
        ("apply", "/nowhere", 404, {"code": "REQUEST_INVALID"}),
    ],
)
def test_a_handler_answers_as_lambda_calls_it(functions, tmp_path, function, path, status, said):
    answer = answered(functions, f"invoiceplug_cloud.handlers.{function}.handler", request(path), tmp_path / "log")
    assert answer["statusCode"] == status
    assert said.items() <= json.loads(answer["body"]).items()


def request(path: str) -> dict:
    about = {"http": {"method": "GET", "path": path}, "stage": "$default", "requestId": "r1"}
    return {"version": "2.0", "routeKey": f"GET {path}", "rawPath": path, "rawQueryString": "", "headers": {},
            "requestContext": about, "isBase64Encoded": False}  # fmt: skip


def answered(functions, handler: str, event: dict, log: Path) -> dict:
    """What the handler answers to the event, asked by the runtime client in a process of its own."""
    answers: Queue[tuple[str, bytes]] = Queue()
    server = ThreadingHTTPServer(("127.0.0.1", 0), runtime_api([json.dumps(event).encode()], answers))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    environment = {"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_address[1]}", "AWS_REGION": "us-east-1"}
    command = [functions.folder / "bin/python", "-I", "-B", "-m", "awslambdaric", handler]
    with log.open("wb") as output, Popen(command, env=environment, cwd=log.parent, stdout=output, stderr=output) as run:
        try:
            path, body = answers.get(timeout=PATIENCE_SECONDS)
        finally:
            run.kill()
            server.shutdown()
            server.server_close()
    assert path.endswith("/response"), body
    return json.loads(body)


def runtime_api(events: list[bytes], answers: Queue) -> type[BaseHTTPRequestHandler]:
    """Lambda's Runtime API with these events; who asks for more waits until the connection is closed."""

    class RuntimeApi(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if not events:
                with suppress(ConnectionError):
                    self.rfile.read()
                return
            self.send_response(200)
            self.send_header("Lambda-Runtime-Aws-Request-Id", "r1")
            self.send_header("Lambda-Runtime-Deadline-Ms", "1893456000000")
            self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:f")
            self.send_header("Content-Type", "application/json")  # without it the client asks again
            body = events.pop()
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            answers.put((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return RuntimeApi

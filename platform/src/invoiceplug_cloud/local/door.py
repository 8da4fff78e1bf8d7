"""Who may come in to the emulator, and for what."""

from __future__ import annotations

import asyncio
import os
import sys
import traceback
from typing import Any

from invoiceplug_cloud.local import durable_objects, durable_tables, queues
from invoiceplug_cloud.local.asgi import (
    Answer,
    Application,
    IncompleteBodyError,
    Receive,
    Request,
    Scope,
    Send,
    read_request,
    send_answer,
)

EXIT_IO_ERROR = 74  # EX_IOERR of sysexits.h
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
# What the page's presigned requests need of the bucket's CORS; ministack would allow everything to everybody.
CORS_METHODS = "GET, HEAD, PUT"
CORS_HEADERS = "content-type, x-amz-checksum-sha256, if-none-match"
CORS_EXPOSED = "ETag, x-amz-version-id"


class Door:
    """Lets DynamoDB, S3 and SQS requests of this machine in, and nothing else.

    Refused are: another Host than loopback (a web site whose name was made to point here), a foreign page's Origin, and
    every other service and administration path of the emulator.
    """

    def __init__(
        self,
        emulator: Application,
        tables: durable_tables.DurableTables,
        objects: durable_objects.DurableObjects,
        origins: frozenset[str],
    ) -> None:
        self._emulator = emulator
        self._tables = tables
        self._objects = objects
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        try:
            request = await read_request(scope, receive)
        except IncompleteBodyError:
            return
        work = asyncio.ensure_future(self._answer(request))
        if _is_for_a_queue(request) and not await _is_waited_for(work, receive):
            work.cancel()  # a long poll for nobody would only hide messages
            return
        # A client that goes away must not cancel a write between the emulator and the log.
        answer = await asyncio.shield(work)
        await send_answer(send, answer, head=request.method == "HEAD")

    async def _answer(self, request: Request) -> Answer:
        origin = request.headers.get("origin")
        if not is_loopback(request.headers.get("host", "")):
            return durable_objects.error(403, "AccessDenied", "Only this machine may use the local stack.")
        if origin is not None and origin not in self._origins:
            return durable_objects.error(403, "AccessDenied", "This origin may not use the bucket.")
        if request.method == "OPTIONS":
            return self._preflight(request)
        answer = await self._serve(request)
        headers = {name: value for name, value in answer.headers.items() if not name.startswith("access-control-")}
        if origin is not None:
            headers |= {"access-control-allow-origin": origin, "access-control-expose-headers": CORS_EXPOSED}
            headers["vary"] = "Origin"
        return Answer(answer.status, headers, answer.body)

    async def _serve(self, request: Request) -> Answer:
        if request.path.startswith(("/_", "/health")):
            return durable_objects.error(404, "NoSuchKey", "There is nothing here.")
        if _is_for_a_queue(request):
            return await queues.answer(self._emulator, request)
        try:
            if request.headers.get("x-amz-target", "").startswith(durable_tables.API):
                return await self._tables.answer(request)
            if _is_signed_for_s3(request):
                return await self._objects.answer(request)
        except Exception:
            # What is in memory may now differ from what is on the disk. Only a fresh start puts that right.
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(EXIT_IO_ERROR)
        return durable_objects.error(403, "AccessDenied", "Only DynamoDB, SQS and signed S3 requests are answered.")

    def _preflight(self, request: Request) -> Answer:
        headers = {
            "access-control-allow-origin": request.headers.get("origin", ""),
            "access-control-allow-methods": CORS_METHODS,
            "access-control-allow-headers": CORS_HEADERS,
            "access-control-max-age": "300",
            "vary": "Origin",
        }
        return Answer(200, headers)


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine itself."""
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return name in LOOPBACK_NAMES


def _is_for_a_queue(request: Request) -> bool:
    return request.headers.get("x-amz-target", "").startswith(queues.API)


async def _is_waited_for(work: asyncio.Future[Answer], receive: Receive) -> bool:
    """Whether the work was done while its client was still there."""
    # The request has been read: what comes next is that the client has left.
    gone: asyncio.Future[Any] = asyncio.ensure_future(receive())
    await asyncio.wait([work, gone], return_when=asyncio.FIRST_COMPLETED)
    gone.cancel()
    return work.done()


def _is_signed_for_s3(request: Request) -> bool:
    credential = request.headers.get("authorization", "") + request.parameters.get("X-Amz-Credential", "")
    return "/s3/aws4_request" in credential

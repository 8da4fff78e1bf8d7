"""DynamoDB on the emulator, made durable: what succeeds is in the log before it is answered, and replayed at start."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from typing import Any

from invoiceplug_cloud.local.asgi import Answer, Application, Request, call
from invoiceplug_cloud.local.wal import Entry, Log

API = "DynamoDB_20120810."
READS = {
    "BatchGetItem", "DescribeContinuousBackups", "DescribeTable", "DescribeTimeToLive", "GetItem", "ListTables",
    "ListTagsOfResource", "Query", "Scan", "TransactGetItems",
}  # fmt: skip
SCHEMA_WRITES = {"CreateTable", "DeleteTable", "UpdateTable"}
ITEM_WRITES = {"BatchWriteItem", "DeleteItem", "PutItem", "TransactWriteItems", "UpdateItem"}
TOKEN_SECONDS = 600  # how long DynamoDB remembers a ClientRequestToken after its request was completed


class ReplayError(Exception):
    """A logged write did not succeed again: the log and this version of the emulator do not fit together."""


class DurableTables:
    """The door to the emulator's DynamoDB. Writes go one at a time, so the order of the log is the order they happened.

    Anything that the log could not bring back is refused: no write is acknowledged that a restart would forget.
    """

    def __init__(self, emulator: Application, log: Log) -> None:
        self._emulator = emulator
        self._log = log
        self._order = asyncio.Lock()
        self._tokens = TransactionTokens()

    async def answer(self, request: Request) -> Answer:
        """The emulator's answer; for a write, once the log has it on the disk."""
        operation = request.headers["x-amz-target"].removeprefix(API)
        # The credentials name a region, and the emulator keeps tables per region; here there is one of each.
        request = request.without("authorization")
        if operation in READS:
            return await call(self._emulator, request)
        if operation not in SCHEMA_WRITES | ITEM_WRITES:
            return error("UnknownOperationException", f"The local stack does not keep what {operation} changes.")
        return await self._write(operation, request)

    async def replay(self, entry: Entry) -> None:
        """Does a logged write again."""
        body = dict(entry["body"])
        token = body.pop("ClientRequestToken", None)
        # Without its token: the log holds only writes that were really made, and two that shared a token made more
        # than ten minutes apart would look like one here.
        answer = await call(self._emulator, _request(entry["operation"], body))
        if not answer.ok:
            text = answer.body.decode(errors="replace")
            raise ReplayError(f"entry {entry['seq']} ({entry['operation']}) was refused: {text}")
        if token is not None:
            self._tokens.remember(token, body, answer, entry["time"])

    async def snapshot(self) -> list[Entry]:
        """The writes that put every item of every table back, at most 25 items each."""
        tables: list[str] = (await self._read("ListTables", {}))["TableNames"]
        return [entry for table in tables for entry in await self._snapshot_of(table)]

    async def _write(self, operation: str, request: Request) -> Answer:
        async with self._order:
            body = _parse(request.body)
            token = body.pop("ClientRequestToken", None)
            known = self._tokens.answer(token, body)
            if known is not None:
                return known
            answer = await call(self._emulator, request)
            if not answer.ok:
                return answer
            now = time.time()
            logged = body if token is None else {**body, "ClientRequestToken": token}
            number = self._log.append({"kind": "dynamodb", "operation": operation, "time": now, "body": logged})
            if token is not None:
                self._tokens.remember(token, body, answer, now)
        await self._log.durable(number)
        return answer

    async def _read(self, operation: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await call(self._emulator, _request(operation, body))
        if not answer.ok:
            raise ReplayError(f"{operation}: {answer.body.decode(errors='replace')}")
        return _parse(answer.body)

    async def _snapshot_of(self, table: str) -> list[Entry]:
        entries: list[Entry] = []
        page: dict[str, Any] = {"TableName": table, "Limit": 25, "ConsistentRead": True}
        while True:
            found = await self._read("Scan", page)
            puts = [{"PutRequest": {"Item": item}} for item in found["Items"]]
            if puts:
                body = {"RequestItems": {table: puts}}
                entries.append({"kind": "dynamodb", "operation": "BatchWriteItem", "time": 0, "body": body})
            if "LastEvaluatedKey" not in found:
                return entries
            page["ExclusiveStartKey"] = found["LastEvaluatedKey"]


class TransactionTokens:
    """Answers a transaction that is sent again with its token within ten minutes, also across a restart.

    The emulator does this too, but forgets the tokens when it stops; a write that it takes for a repetition would also
    be logged as if it had been made twice. Here a repetition never reaches it.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Answer, float]] = {}

    def answer(self, token: str | None, body: dict[str, Any]) -> Answer | None:
        """The first answer, a refusal when the request differs, or None when the token is new or too old."""
        self._forget_old()
        if token is None or token not in self._known:
            return None
        digest, answer, _ = self._known[token]
        if digest == _digest(body):
            return answer
        return error("IdempotentParameterMismatchException", "The token was used with another request.")

    def remember(self, token: str, body: dict[str, Any], answer: Answer, completed: float) -> None:
        """Keeps the answer to a transaction that was made."""
        self._known[token] = (_digest(body), answer, completed)

    def _forget_old(self) -> None:
        oldest = time.time() - TOKEN_SECONDS
        for token in [token for token, (_, _, completed) in self._known.items() if completed < oldest]:
            del self._known[token]


def error(code: str, message: str) -> Answer:
    """A refusal in DynamoDB's form."""
    body = json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": message}).encode()
    return Answer(400, {"content-type": "application/x-amz-json-1.0"}, body)


def _request(operation: str, body: dict[str, Any]) -> Request:
    headers = {"host": "127.0.0.1", "x-amz-target": API + operation, "content-type": "application/x-amz-json-1.0"}
    return Request("POST", "/", b"/", "", headers, json.dumps(body).encode())


def _parse(body: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        return {}  # the emulator refuses it in its own words
    return parsed if isinstance(parsed, dict) else {}


def _digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()

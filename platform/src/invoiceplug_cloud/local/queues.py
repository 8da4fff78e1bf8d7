"""SQS on the emulator. Queues are not kept: what an event told a sweep finds as well, `line_again` sends the rest."""

from __future__ import annotations

import json

from invoiceplug_cloud.local.asgi import Answer, Application, Request, call

API = "AmazonSQS."
OPERATIONS = {
    "ChangeMessageVisibility", "CreateQueue", "DeleteMessage", "DeleteMessageBatch", "GetQueueAttributes",
    "GetQueueUrl", "ReceiveMessage", "SendMessage", "SendMessageBatch",
}  # fmt: skip


async def answer(emulator: Application, request: Request) -> Answer:
    """The emulator's answer. No queue is so important that its failure should end the emulator, as a table's would."""
    operation = request.headers["x-amz-target"].removeprefix(API)
    if operation not in OPERATIONS:
        return _error(400, "UnsupportedOperation", f"The local stack has no use for {operation}.")
    try:
        # The credentials name a region, and the emulator keeps queues per region; here there is one of each.
        return await call(emulator, request.without("authorization"))
    except Exception as problem:
        return _error(500, "InternalError", repr(problem))


def _error(status: int, code: str, message: str) -> Answer:
    body = json.dumps({"__type": f"com.amazonaws.sqs#{code}", "message": message}).encode()
    return Answer(status, {"content-type": "application/x-amz-json-1.0"}, body)

"""SQS: standard queues that deliver at least once, in no order, with a visibility time-out on the clock.

A message that was received as often as its queue's redrive policy lets it is moved when it would be received again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from fake_aws.errors import refusal
from fake_aws.service import Answer, Given, Service, operation

VISIBILITY_SECONDS = 30
MOST_AT_ONCE = 10


class Terms(NamedTuple):
    """What a queue was made with: how long a message is hidden, and where one goes after how many receipts."""

    visibility: float = VISIBILITY_SECONDS
    dead_letters: str | None = None
    most: int = 0


class Message(NamedTuple):
    """A message as it stands in a queue; it is hidden until `visible_at`, in seconds of the clock."""

    id: str
    body: Any  # text, or something that becomes JSON when it is received
    sent_at: float
    visible_at: float
    received: int


Order = Callable[[list[Message]], list[Message]]


def queue_url(name: str) -> str:
    """Where the queue of that name is."""
    return f"https://sqs.test/{name}"


class FakeSqs(Service):
    """The client of SQS. `order` puts the messages that may be received into the order in which they come."""

    name = "sqs"

    def __init__(self, cloud: Any) -> None:
        super().__init__(cloud)
        self.order: Order = list
        self._queues: dict[str, dict[str, Message]] = {}
        self._terms: dict[str, Terms] = {}
        self._count = 0

    def snapshot(self) -> Any:
        return {name: dict(queue) for name, queue in self._queues.items()}, dict(self._terms), self._count

    def restore(self, state: Any) -> None:
        queues, self._terms, self._count = state
        self._queues = {name: dict(queue) for name, queue in queues.items()}

    def make_queue(self, name: str, terms: Terms | None = None) -> str:
        """A queue of that name; its URL."""
        self._queues.setdefault(name, {})
        self._terms.setdefault(name, terms or Terms())
        return queue_url(name)

    def messages(self, queue: str) -> list[Message]:
        """Everything in a queue, visible or not, read behind everybody's back."""
        return list(self._queues[queue].values())

    def put(self, queue: str, body: Any) -> Message:
        """Adds a message without a call: what EventBridge does."""
        self._count += 1
        now = self.cloud.clock.seconds
        message = Message(f"m-{self._count}", body, now, now, 0)
        self._queues[queue][message.id] = message
        return message

    def duplicate(self, queue: str, message_id: str) -> Message:
        """Delivers a message once more, whatever becomes of the first."""
        return self.put(queue, self._queues[queue][message_id].body)

    def bury(self, queue: str, dead_letters: str) -> None:
        """Moves every message, as if it had been received too often."""
        self._queues[dead_letters].update(self._queues[queue])
        self._queues[queue].clear()

    @operation("QueueName", "Attributes")
    def create_queue(self, given: Given) -> Answer:
        return {"QueueUrl": self.make_queue(given["QueueName"], _terms(given.get("Attributes", {})))}

    @operation("QueueName")
    def get_queue_url(self, given: Given) -> Answer:
        if given["QueueName"] not in self._queues:
            raise _no_queue("get_queue_url")
        return {"QueueUrl": queue_url(given["QueueName"])}

    @operation("QueueUrl MessageBody", "DelaySeconds")
    def send_message(self, given: Given) -> Answer:
        name = self._name("send_message", given)
        message = self.put(name, given["MessageBody"])
        later = message._replace(visible_at=message.visible_at + given.get("DelaySeconds", 0))
        self._queues[name][message.id] = later
        return {"MessageId": message.id, "MD5OfMessageBody": _md5(given["MessageBody"])}

    @operation("QueueUrl", "MaxNumberOfMessages VisibilityTimeout WaitTimeSeconds AttributeNames MessageAttributeNames"
               " MessageSystemAttributeNames")  # fmt: skip
    def receive_message(self, given: Given) -> Answer:
        most = given.get("MaxNumberOfMessages", 1)
        if not 1 <= most <= MOST_AT_ONCE:
            message = f"Value {most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10."
            raise refusal("receive_message", "InvalidParameterValue", message)
        name = self._name("receive_message", given)
        now = self.cloud.clock.seconds
        hidden_until = now + given.get("VisibilityTimeout", self._terms[name].visibility)
        received = []
        for message in self.order(self._visible(name, now))[:most]:
            changed = message._replace(visible_at=hidden_until, received=message.received + 1)
            self._queues[name][message.id] = changed
            received.append(_shown(changed))
        return {"Messages": received} if received else {}

    @operation("QueueUrl ReceiptHandle")
    def delete_message(self, given: Given) -> Answer:
        self._delete(self._name("delete_message", given), given["ReceiptHandle"])
        return {}

    @operation("QueueUrl Entries")
    def delete_message_batch(self, given: Given) -> Answer:
        name = self._name("delete_message_batch", given)
        for entry in given["Entries"]:
            self._delete(name, entry["ReceiptHandle"])
        return {"Successful": [{"Id": entry["Id"]} for entry in given["Entries"]], "Failed": []}

    @operation("QueueUrl ReceiptHandle VisibilityTimeout")
    def change_message_visibility(self, given: Given) -> Answer:
        name = self._name("change_message_visibility", given)
        message = self._held(name, given["ReceiptHandle"])
        if message is None or message.visible_at <= self.cloud.clock.seconds:
            message_ = "The message is not in flight"
            raise refusal("change_message_visibility", "MessageNotInflight", message_)
        until = self.cloud.clock.seconds + given["VisibilityTimeout"]
        self._queues[name][message.id] = message._replace(visible_at=until)
        return {}

    @operation("QueueUrl", "AttributeNames")
    def get_queue_attributes(self, given: Given) -> Answer:
        messages = self.messages(self._name("get_queue_attributes", given))
        hidden = sum(message.visible_at > self.cloud.clock.seconds for message in messages)
        counts = {
            "QueueArn": f"arn:aws:sqs:us-east-1:000000000000:{given['QueueUrl'].rsplit('/', 1)[-1]}",
            "ApproximateNumberOfMessages": str(len(messages) - hidden),
            "ApproximateNumberOfMessagesNotVisible": str(hidden),
        }
        return {"Attributes": counts}

    def _visible(self, name: str, now: float) -> list[Message]:
        """The messages that may be received, when those that were received too often are gone."""
        terms, queue = self._terms[name], self._queues[name]
        visible = [message for message in queue.values() if message.visible_at <= now]
        if terms.dead_letters is None:
            return visible
        for message in visible:
            if message.received >= terms.most:
                self._queues[terms.dead_letters][message.id] = queue.pop(message.id)
        return [message for message in visible if message.received < terms.most]

    def _delete(self, name: str, handle: str) -> None:
        # An old receipt's deletion is answered like any other; the message that was received again stays.
        message = self._held(name, handle)
        if message is not None:
            del self._queues[name][message.id]

    def _held(self, name: str, handle: str) -> Message | None:
        message_id, _, received = handle.partition("/")
        message = self._queues[name].get(message_id)
        return message if message is not None and str(message.received) == received else None

    def _name(self, operation_: str, given: Given) -> str:
        name = given["QueueUrl"].rsplit("/", 1)[-1]
        if name not in self._queues:
            raise _no_queue(operation_)
        return str(name)


def _terms(attributes: dict[str, str]) -> Terms:
    policy = json.loads(attributes.get("RedrivePolicy", "{}"))
    dead_letters = policy.get("deadLetterTargetArn", "").rsplit(":", 1)[-1] or None
    visibility = float(attributes.get("VisibilityTimeout", VISIBILITY_SECONDS))
    return Terms(visibility, dead_letters, int(policy.get("maxReceiveCount", 0)))


def _shown(message: Message) -> dict[str, Any]:
    body = message.body if isinstance(message.body, str) else json.dumps(message.body, default=_time)
    return {
        "MessageId": message.id,
        "ReceiptHandle": f"{message.id}/{message.received}",
        "Body": body,
        "MD5OfBody": _md5(body),
        "Attributes": {"ApproximateReceiveCount": str(message.received)},
    }


def _time(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


def _no_queue(name: str) -> Exception:
    message = "The specified queue does not exist."
    return refusal(name, "AWS.SimpleQueueService.NonExistentQueue", message)

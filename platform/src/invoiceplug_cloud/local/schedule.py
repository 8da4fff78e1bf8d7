"""EventBridge Scheduler on this machine: invokes a function once at its start and then at a fixed rate."""

from __future__ import annotations

import contextlib
import threading
import time
import uuid

from invoiceplug_cloud.local.environment import ACCOUNT, REGION
from invoiceplug_cloud.local.gateway import Event, FunctionCrashError, FunctionTimeoutError, Invoke


class Schedule:
    """Runs until `close`. The first time is at once: what a stack left when it was stopped goes on without a wait."""

    def __init__(self, name: str, function: str, every: float, invoke: Invoke) -> None:
        self._name = name
        self._function = function
        self._every = every
        self._invoke = invoke
        self._closed = threading.Event()
        threading.Thread(target=self._run, name=f"schedule:{name}", daemon=True).start()

    def close(self) -> None:
        """Invokes no more; the outcome of an invocation under way is nobody's concern."""
        self._closed.set()

    def _run(self) -> None:
        while not self._closed.is_set():
            # Its log says why it failed, and the next time is a new chance.
            with contextlib.suppress(FunctionCrashError, FunctionTimeoutError):
                self._invoke(self._function, scheduled_event(self._name))
            self._closed.wait(self._every)


def scheduled_event(name: str) -> Event:
    """What the scheduler hands to a function whose target has no input of its own."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.scheduler",
        "account": ACCOUNT,
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "region": REGION,
        "resources": [f"arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule/default/{name}"],
        "detail": "{}",
    }

"""The Lambda functions of the local stack: handlers in processes of their own, one event at a time in each.

A handler may count on being alone in its process (Powertools keeps the current event in a class attribute), so, as in
the cloud, every event under way has an instance to itself; instances are reused, started when none is free, and killed
when they take too long.
"""

from __future__ import annotations

import json
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from invoiceplug_cloud.local.children import Children, end
from invoiceplug_cloud.local.gateway import Event, FunctionCrashError, FunctionTimeoutError

MOST_INSTANCES = 4
TIMEOUT_SECONDS = 29.0  # the HTTP API's own limit is 30
IMPORT_SECONDS = 600.0  # for the first instance's handlers: a disk may be slow when a machine has just started
WARM_UP = ""  # an event for no function: the instance answers once it has imported them all


class Functions:
    """Invokes handlers by name. `handlers` maps a name to `module:attribute`."""

    def __init__(
        self,
        children: Children,
        handlers: Mapping[str, str],
        env: Mapping[str, str],
        log: Path,
        *,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self._children = children
        self._handlers = dict(handlers)
        self._env = dict(env)
        self._log = log
        self.timeout = timeout
        self._lock = threading.Lock()
        self._closed = False
        self._instances: set[Instance] = set()
        # Last in, first out: the warmest one is taken, the others stay out of memory.
        self._free: queue.LifoQueue[Instance] = queue.LifoQueue()

    def start(self) -> None:
        """Starts one instance in the background, so that the first request finds it warm."""
        self._free.put(self._new_instance())

    def wait_until_warm(self) -> None:
        """Returns when an instance has imported its handlers. Raises FunctionCrashError when one cannot."""
        try:
            self._invoke(self._take(), WARM_UP, {}, IMPORT_SECONDS)
        except FunctionTimeoutError as problem:
            raise FunctionCrashError(f"its handlers were not imported in {IMPORT_SECONDS:g} s") from problem

    def invoke(self, function: str, event: Event) -> Any:
        """What the handler returned. Raises FunctionTimeoutError, FunctionCrashError."""
        return self._invoke(self._take(), function, event, self.timeout)

    def invoke_when_free(self, function: str, event: Event) -> Any:
        """The same for whom nobody waits: not worth the memory of another instance, it waits for one that is there."""
        return self._invoke(self._next_free(), function, event, self.timeout)

    def close(self) -> None:
        """Ends every instance."""
        with self._lock:
            self._closed = True
            instances, self._instances = self._instances, set()
        for instance in instances:
            instance.close()

    def _invoke(self, instance: Instance, function: str, event: Event, timeout: float) -> Any:
        try:
            answer = instance.invoke(function, event, timeout)
        except BaseException:
            self._discard(instance)
            raise
        self._free.put(instance)
        if "error" in answer:
            raise FunctionCrashError(answer["error"])
        return answer["result"]

    def _take(self) -> Instance:
        try:
            return self._free.get_nowait()
        except queue.Empty:
            pass
        with self._lock:
            if self._closed:
                raise FunctionCrashError("the local stack is being stopped")
            if len(self._instances) < MOST_INSTANCES:
                return self._new_instance()
        return self._next_free()

    def _next_free(self) -> Instance:
        try:
            return self._free.get(timeout=self.timeout)
        except queue.Empty:
            raise FunctionTimeoutError from None

    def _new_instance(self) -> Instance:
        instance = Instance(self._children, self._handlers, self._env, self._log)
        self._instances.add(instance)
        return instance

    def _discard(self, instance: Instance) -> None:
        instance.close()
        with self._lock:
            self._instances.discard(instance)
            if not self._instances and not self._closed:  # somebody may be waiting for a free one
                self._free.put(self._new_instance())


class Instance:
    """One process that runs handlers, and the socket to it."""

    def __init__(self, children: Children, handlers: dict[str, str], env: dict[str, str], log: Path) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "invoiceplug_cloud.local.instance", str(theirs.fileno()), json.dumps(handlers)]
        with log.open("ab") as output:
            self._process = children.spawn(
                command, env=env, stdout=output, stderr=subprocess.STDOUT, pass_fds=[theirs.fileno()]
            )
        theirs.close()
        self._connection = Connection(ours.detach())

    def invoke(self, function: str, event: Event, timeout: float) -> dict[str, Any]:
        """`{"result": …}`, or `{"error": …}` when the handler raised."""
        try:
            self._connection.send_bytes(json.dumps({"function": function, "event": event, "timeout": timeout}).encode())
            if not self._connection.poll(timeout):
                raise FunctionTimeoutError
            answer: dict[str, Any] = json.loads(self._connection.recv_bytes())
        except (EOFError, OSError) as problem:
            raise FunctionCrashError("its process ended") from problem
        return answer

    def close(self) -> None:
        """Ends the process. Nothing that was acknowledged depends on it."""
        end(self._process, grace=0.5)
        self._connection.close()

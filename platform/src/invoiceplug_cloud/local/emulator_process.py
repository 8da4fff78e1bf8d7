"""The emulator as a child process of the stack."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping

from invoiceplug_cloud.local.children import Children, end
from invoiceplug_cloud.local.data_folder import DataFolder
from invoiceplug_cloud.local.environment import process_environment, sdk_variables
from invoiceplug_cloud.local.server import PortTakenError, listen

STOP_SECONDS = 5.0


class EmulatorError(Exception):
    """The emulator did not start; the message ends with its own last words."""


class EmulatorProcess:
    """Starts at once; `wait_until_ready` before using it. Calls `on_death` when it ends without having been closed."""

    def __init__(
        self,
        children: Children,
        data: DataFolder,
        origins: Iterable[str],
        on_death: Callable[[], None],
        *arguments: str,
    ) -> None:
        listener = _listen_as_before(data)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._log = data.log("emulator")
        self._on_death = on_death
        self._closing = threading.Event()
        command = [sys.executable, "-m", "invoiceplug_cloud.local.emulator"]
        command += ["--fd", str(listener.fileno()), "--data", str(data.path)]
        command += [f"--origin={origin}" for origin in sorted(origins)]
        command += arguments
        env = process_environment(sdk_variables(self.url))
        with listener, self._log.open("ab") as log:
            self._process = children.spawn(
                command, env=env, stdout=subprocess.PIPE, stderr=log, pass_fds=[listener.fileno()]
            )
        # Ours is closed now, so that a dead emulator refuses connections instead of leaving them waiting.
        self._watcher = threading.Thread(target=self._watch, name="emulator", daemon=True)

    def wait_until_ready(self) -> None:
        """Returns when everything logged has been replayed. Raises EmulatorError."""
        assert self._process.stdout is not None
        if self._process.stdout.readline() != b"ready\n":
            self._process.wait()
            lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines() or ["no message"]
            raise EmulatorError(f"The data could not be opened: {lines[-1]} (all of it in {self._log})")
        self._watcher.start()

    def close(self) -> None:
        """Ends the process; everything it has acknowledged is on the disk already."""
        self._closing.set()
        end(self._process, STOP_SECONDS)
        if self._watcher.is_alive():
            self._watcher.join()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _watch(self) -> None:
        self._process.wait()
        if not self._closing.is_set():
            self._on_death()


class Bootstrap:
    """Makes tables, bucket and queues, in a process of its own that waits for the emulator by itself."""

    def __init__(self, children: Children, data: DataFolder, variables: Mapping[str, str]) -> None:
        self._log = data.log("bootstrap")
        command = [sys.executable, "-m", "invoiceplug_cloud.local.bootstrap"]
        with self._log.open("ab") as log:
            self._process = children.spawn(
                command, env=process_environment(variables), stdout=log, stderr=subprocess.STDOUT
            )

    def wait_until_done(self) -> None:
        """Returns when everything is there. Raises EmulatorError."""
        if self._process.wait() != 0:
            raise EmulatorError(f"The tables could not be made; {self._log} says why.")

    def close(self) -> None:
        """Ends it, however far it came; the next start goes on."""
        end(self._process, 0)


def _listen_as_before(data: DataFolder) -> socket.socket:
    """The bucket's port of the last time, if it is free: a page that is still open may go on using it."""
    with contextlib.suppress(OSError, ValueError, OverflowError, PortTakenError):
        return listen(int(data.saved_port.read_text(encoding="utf-8")))
    listener = listen(0)
    data.saved_port.write_text(f"{listener.getsockname()[1]}\n", encoding="utf-8")
    return listener

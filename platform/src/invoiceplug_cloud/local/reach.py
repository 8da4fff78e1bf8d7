"""How a command reaches the data of a local stack: through the stack while it runs, else by opening them itself."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from invoiceplug_cloud.local.children import Children
from invoiceplug_cloud.local.data_folder import MARKER, DataFolder, DataFolderError, DataFolderInUseError
from invoiceplug_cloud.local.emulator_process import Bootstrap, EmulatorProcess
from invoiceplug_cloud.local.environment import application_variables, sdk_variables
from invoiceplug_cloud.settings import RUN_TASK


@contextlib.contextmanager
def reach(path: Path) -> Iterator[dict[str, str]]:
    """The variables (endpoints, credentials, names) by which the application's own code reaches this folder's data.

    They are complete: together with `environment.process_environment` nothing of the user's own AWS settings counts.
    A running stack is asked; without one the emulator is started for as long as the context lasts, and without
    functions and tasks. Raises DataFolderError when there is nothing, or when a stack is just starting or stopping;
    EmulatorError when the data cannot be opened.
    """
    if not (path / MARKER).exists():
        raise DataFolderError(f"{path} is not the data folder of a local stack; name one by --data.")
    with contextlib.ExitStack() as cleanup:
        yield _environment(DataFolder(path), cleanup)


def publish(data: DataFolder, url: str, environment: Mapping[str, str]) -> None:
    """Writes down how the stack on this folder is reached; only its owner may read it."""
    unfinished = data.endpoints.with_suffix(".tmp")
    unfinished.unlink(missing_ok=True)
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as text:
        json.dump({"url": url, "environment": dict(environment)}, text, indent=1)
    unfinished.replace(data.endpoints)


def _environment(data: DataFolder, cleanup: contextlib.ExitStack) -> dict[str, str]:
    try:
        cleanup.enter_context(data)
    except DataFolderInUseError as in_use:
        return _published(data, in_use)
    return _opened(data, cleanup)


def _published(data: DataFolder, in_use: DataFolderInUseError) -> dict[str, str]:
    try:
        environment: dict[str, str] = json.loads(data.endpoints.read_text(encoding="utf-8"))["environment"]
    except FileNotFoundError:
        raise DataFolderError(f"{in_use} It is just starting or stopping; try again in a moment.") from None
    return environment


def _opened(data: DataFolder, cleanup: contextlib.ExitStack) -> dict[str, str]:
    children = Children()
    cleanup.callback(children.close)
    emulator = EmulatorProcess(children, data, [], lambda: None)
    cleanup.callback(emulator.close)
    environment = {**sdk_variables(emulator.url), **application_variables(data.vendors, RUN_TASK, emulator.url)}
    bootstrap = Bootstrap(children, data, environment)
    cleanup.callback(bootstrap.close)
    emulator.wait_until_ready()
    bootstrap.wait_until_done()
    return environment

"""`invoiceplug up`: the local stack."""

from __future__ import annotations

import signal
import sys
import threading
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invoiceplug.limits import Limits
from invoiceplug.sandbox import can_lock_down
from invoiceplug_cloud.commands.ending import EXIT_INTERNAL, EXIT_USAGE, fail, missing_extra, require_local_extra
from invoiceplug_cloud.local.environment import default_data_folder, may_open_browser
from invoiceplug_cloud.settings import QUEUE, RUN_TASK, SettingsInvalidError

if TYPE_CHECKING:
    from invoiceplug_cloud.local.stack import LocalStack

DEFAULT_PORT = 8080
UNLOCKED = (
    "This machine cannot lock down the process that opens a PDF; Linux on x86-64 or ARM64 can. "
    "Upload nothing from senders that you do not trust."
)
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@click.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that everything is kept in.  [default: invoiceplug in $XDG_DATA_HOME, that is ~/.local/share]",
)
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0: any free one.")
@click.option(
    "--plugins",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of vendors to use beside the installed ones.",
)
@click.option(
    "--dispatch",
    type=click.Choice([RUN_TASK, QUEUE]),
    default=RUN_TASK,
    show_default=True,
    help="Run a task for each invoice, or send them to workers, as for bursts.",
)
@click.option(
    "--limit",
    "limits",
    metavar="NAME=VALUE",
    multiple=True,
    help="Another limit of what a PDF may hold or cost, such as pages=300. May be given several times.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the page in a browser.")
def up(
    data: Path | None, port: int, plugins: Path | None, dispatch: str, limits: tuple[str, ...], no_browser: bool
) -> None:
    """Run invoiceplug on this machine: the page, the API and everything behind them.

    Only programs on this machine can reach it. Ctrl+C stops it; what was uploaded and applied is kept in the data
    folder and is there again the next time.
    """
    stopped = threading.Event()
    # Before anything is started: a Ctrl+C during the start is followed by an orderly stop too.
    earlier = {number: signal.signal(number, lambda *_: stopped.set()) for number in STOP_SIGNALS}
    try:
        folder = data or default_data_folder()
        given = dict(text.partition("=")[::2] for text in limits)
        Limits.of(given)  # refuses what is no limit in the words of `read --limit`
        sys.exit(_run(folder, port, plugins, stopped, dispatch=dispatch, limits=given, browser=not no_browser))
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def _run(
    data: Path,
    port: int,
    plugins: Path | None,
    stopped: threading.Event,
    *,
    dispatch: str,
    limits: Mapping[str, str],
    browser: bool,
) -> int:
    try:
        from invoiceplug_cloud.local.data_folder import DataFolderError
        from invoiceplug_cloud.local.emulator_process import EmulatorError
        from invoiceplug_cloud.local.gateway import FunctionCrashError
        from invoiceplug_cloud.local.server import PortTakenError
        from invoiceplug_cloud.local.stack import LocalStack

        require_local_extra()
    except ModuleNotFoundError as missing:
        return missing_extra("up", missing)
    try:
        with LocalStack(data, port, plugins, dispatch=dispatch, limits=limits) as stack:
            return _serve(stack, data, stopped, browser=browser)
    except PortTakenError as taken:
        hint = f"Stop that program, or choose another port: invoiceplug up --port {taken.port + 1}"
        return fail(f"Port {taken.port} is taken by another program. {hint}", EXIT_USAGE)
    except (DataFolderError, SettingsInvalidError) as problem:
        return fail(str(problem), EXIT_USAGE)
    except EmulatorError as problem:
        return fail(str(problem), EXIT_INTERNAL)
    except FunctionCrashError:
        return fail(f"The API could not be started; {data / 'logs' / 'functions.log'} says why.", EXIT_INTERNAL)


def _serve(stack: LocalStack, data: Path, stopped: threading.Event, *, browser: bool) -> int:
    threading.Thread(target=_pass_on, args=(stack.lost, stopped), daemon=True).start()
    if not stopped.is_set():
        click.echo(f"invoiceplug is running at {stack.url} (Ctrl+C stops it; data in {data})")
        if not can_lock_down():
            click.echo(UNLOCKED, err=True)
        if browser and may_open_browser():
            webbrowser.open(stack.url)
    stopped.wait()
    if stack.lost.is_set():
        return fail(f"The local stack has stopped by itself; {stack.logs / 'emulator.log'} says why.", EXIT_INTERNAL)
    click.echo("Stopping …", err=True)
    return 0


def _pass_on(source: threading.Event, target: threading.Event) -> None:
    source.wait()
    target.set()

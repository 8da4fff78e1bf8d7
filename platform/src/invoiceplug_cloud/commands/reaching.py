"""How a command reaches the data: those of a local stack, running or not, or those that the environment names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from invoiceplug_cloud.commands.ending import EXIT_INTERNAL, EXIT_USAGE, fail, missing_extra, require_local_extra
from invoiceplug_cloud.local.environment import default_data_folder, only, process_environment

C = TypeVar("C", bound=Callable[..., None])


def where(command: C) -> C:
    """The options `--data` and `--cloud`."""
    folder = click.Path(file_okay=False, path_type=Path)
    data = click.option("--data", type=folder, help="The local stack's data folder.  [default: as of `up`]")
    cloud = click.option(
        "--cloud", is_flag=True, help="Not a local stack: AWS, with the names of tables and bucket in the environment."
    )
    return data(cloud(command))


def with_data(name: str, data: Path | None, cloud: bool, work: Callable[[], int]) -> int:
    """The exit status of `work`, done where it reaches the data; what stands in the way is said in one sentence."""
    if cloud and data is not None:
        raise click.UsageError("--data and --cloud exclude each other.")
    try:
        if cloud:
            return _explained(work)
        require_local_extra()
    except ModuleNotFoundError as missing:
        return missing_extra(name, missing)
    return _locally(data or default_data_folder(), work)


def _locally(data: Path, work: Callable[[], int]) -> int:
    from invoiceplug_cloud.local.data_folder import DataFolderError
    from invoiceplug_cloud.local.emulator_process import EmulatorError
    from invoiceplug_cloud.local.reach import reach

    try:
        with reach(data) as variables, only(process_environment(variables)):
            return _explained(work)
    except DataFolderError as problem:
        return fail(str(problem), EXIT_USAGE)
    except EmulatorError as problem:
        return fail(str(problem), EXIT_INTERNAL)


def _explained(work: Callable[[], int]) -> int:
    from invoiceplug_cloud.gateways.unreachable import UnreachableError, explained
    from invoiceplug_cloud.settings import SettingsInvalidError

    try:
        with explained():
            return work()
    except (UnreachableError, SettingsInvalidError) as problem:
        return fail(str(problem), EXIT_USAGE)

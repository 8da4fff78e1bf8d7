"""The images' contents without Docker: the Dockerfile's own installer into a folder, and what runs there."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Image:
    """An image's virtual environment."""

    folder: Path

    @property
    def packages(self) -> Path:
        [found] = self.folder.glob("lib/python3.*/site-packages")
        return found

    def run(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """What its interpreter does with nothing but these arguments and this environment."""
        command = [self.folder / "bin/python", "-I", *arguments]
        return subprocess.run(
            list(map(str, command)), capture_output=True, text=True, check=False, env=environment, cwd=self.folder
        )

    def megabytes(self) -> float:
        """All that is installed, compiled files too; a file that is linked elsewhere counts."""
        return sum(file.stat().st_size for file in self.packages.rglob("*") if file.is_file()) / 1e6


def script(path: str) -> ModuleType:
    """A script of this checkout as a module."""
    spec = importlib.util.spec_from_file_location(f"script_{Path(path).stem}", ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for their module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def installer() -> ModuleType:
    return script("images/install.py")


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    return script("scripts/images.py")


@pytest.fixture(scope="session")
def bare() -> ModuleType:
    return script("images/bare.py")


@pytest.fixture(scope="session")
def wheels(builder: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the project's own wheels."""
    folder = tmp_path_factory.mktemp("wheels")
    builder.build_wheels(folder)
    return folder


@pytest.fixture(scope="session")
def functions(installer: ModuleType, wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The image of the Lambdas."""
    folder = tmp_path_factory.mktemp("images") / "functions"
    from_the_cache(installer.install, "functions", folder, own=wheels)
    return Image(folder)


@pytest.fixture(scope="session")
def task(installer: ModuleType, wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The image of the task; not compiled, as that takes longer than all that is asked of it."""
    folder = tmp_path_factory.mktemp("images") / "task"
    from_the_cache(installer.install, "task", folder, own=wheels, compiled=False)
    return Image(folder)


@pytest.fixture(scope="session")
def offline() -> Callable[..., None]:
    """Does what needs packages from what `make setup` has fetched; only where that is gone, an index is asked."""
    return from_the_cache


def from_the_cache(act: Callable[..., None], *arguments: object, **options: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UV_OFFLINE", "1")
        try:
            act(*arguments, **options)
            return
        except SystemExit:
            patch.delenv("UV_OFFLINE")
        act(*arguments, **options)

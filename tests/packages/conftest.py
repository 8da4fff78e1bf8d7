"""The packages as a release builds them, and an installation of all of them in an empty environment."""

from __future__ import annotations

from pathlib import Path

import pytest
import wheels as building
from installed import Installation, install

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all wheels and source archives, with the page of this checkout inside the platform's."""
    folder = tmp_path_factory.mktemp("dist")
    building.build(folder, page=building.PAGE, archives=True)
    return folder


@pytest.fixture(scope="session")
def installation(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Everything: SDK, platform and vendors, with what the lock names."""
    return install(tmp_path_factory.mktemp("installed"), *sorted(dist.glob("*.whl")))

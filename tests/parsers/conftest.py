"""What the tests of the SDK share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of the project's sample files."""
    return Path(__file__).parents[1] / "fixtures"

"""A font may name its table of characters by a path; nobody opens that (CVE-2025-64512 unpickled what lay there)."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.hostile.carrier import sample
from fixtures.hostile.case import Case
from fixtures.hostile.catalogue import CASES
from guarded import outcome_of

WATCHING = """
import os
import sys

from invoiceplug import hookimpl


def watch(event, arguments):
    if event == "open" and "evil" in str(arguments[0]):
        os._exit(7)


@hookimpl
def register_extractors(register):
    sys.addaudithook(watch)
    {now}
"""
PATHS = [case for case in CASES if case.row == 45]


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """A folder with a plugin that ends the process which opens a file of that name."""
    (tmp_path / "watching.py").write_text(WATCHING.format(now=""))
    return tmp_path


@pytest.mark.parametrize("case", PATHS, ids=lambda case: case.id)
def test_no_table_of_characters_is_opened_by_its_name(plugins: Path, case: Case) -> None:
    outcome = outcome_of(case.build(), plugins_dir=plugins)
    assert outcome.error is None or outcome.error.code != "PARSER_CRASHED"


def test_the_plugin_would_see_it(tmp_path: Path) -> None:
    (tmp_path / "watching.py").write_text(WATCHING.format(now="open('/tmp/evil.gz')"))
    outcome = outcome_of(sample(), plugins_dir=tmp_path)
    assert outcome.error is not None and outcome.error.facts == {"status": 7}

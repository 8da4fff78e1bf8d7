"""What nobody starts by hand every day is still right: the night's long forms, the hooks before a commit."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
FORMS = sorted((ROOT / ".github").rglob("*.yml"))


def long_forms() -> list[str]:
    """The test files that do more where `--nightly` is given."""
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.name.startswith(("test_", "conftest"))]
    asking = [path for path in files if re.search(r'getoption\("--nightly"\)', path.read_text())]
    return [path.relative_to(ROOT).as_posix() for path in asking if path.name != "conftest.py"]


@pytest.mark.parametrize("test", long_forms())
def test_a_long_form_is_run_every_night(test: str) -> None:
    [named] = re.findall(r"^LONG_FORMS := ((?:.*\\\n)*.*)$", (ROOT / "Makefile").read_text(), re.M)
    assert any(test.startswith(each) for each in named.replace("\\", "").split())


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_a_program_that_is_there(hook: dict[str, str]) -> None:
    assert hook["language"] == "system", "a hook of our own downloads nothing"
    assert shutil.which(ROOT / hook["entry"].split()[0]) or shutil.which(hook["entry"].split()[0])


@pytest.mark.parametrize("form", FORMS, ids=lambda path: str(path.name))
def test_a_form_for_the_hosting_site_is_valid_yaml(form: Path) -> None:
    assert isinstance(yaml.safe_load(form.read_text()), dict)

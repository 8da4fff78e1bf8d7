"""`invoiceplug completion`: what the tab key offers."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete
from shell import Run

from invoiceplug.cli import cli
from invoiceplug.cli.completion import NAME, VARIABLE


def offered(words: list[str], incomplete: str) -> list[str]:
    return [item.value for item in ShellComplete(cli, {}, NAME, VARIABLE).get_completions(words, incomplete)]


@pytest.mark.parametrize(
    ("shell", "line"),
    [("bash", "complete -o nosort"), ("zsh", "#compdef invoiceplug"), ("fish", "complete --no-files --command")],
)
def test_the_script_is_the_shells_own(run: Run, shell: str, line: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert line in result.stdout
    assert "_INVOICEPLUG_COMPLETE" in result.stdout


def test_another_shell_is_wrong_usage(run: Run) -> None:
    assert run("completion", "tcsh").exit_code == 2


def test_commands_are_offered() -> None:
    assert offered([], "re") == ["read", "redact"]


@pytest.mark.parametrize("command", ["read", "explain", "overlay", "redact"])
def test_vendors_ids_are_offered(command: str) -> None:
    assert offered([command, "--vendor"], "nordk") == ["nordkontor"]


def test_samples_are_offered_as_vendor_and_name() -> None:
    assert offered(["test", "-k"], "nordkontor/2026-04") == ["nordkontor/2026-04-rechnung"]

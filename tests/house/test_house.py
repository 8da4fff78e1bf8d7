"""The rules of the house that a tool can check; ARCHITECTURE.md says why each of them stands."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = (".py", ".ts", ".tsx", ".css", ".mjs", ".tf")
GENERATED = ("web/src/types/",)
MAX_FILE, MAX_FUNCTION = 300, 50
SCRIPT_FUNCTION = re.compile(
    r"\bfunction\b.*[({]$|=> [({]$|^ +(?:(?:private|static|async|get|set) )*#?\w+\(.*\)(?:: .+)? \{$"
)
FUNCTION_NODES = (ast.FunctionDef, ast.AsyncFunctionDef)
NO_FUNCTION = re.compile(r"\s*(if|for|while|switch|describe)\b")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def code_files() -> list[Path]:
    return [p for p in tracked() if p.suffix in CODE and not p.relative_to(ROOT).as_posix().startswith(GENERATED)]


@pytest.mark.parametrize("folder", ["parsers", "plugins", "platform", "infra", "web", "tests", "bench", "docs"])
def test_no_top_level_folder_is_a_package(folder: str) -> None:
    """`platform` is a standard library module too: a package of that name at the root breaks `import uuid`."""
    assert not (ROOT / folder / "__init__.py").exists()


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {p.relative_to(ROOT).as_posix(): n for p in code_files() if (n := p.read_text().count("\n")) > MAX_FILE}
    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{start} {length} lines"
        for path in code_files()
        for start, length in functions_of(path)
        if length > MAX_FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("name", ["scripts/page.py", "web/src/features/inbox/uploads.ts", "web/src/app/Shell.tsx"])
def test_functions_are_seen_in_every_language(name: str) -> None:
    assert len(functions_of(ROOT / name)) > 1


def test_nothing_is_left_half_done() -> None:
    words = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "Not" + "ImplementedError", r"pytest\.mark\." + "skip"]))
    found = [p.relative_to(ROOT).as_posix() for p in code_files() if words.search(p.read_text())]
    assert not found


def test_no_lock_names_a_registry() -> None:
    locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "web/package-lock.json"]
    found = [path.name for path in locks if "https://" in path.read_text() and '"resolved"' in path.read_text()]
    found += [
        path.name for path in locks if re.search(r"^\s*(-i|--index-url|--extra-index-url)", path.read_text(), re.M)
    ]
    assert not found


def test_the_environment_is_read_in_one_place_of_the_cloud() -> None:
    cloud = ROOT / "platform/src/invoiceplug_cloud"
    allowed = {"settings.py", "task.py", "worker.py"}
    readers = {
        path.relative_to(cloud).as_posix()
        for path in cloud.rglob("*.py")
        if "os.environ" in path.read_text() or "getenv" in path.read_text()
    }
    assert {name for name in readers if not name.startswith("local/")} <= allowed


def test_boto3_lives_behind_its_door() -> None:
    cloud = ROOT / "platform/src/invoiceplug_cloud"
    importers = {
        path.relative_to(cloud).as_posix()
        for path in cloud.rglob("*.py")
        if re.search(r"^\s*(import|from) boto(3|core)", path.read_text(), re.M)
    }
    assert not {name for name in importers if not name.startswith(("gateways/", "local/"))}


def functions_of(path: Path) -> list[tuple[int, int]]:
    """Where each function of a file begins, and how many lines it has."""
    if path.suffix == ".py":
        nodes = [each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, FUNCTION_NODES)]
        return [(node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1) for node in nodes]
    if path.suffix in (".ts", ".tsx", ".mjs"):
        return list(script_functions(path.read_text().splitlines()))
    return []


def script_functions(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The same for TypeScript, told by the formatter: a function ends where its own indentation closes."""
    for start, line in enumerate(lines):
        if not SCRIPT_FUNCTION.search(line) or NO_FUNCTION.match(line):
            continue
        depth = line[: len(line) - len(line.lstrip())]
        ends = (n for n, each in enumerate(lines[start + 1 :], 2) if closes(each, depth))
        yield start + 1, next(ends, len(lines) - start)


def closes(line: str, depth: str) -> bool:
    return line.startswith((depth + "}", depth + ")")) and not line.endswith("{")

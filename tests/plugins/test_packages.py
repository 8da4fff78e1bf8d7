"""What a vendor package may import: the public names of the SDK, its toolkit and its templates.

Packages are found by walking the folder: a new vendor adds no line here.
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

import invoiceplug

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
PACKAGES = sorted(path.parent for path in PLUGINS.glob("*/pyproject.toml"))


def forbidden(source: str, own: str) -> list[str]:
    """The dotted names that this source imports although a vendor package must not."""
    imported = [name for node in ast.walk(ast.parse(source)) for name in _imported(node)]
    return [name for name in imported if not _allowed(name, own)]


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module or ''}.{alias.name}" for alias in node.names]
    return []


def _allowed(name: str, own: str) -> bool:
    root, *rest = name.split(".")
    if root == "invoiceplug":
        private = any(part.startswith("_") for part in rest)
        return not private and (not rest or rest[0] in (*invoiceplug.__all__, "toolkit", "template"))
    return root not in ("", "boto3", "botocore", "invoiceplug_cloud") and _not_another_vendor(root, own)


def _not_another_vendor(root: str, own: str) -> bool:
    return root == own or not root.startswith("invoiceplug_")


def code_lines(source: str) -> int:
    """Lines that say something: no blank ones, no docstrings, no comments; an import statement counts as one."""
    tree = ast.parse(source)
    silent = {n for node in ast.walk(tree) for n in _silent(node)}
    written = [line.strip() for n, line in enumerate(source.splitlines(), start=1) if n not in silent]
    return sum(1 for line in written if line and not line.startswith("#"))


def _silent(node: ast.AST) -> range:
    """The lines of a docstring, and all but the first of an import."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return range(node.lineno, (node.end_lineno or node.lineno) + 1)
    if isinstance(node, ast.Import | ast.ImportFrom):
        return range(node.lineno + 1, (node.end_lineno or node.lineno) + 1)
    return range(0)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_a_vendor_package_imports_the_sdk_and_nothing_of_the_house_beside_it(package: Path) -> None:
    files = sorted(package.rglob("*.py"))
    assert files
    found = {path.name: names for path in files if (names := forbidden(path.read_text(), _own(package)))}
    assert not found


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_a_vendor_package_is_named_after_its_folder_and_registers_itself(package: Path) -> None:
    facts = tomllib.loads((package / "pyproject.toml").read_text())
    assert facts["project"]["name"] == f"invoiceplug-{package.name}"
    assert facts["project"]["entry-points"]["invoiceplug"] == {package.name: _own(package)}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_a_vendor_package_is_a_template_or_at_most_a_hundred_lines(package: Path) -> None:
    lines = sum(code_lines(path.read_text()) for path in package.rglob("*.py"))
    assert 0 < lines <= (3 if list(package.rglob("template.yaml")) else 100)


@pytest.mark.parametrize(
    "source",
    [
        "import boto3",
        "from invoiceplug_cloud.domain import apply",
        "import invoiceplug_other",
        "from invoiceplug import _secret",
        "from invoiceplug.toolkit._inner import cell",
        "from invoiceplug.pipeline import read_invoice",
        "from invoiceplug import pipeline",
        "def late():\n    import botocore.session",
    ],
)
def test_the_rule_notices(source: str) -> None:
    assert forbidden(source, "invoiceplug_own")


@pytest.mark.parametrize(
    "source",
    [
        "import re",
        "import invoiceplug",
        "from invoiceplug import Invoice, Line",
        "from invoiceplug.toolkit import find",
        "from invoiceplug.toolkit.values import Locale",
        "from invoiceplug_own.rows import rows",
    ],
)
def test_the_rule_lets_pass(source: str) -> None:
    assert not forbidden(source, "invoiceplug_own")


def _own(package: Path) -> str:
    return f"invoiceplug_{package.name}"

"""`invoiceplug new VENDOR --package`: a repository far from this one, right from its start."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from installed import UV, Installation, install

ROOT = Path(__file__).resolve().parents[2]
STRANGER = ROOT / "tests/fixtures/bad/unknown-vendor.pdf"


@pytest.fixture(scope="module")
def author(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """What an author of a vendor has: the SDK's wheel with the extra `pdf`, pytest and a build tool."""
    [sdk] = dist.glob("invoiceplug-*.whl")
    made = install(tmp_path_factory.mktemp("author"), sdk, lock=None)
    into(made, f"invoiceplug[pdf] @ {sdk.as_uri()}", "pytest", "hatchling", "editables")
    return made


def into(author: Installation, *requirements: str) -> None:
    """Installs them there at the versions of the lock, from uv's cache where it has them."""
    lock = ROOT / "requirements/dev.txt"
    command = [UV, "pip", "install", "--quiet", "--python", author.python, "--no-build-isolation", "-c", lock]
    if subprocess.run([*command, *requirements, "--offline"], capture_output=True, check=False).returncode:
        subprocess.run([*command, *requirements], check=True)


def its_tests(author: Installation, repository: Path) -> str:
    """What pytest says in the repository, once its package is installed as its README says."""
    into(author, "--editable", f"{repository}[dev]")
    return author.run("python", "-m", "pytest", "--rootdir", repository, repository / "tests")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Both kinds of vendors in the night, the one that most are at every commit."""
    if "kind" in metafunc.fixturenames:
        nightly = metafunc.config.getoption("--nightly")
        metafunc.parametrize("kind", ["template", "python"] if nightly else ["template"])


def test_it_passes_its_own_tests_before_anybody_touched_it(author, kind):
    said = author.run("invoiceplug", "new", f"acme-{kind}", "--package", "--kind", kind, "--name", "Acme (Tools) Ltd")
    assert "example.pdf read: invoice 2026-0001" in said
    assert "2 passed" in its_tests(author, author.folder / f"invoiceplug-acme-{kind}")


def test_drafted_from_an_invoice_it_passes_too_and_fails_when_it_reads_otherwise(author):
    bill = shutil.copy(STRANGER, author.folder / "june.pdf")
    author.run("invoiceplug", "new", "pelham", "--package", "--from", bill)
    repository = author.folder / "invoiceplug-pelham"
    assert "2 passed" in its_tests(author, repository)
    expected = repository / "samples/june.expected.json"
    expected.write_text(expected.read_text().replace("1507.92", "1507.93"))
    said = author.run("python", "-m", "pytest", "--rootdir", repository, repository / "tests", status=1)
    assert "1507.93" in said


def test_what_it_holds_is_all_that_a_repository_needs(author):
    author.run("invoiceplug", "new", "kramer", "--package", "--name", "Kramer GmbH")
    repository = author.folder / "invoiceplug-kramer"
    files = {path.relative_to(repository).as_posix() for path in repository.rglob("*") if path.is_file()}
    assert {name for name in files if "__pycache__" not in name} == {
        *("pyproject.toml", "README.md", ".gitignore", ".github/workflows/test.yml", "tests/test_kramer.py"),
        *("src/invoiceplug_kramer/__init__.py", "src/invoiceplug_kramer/template.yaml"),
        *("samples/example.pdf", "samples/example.expected.json"),
    }
    left = {name for name in files if re.search(r"\$\w", (repository / name).read_text(errors="replace"))}
    assert left - {"samples/example.pdf", "src/invoiceplug_kramer/template.yaml"} == set()

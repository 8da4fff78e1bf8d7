"""Each extra installs into an empty environment, at the versions of the lock, and imports what it promises."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pdfs import drawn

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).parent / "uv"
NOTHING_HEAVY = """
import sys, invoiceplug, invoiceplug.cli, invoiceplug.recheck
from invoiceplug.plugins import load_plugins
assert load_plugins().failures == (), load_plugins().failures
"""
NO_ENGINE = """
from invoiceplug import InvoiceplugError, read_invoice
try:
    read_invoice(open(sys.argv[1], "rb").read())
except InvoiceplugError as error:
    assert (error.code, error.facts) == ("MISSING_EXTRA", {"extra": "pdf"}), error
else:
    raise AssertionError("there is no PDF engine here")
"""
OPENS = """
from invoiceplug.toolkit.open import open_pdf
document = open_pdf(open(sys.argv[1], "rb").read())
assert document.text == "Invoice 4711", document.text
"""
NO_TABLES = """
from invoiceplug import InvoiceplugError
from invoiceplug.toolkit.tables import ruled_tables
try:
    ruled_tables(document.pages[0])
except InvoiceplugError as error:
    assert (error.code, error.facts) == ("MISSING_EXTRA", {"extra": "tables"}), error
else:
    raise AssertionError("there is no table finder here")
"""
TABLES = """
from invoiceplug.toolkit.tables import ruled_tables
assert [len(table.rows) for table in ruled_tables(document.pages[0])] == [1]
"""
CAMELOT = "import camelot\n"  # it loads OpenCV and pandas: once is enough
NO_DRAWING = """
from invoiceplug import InvoiceplugError
from invoiceplug.authoring.redact_pdf import draw
try:
    draw(document)
except InvoiceplugError as error:
    assert (error.code, error.facts) == ("MISSING_EXTRA", {"extra": "author"}), error
else:
    raise AssertionError("there is nothing here to draw with")
"""
PICTURES = """
from invoiceplug.authoring.overlay import look, write_html
from invoiceplug.plugins import load_plugins
from pathlib import Path
overlay = look(Path(sys.argv[1]).read_bytes(), load_plugins())
assert "4711" in write_html(overlay, "bill", Path("out.html")).read_text("utf-8")
"""
CARRYING = f"carrying = open({str(ROOT / 'tests/fixtures/einvoice/factur-x.pdf')!r}, 'rb').read()\n"
NO_EINVOICE = (
    CARRYING
    + """
from invoiceplug import read_invoice
try:
    read_invoice(carrying)
except InvoiceplugError as error:
    assert (error.code, error.facts) == ("MISSING_EXTRA", {"extra": "einvoice"}), error
else:
    raise AssertionError("there is no reader of e-invoices here")
"""
)
EINVOICE = (
    CARRYING
    + """
from invoiceplug import read_invoice
assert read_invoice(carrying).origin == "embedded"
"""
)
CLOUD = "import boto3, aws_lambda_powertools, invoiceplug_cloud.task, invoiceplug_cloud.commands\n"
LOCAL = "import ministack, invoiceplug_cloud.local.stack\n"

Install = Callable[[str], Path]


@pytest.fixture
def install(dist: Path, tmp_path: Path) -> Install:
    """Installs a requirement into an empty environment of its own; the environment's Python."""

    def installed(requirement: str) -> Path:
        python = tmp_path / "env" / "bin" / "python"
        run([UV, "venv", "--quiet", "--python", sys.executable, tmp_path / "env"])
        lock = ROOT / "requirements" / "dev.txt"
        # by their files: a distribution of the same name elsewhere can never stand in
        (sdk,) = dist.glob("invoiceplug-*.whl")
        (cloud,) = dist.glob("invoiceplug_cloud-*.whl")
        asked = f"{requirement} @ {(cloud if 'cloud' in requirement else sdk).as_uri()}"
        needed = [f"invoiceplug @ {sdk.as_uri()}"] if "cloud" in requirement else []
        into = [UV, "pip", "install", "--quiet", "--python", python, "--constraint", lock, asked, *needed]
        if subprocess.run([*into, "--offline"], capture_output=True, check=False).returncode:
            run(into)  # something is not in uv's cache
        return python

    return installed


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF with one line of text in a ruled table of one row."""
    rules = [(40, 80, 300, 80), (40, 120, 300, 120), (40, 80, 40, 120), (160, 80, 160, 120), (300, 80, 300, 120)]
    file = tmp_path / "bill.pdf"
    file.write_bytes(drawn([(50, 100, "Invoice 4711")], rules=rules))
    return file


@pytest.mark.parametrize(
    ("requirement", "code"),
    [
        ("invoiceplug", NOTHING_HEAVY + NO_ENGINE),
        ("invoiceplug[pdf]", NOTHING_HEAVY + OPENS + NO_TABLES + NO_DRAWING + NO_EINVOICE),
        ("invoiceplug[tables]", NOTHING_HEAVY + OPENS + TABLES + CAMELOT),
        ("invoiceplug[author]", NOTHING_HEAVY + OPENS + NO_TABLES + PICTURES),
        ("invoiceplug[einvoice]", NOTHING_HEAVY + OPENS + EINVOICE),
        ("invoiceplug-cloud", NOTHING_HEAVY + NO_ENGINE + CLOUD.replace("invoiceplug_cloud.task, ", "")),
        ("invoiceplug-cloud[task]", NOTHING_HEAVY + OPENS + TABLES + EINVOICE + CLOUD),
        ("invoiceplug-cloud[local]", NOTHING_HEAVY + OPENS + TABLES + EINVOICE + CLOUD + LOCAL),
    ],
)
def test_an_extra_brings_what_it_promises(install: Install, pdf: Path, requirement: str, code: str) -> None:
    python = install(requirement)
    # its own folder, and isolated (-I): neither this checkout nor the caller's packages can help out
    run([python, "-I", "-W", "error::ImportWarning", "-c", code, pdf], cwd=pdf.parent)


def run(command: list[str | Path], cwd: Path | None = None) -> None:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout}\n{done.stderr}"

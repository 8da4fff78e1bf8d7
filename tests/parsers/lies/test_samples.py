"""No line of any vendor's own samples is said to lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from invoiceplug.lies.pages import lie_findings
from invoiceplug.pipeline import read_document
from invoiceplug.plugins import Plugins, load_plugins
from invoiceplug.toolkit.open import open_pdf

FIXTURES = Path(__file__).parents[2] / "fixtures"
SAMPLES = sorted(FIXTURES.glob("*/*.expected.json"))


@pytest.fixture(scope="module")
def plugins() -> Plugins:
    return load_plugins()


@pytest.mark.parametrize("vendor", sorted({path.parent.name for path in SAMPLES}))
def test_honest_samples_have_no_finding(vendor: str, plugins: Plugins) -> None:
    for expected in (path for path in SAMPLES if path.parent.name == vendor):
        data = expected.with_name(expected.name.replace(".expected.json", ".pdf")).read_bytes()
        document = open_pdf(data, textless=True)
        reading = read_document(document, plugins=plugins)
        assert lie_findings(data, document, reading) == (), expected.name
        assert "UNICODE_SUSPECT" not in {finding.code for finding in reading.findings}, expected.name

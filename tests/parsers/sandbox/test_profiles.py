"""The fast and the guarded profile read an honest file alike, to the last character of the JSON."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from invoiceplug import read_invoice
from invoiceplug.plugins import Plugins, load_plugins
from invoiceplug.sandbox import guarded_read

ROOT = Path(__file__).resolve().parents[3]
VENDORS = sorted(path.parent.name for path in (ROOT / "plugins").glob("*/pyproject.toml"))


@cache
def installed() -> Plugins:
    return load_plugins()


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_vendor_s_samples_read_alike_in_both_profiles(
    vendor: str, fixtures: Path, request: pytest.FixtureRequest
) -> None:
    """The first of them; with --nightly all."""
    samples = sorted((fixtures / vendor).glob("*.pdf"))
    assert samples
    for sample in samples if request.config.getoption("--nightly") else samples[:1]:
        data = sample.read_bytes()
        assert guarded_read(data) == read_invoice(data, plugins=installed()).to_json(), sample.name


@pytest.mark.parametrize("name", ["factur-x.pdf", "scan.pdf"])
def test_an_invoice_that_the_pdf_carries_as_data_reads_alike(name: str, fixtures: Path) -> None:
    data = (fixtures / "einvoice" / name).read_bytes()
    guarded, fast = guarded_read(data), read_invoice(data, plugins=installed()).to_json()
    assert (guarded["origin"], guarded["invoice"]) == ("embedded", fast["invoice"])
    assert {each["code"] for each in guarded["findings"]} - {each["code"] for each in fast["findings"]} <= {
        "EMBEDDED_FILES"
    }

"""Installed from wheels into an empty environment, the commands do what the tutorials say, without this checkout."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from api_client import sample
from installed import Installation, install

ROOT = Path(__file__).resolve().parents[2]
INVOICE = "nordkontor/2026-04-rechnung.pdf"
SEEN = """
import json, sys
import invoiceplug.cli, invoiceplug_cloud.local.stack, invoiceplug_nordkontor
from invoiceplug.plugins import load_plugins
assert not load_plugins().failures, load_plugins().failures
files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
print(json.dumps([*sys.path, *filter(None, files)]))
"""


@pytest.fixture
def bill(installation: Installation) -> Path:
    """A sample, copied beside the installation."""
    return Path(shutil.copy(ROOT / "tests/fixtures" / INVOICE, installation.folder / "bill.pdf"))


def test_nothing_of_the_checkout_is_on_the_path(installation):
    seen = json.loads(installation.run("python", "-c", SEEN).splitlines()[-1])
    assert len(seen) > 100
    assert [path for path in seen if Path(path).is_relative_to(ROOT) and ".venv" not in path] == []
    assert [path for path in seen if "site-packages" in path and not path.startswith(str(installation.folder))] == []


def test_what_the_packages_ask_for_is_what_the_lock_brings(installation):
    installation.check()


def test_help_names_the_commands_of_both_packages(installation):
    said = installation.run("invoiceplug", "--help")
    assert all(f"\n  {command} " in said for command in ("read", "test", "new", "up", "audit"))


def test_every_vendor_is_known(installation):
    listed = json.loads(installation.run("invoiceplug", "plugins", "--format", "json"))
    assert {each["plugin"] for each in listed["vendors"]} == {
        path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml")
    }
    assert listed["failures"] == []


def test_an_invoice_is_read_as_its_sample_says(installation, bill):
    reading = json.loads(installation.run("invoiceplug", "read", bill.name, "--format", "json"))
    expected = json.loads((ROOT / "tests/fixtures" / INVOICE).with_suffix(".expected.json").read_text())
    assert reading["invoice"]["totals"] == expected["totals"]
    assert len(reading["invoice"]["lines"]) == len(expected["lines"])


def test_a_vendor_package_is_tested_against_its_samples(installation, tmp_path):
    vendor = shutil.copytree(ROOT / "plugins/alpenholz", tmp_path / "alpenholz")
    (vendor / "samples").mkdir()
    for file in sorted((ROOT / "tests/fixtures/alpenholz").iterdir())[:2]:  # one sample and what is expected of it
        shutil.copy(file, vendor / "samples")
    assert "all equal" in installation.run("invoiceplug", "test", vendor)


def test_without_the_platform_its_commands_say_where_they_are(dist, tmp_path):
    alone = install(tmp_path, *dist.glob("invoiceplug-*.whl"), lock=ROOT / "requirements/functions.txt")
    for command in ("up", "audit", "accepting"):
        said = alone.run("invoiceplug", command, status=3)
        assert said.startswith("MISSING_EXTRA: ")
        assert "pip install 'invoiceplug-cloud[local]'" in said
    assert "No such command 'upp'" in alone.run("invoiceplug", "upp", status=2)


def test_without_an_extra_it_is_said_what_to_install(dist, tmp_path):
    [sdk] = dist.glob("invoiceplug-*.whl")
    [cloud] = dist.glob("invoiceplug_cloud-*.whl")
    bare = install(tmp_path, sdk, cloud, lock=ROOT / "requirements/functions.txt")
    (tmp_path / "bill.pdf").write_bytes(sample(INVOICE))
    said = bare.run("invoiceplug", "read", "bill.pdf", status=3)
    assert said.startswith("bill.pdf: MISSING_EXTRA: ")
    assert "pip install 'invoiceplug[pdf]'" in said
    said = bare.run("invoiceplug", "up", status=3)
    assert said.startswith("MISSING_EXTRA: ")
    assert "pip install 'invoiceplug-cloud[local]'" in said

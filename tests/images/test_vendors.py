"""A shop's own vendor, a wheel built outside this checkout, is locked by hash, installed and known, without a fork."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests/fixtures/bad/unknown-vendor.pdf"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop's folder with wheels/: that of a repository of its own, drafted from one invoice."""
    folder = tmp_path_factory.mktemp("shop")
    command = ["new", "pelham", "--name", "Pelham Row Paper", "--package", "--from", SAMPLE, "--dir", folder]
    invoiceplug = Path(sys.executable).parent / "invoiceplug"
    subprocess.run([invoiceplug, *command], check=True, capture_output=True)
    list(
        WheelBuilder(str(folder / "invoiceplug-pelham")).build(directory=str(folder / "wheels"), versions=["standard"])
    )
    return folder


@pytest.fixture(scope="module")
def locked(shop, builder, wheels, offline) -> Path:
    """The shop's vendors.txt."""
    (shop / "vendors.in").write_text("invoiceplug-pelham\n")
    wanted, found = shop / "vendors.in", shop / "vendors.txt"
    offline(builder.compile_vendors, wanted, found, own=wheels, shop=shop / "wheels")
    return found


def test_it_is_locked_by_its_hash_with_what_the_task_has_anyway(locked):
    names = set(re.findall(r"^([a-z0-9-]+)==", locked.read_text(), re.M))
    task = set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / "requirements/task.txt").read_text(), re.M))
    assert "invoiceplug-pelham" in names
    assert "invoiceplug" not in names  # it comes from this checkout, never from an index
    assert set(re.findall(r"^(?!invoiceplug)[a-z0-9-]+==\S+", locked.read_text(), re.M)) <= task
    assert re.search(r"invoiceplug-pelham==0.1.0 \\\n +--hash=sha256:[0-9a-f]{64}", locked.read_text())


def test_the_image_reads_its_invoices_and_the_functions_know_it(shop, locked, installer, wheels, offline):
    folder, file = shop / "task", shop / "vendors.json"
    offline(installer.install, "task", folder, own=wheels, compiled=False, vendors=locked, shop=shop / "wheels")
    listing = [folder / "bin/python", "-I", "-m", "invoiceplug_cloud.vendors_file", file]
    subprocess.run(listing, check=True, env={})
    known = {vendor["id"]: vendor["name"] for vendor in json.loads(file.read_text())}
    assert known["pelham"] == "Pelham Row Paper"
    assert "nordkontor" in known
    command = [folder / "bin/invoiceplug", "read", "--format", "json", SAMPLE]
    read = subprocess.run(command, capture_output=True, env={}, check=False)
    assert read.returncode == 0, read.stderr
    assert json.loads(read.stdout)["invoice"]["vendor"]["id"] == "pelham"


def test_another_wheel_under_the_same_name_is_refused(shop, locked, installer, wheels, tmp_path, offline):
    other = tmp_path / "wheels"
    other.mkdir()
    [wheel] = (shop / "wheels").glob("*.whl")
    (other / wheel.name).write_bytes(wheel.read_bytes() + b"\0")
    with pytest.raises(SystemExit):
        offline(installer.install, "task", tmp_path / "task", own=wheels, vendors=locked, shop=other)


def test_a_plugin_that_cannot_be_loaded_ends_the_build(task, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("raise RuntimeError('half done')\n")
    done = task.run("-m", "invoiceplug_cloud.vendors_file", tmp_path / "out.json", INVOICEPLUG_PLUGINS=str(tmp_path))
    assert done.returncode == 1
    assert "half done" in done.stderr
    assert not (tmp_path / "out.json").exists()

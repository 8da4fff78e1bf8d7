"""`make images` without Docker: what it asks Docker for, what it refuses, and the lines for Terraform at its end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASE = f"python:3.11-slim-bookworm@sha256:{'ab' * 32}"
REGISTRY = "000000000000.dkr.ecr.eu-central-1.amazonaws.com"
FAKE = """#!{python}
import hashlib, json, sys
option = lambda name: next(part.partition("=")[2] for part in sys.argv if part.startswith(name + "="))
with open({calls!r}, "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
if option("--target") == {broken!r}:
    sys.exit(1)
digest = "sha256:" + hashlib.sha256(option("--target").encode()).hexdigest()
with open(option("--metadata-file"), "w") as facts:
    json.dump({{"containerimage.digest": digest}}, facts)
"""


@pytest.fixture
def docker(tmp_path, monkeypatch, builder, wheels):
    """Puts a docker on PATH that keeps what it is asked and builds nothing; returns a function that lists the calls."""
    put_docker(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(builder, "build_wheels", lambda folder: None)  # they are there, for all tests
    return lambda: [json.loads(line) for line in (tmp_path / "calls").read_text().splitlines()]


def put_docker(folder: Path, broken: str = "") -> None:
    program = folder / "docker"
    program.write_text(FAKE.format(python=sys.executable, calls=str(folder / "calls"), broken=broken))
    program.chmod(0o755)


def test_both_images_are_pushed_and_named_by_digest(builder, docker, capfd):
    builder.main(["build"], {"BASE_IMAGE": BASE, "REGISTRY": REGISTRY})
    said = capfd.readouterr().out
    found = dict(re.findall(r"^  (functions|task) +=\s\"(\S+)\"$", said, re.M))
    assert all(re.fullmatch(rf"{REGISTRY}/invoiceplug/{name}@sha256:[0-9a-f]{{64}}", found[name]) for name in found)
    assert set(found) == {"functions", "task"}
    assert 'architecture = "x86_64"' in said
    assert [call[:2] for call in docker()] == [["buildx", "build"]] * 2


def test_lambda_gets_a_plain_manifest_of_one_platform(builder, docker):
    builder.main(["build"], {"BASE_IMAGE": BASE, "REGISTRY": REGISTRY, "ARCH": "arm64"})
    for call in docker():
        assert {"--platform=linux/arm64", "--provenance=false", "--sbom=false", "--push"} <= set(call)
        assert f"--build-arg=BASE_IMAGE={BASE}" in call


def test_a_tag_names_the_revision(builder, docker):
    builder.main(["build"], {"BASE_IMAGE": BASE, "REGISTRY": REGISTRY})
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    tags = [part.rpartition(":")[2] for call in docker() for part in call if part.startswith("--tag=")]
    assert all(re.fullmatch(rf"{head[:12]}(-[0-9a-f]{{8}})?", tag) for tag in tags)


def test_without_a_registry_nothing_is_pushed_and_nothing_can_be_deployed(builder, docker, capfd):
    builder.main(["build"], {"BASE_IMAGE": BASE})
    assert all("--load" in call and "--push" not in call for call in docker())
    assert "images = {" not in capfd.readouterr().out


def test_settings_of_an_index_go_in_as_secrets(builder, docker):
    builder.main(["build"], {"BASE_IMAGE": BASE, "UV_CONFIG_FILE": "/home/me/uv.toml"})
    assert all("--secret=id=uv_toml,src=/home/me/uv.toml" in call for call in docker())


@pytest.mark.parametrize("base", ["", "python:3.11-slim", "python@sha256:abc", f"@sha256:{'ab' * 32}"])
def test_a_base_without_a_digest_is_refused_before_anything_is_built(builder, docker, base):
    with pytest.raises(SystemExit, match="BASE_IMAGE must name an image by digest"):
        builder.main(["build"], {"BASE_IMAGE": base})


def test_an_architecture_that_lambda_has_not_is_refused(builder, docker):
    with pytest.raises(SystemExit, match="x86_64 or arm64"):
        builder.main(["build"], {"BASE_IMAGE": BASE, "ARCH": "riscv64"})


def test_an_image_that_is_not_built_ends_it_without_a_digest(builder, docker, tmp_path, capfd):
    put_docker(tmp_path, broken="task")
    with pytest.raises(SystemExit, match="task was not built"):
        builder.main(["build"], {"BASE_IMAGE": BASE, "REGISTRY": REGISTRY})
    assert "sha256" not in capfd.readouterr().out


def test_without_docker_it_says_so(builder, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="docker was not found"):
        builder.main(["build"], {"BASE_IMAGE": BASE})

"""The Dockerfile, as far as it can be judged without Docker: linted, pinned, no shell and no root at run time."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = ROOT / "images/Dockerfile"


def instructions() -> list[tuple[str, str, str]]:
    """(stage, instruction, arguments) of every instruction, continuation lines joined, comments left out."""
    text = re.sub(r"^\s*#.*\n", "", DOCKERFILE.read_text(), flags=re.M).replace("\\\n", " ")
    stage, found = "", []
    for line in filter(None, map(str.strip, text.splitlines())):
        word, _, rest = line.partition(" ")
        stage = rest.split(" AS ")[-1] if word == "FROM" else stage
        found.append((stage, word, " ".join(rest.split())))
    return found


def of(stage: str, word: str) -> list[str]:
    return [rest for where, what, rest in instructions() if (where, what) == (stage, word)]


def test_hadolint_finds_nothing():
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    done = subprocess.run([hadolint, "--no-color", DOCKERFILE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_base_is_an_argument_without_a_default_and_the_only_image_from_outside():
    [(_, _, first), *_] = instructions()
    assert first == "BASE_IMAGE"
    sources = [rest.split(" AS ") for _, word, rest in instructions() if word == "FROM"]
    stages = {stage for _, stage in sources}
    assert {source for source, _ in sources} - stages == {"${BASE_IMAGE}", "scratch"}
    outside = [rest for _, word, rest in instructions() if word == "COPY" for rest in re.findall(r"--from=(\S+)", rest)]
    assert set(outside) <= stages


@pytest.mark.parametrize(("base", "passes"), [("python:3.11-slim", False), ("", False), (f"p@sha256:{'0' * 64}", True)])
def test_a_base_without_a_digest_stops_the_build(base, passes):
    [check] = of("base", "RUN")
    done = subprocess.run(["sh", "-c", check], env={"BASE_IMAGE": base}, capture_output=True, check=False)
    assert (done.returncode == 0) is passes


@pytest.mark.parametrize("image", ["functions", "task"])
def test_an_image_runs_without_root_and_without_a_shell(image):
    assert of(image, "USER") == ["10001:10001"]
    for command in (*of(image, "RUN"), *of(image, "CMD"), *of(image, "ENTRYPOINT")):
        assert isinstance(json.loads(command), list)  # the list form: without a shell around it
        assert json.loads(command)[0] != "sh"
    assert [word for where, word, _ in instructions() if where == image][-1] == "CMD"


@pytest.mark.parametrize("image", ["functions", "task"])
def test_an_image_holds_what_the_tests_install(image):
    assert any(f"python images/install.py {image} /opt/invoiceplug" in run for run in of(f"{image}-packages", "RUN"))
    assert f"--from={image}-packages /opt/invoiceplug /opt/invoiceplug" in of(image, "COPY")


def test_the_task_writes_nowhere_but_in_its_volume_and_unpickles_nothing():
    assert of("task", "VOLUME") == ["/work"]
    assert "TMPDIR=/work CMAP_PATH=/nonexistent" in " ".join(of("task", "ENV"))


def test_the_build_sees_every_file_that_it_uses_and_no_source():
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    bound = [path for _, _, rest in instructions() for path in re.findall(r"type=bind,source=(\S+?),", rest)]
    used = [*bound, "images/install.py", "images/vendors.txt", "images/dist", "images/wheels"]
    assert set(used) <= set(allowed)
    assert {path.split("/")[0] for path in allowed} == {"images", "requirements"}

"""What is in the images is what the list of licences names, shared libraries too."""

from __future__ import annotations

import re
from email.parser import HeaderParser
from pathlib import Path

import licences
import pytest
from shipped import LOCKS, python_parts


@pytest.fixture(params=["functions", "task"])
def place(request) -> str:
    return request.param


@pytest.fixture
def packages(request, place) -> Path:
    return request.getfixturevalue(place).packages


def test_every_package_is_one_of_the_list(packages, place):
    facts = [HeaderParser().parsestr(file.read_text("utf-8")) for file in packages.glob("*.dist-info/METADATA")]
    installed = {re.sub(r"[-_.]+", "-", each["Name"]).lower() for each in facts}
    others = {name for name in installed if not name.startswith("invoiceplug")}
    assert others
    assert others <= {part.name for part in python_parts(LOCKS[place])}


def test_every_shared_library_that_wheels_bring_is_one_of_the_list(packages, place):
    found = {licences.library_of(file.name) for file in packages.glob("*.libs/*")}
    assert bool(found) == (place == "task")
    assert found - licences.LIBRARIES.keys() == set()


def test_a_library_is_called_by_its_name():
    files = ["libavcodec-c4204469.so.62.28.101", "libscipy_openblas64_-32a4b2a6.so", "libopenjp2-e530e1bf.so.2.5.4"]
    assert [licences.library_of(file) for file in files] == ["libavcodec", "libscipy_openblas", "libopenjp"]

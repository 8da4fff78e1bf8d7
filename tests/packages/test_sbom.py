"""The bills of materials: valid CycloneDX, complete, and the same for the same commit."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import sbom
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from shipped import LOCKS, page_parts

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=LOCKS)
def place(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    """CycloneDX' own schema, which the library brings."""
    folder = files("cyclonedx.schema._res")
    schemas = {name: json.loads((folder / f"{name}.SNAPSHOT.schema.json").read_text()) for name in ("spdx", "jsf-0.82")}
    known = [(f"{name}.SNAPSHOT.schema.json", Resource.from_contents(schema)) for name, schema in schemas.items()]
    known += [(schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()]
    whole = json.loads((folder / "bom-1.6.SNAPSHOT.schema.json").read_text())
    return Draft7Validator(whole, registry=Registry().with_resources(known))


@pytest.fixture(scope="module")
def bill(place) -> dict[str, Any]:
    return json.loads(sbom.bill(place))


def test_it_is_valid(bill, validator):
    assert [error.message for error in validator.iter_errors(bill)] == []


def test_an_invalid_one_would_be_seen(validator):
    assert not validator.is_valid({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "x"}]})


def test_it_names_every_package_of_the_lock_by_version(place, bill):
    lock = (ROOT / "requirements" / LOCKS[place]).read_text()
    locked = {f"pkg:pypi/{name}@{version}" for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.M)}
    listed = {each["purl"] for each in bill["components"]}
    assert locked <= listed
    ours = {purl for purl in listed if purl.startswith("pkg:pypi/invoiceplug")}
    assert {"pkg:pypi/invoiceplug@0.1.0", "pkg:pypi/invoiceplug-cloud@0.1.0"} <= ours
    assert (len(ours) == 2) == (place == "functions")  # which import no vendor


def test_the_installation_lists_what_is_in_the_page_too():
    listed = {each["purl"] for each in json.loads(sbom.bill("installation"))["components"]}
    assert {f"pkg:npm/{part.name.replace('@', '%40')}@{part.version}" for part in page_parts()} <= listed


def test_every_part_of_others_has_hashes_and_a_licence(bill):
    parts = [each for each in bill["components"] if "/invoiceplug" not in each["purl"]]
    assert len(parts) > 20
    assert [each["purl"] for each in parts if not each["externalReferences"][0]["hashes"]] == []
    assert [each["purl"] for each in parts if not each["licenses"]] == []


def test_the_same_commit_gives_the_same_bytes(place):
    assert sbom.bill(place) == sbom.bill(place)

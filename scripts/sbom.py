"""Writes dist/sbom: bills of materials in CycloneDX, one for the installation and one for each image's packages.

Made from the locks, so that they list what is tested; the same bytes for the same commit.
"""

from __future__ import annotations

import importlib.metadata
import tomllib
import uuid
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from shipped import LOCKS, ROOT, Part, page_parts, python_parts
from wheels import DIST, commit_seconds, projects

SBOM = DIST / "sbom"
OURS = "Apache-2.0"
HOLDS_THE_PAGE = "installation"
HOLDS_NO_VENDOR = "functions"


def main() -> None:
    """A file for each lock."""
    SBOM.mkdir(parents=True, exist_ok=True)
    for place in LOCKS:
        (SBOM / f"{place}.cdx.json").write_text(bill(place), encoding="utf-8")
        print(f"dist/sbom/{place}.cdx.json")


def bill(place: str) -> str:
    """What is in that place, ours and others', as CycloneDX 1.6 in JSON; the installation's has the page's too."""
    parts = [*_own_parts(place), *python_parts(LOCKS[place]), *(page_parts() if place == HOLDS_THE_PAGE else ())]
    components = [_component(part, place) for part in parts]
    described = Component(
        name=f"invoiceplug {place}", version=parts[0].version, type=ComponentType.APPLICATION,
        bom_ref=place, licenses=[LicenseExpression(OURS)],
    )  # fmt: skip
    moment = datetime.fromtimestamp(int(commit_seconds()), UTC)
    names = " ".join(str(each.purl) for each in components)
    bom = Bom(
        components=components,
        metadata=BomMetaData(component=described, timestamp=moment),
        serial_number=uuid.uuid5(uuid.NAMESPACE_OID, f"{place} {moment} {names}"),
    )
    bom.register_dependency(described, components)
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def _own_parts(place: str) -> Iterator[Part]:
    """Our packages in it, the SDK first; the functions import no vendor."""
    for project in projects():
        if project.startswith("plugins/") and place == HOLDS_NO_VENDOR:
            continue
        name = tomllib.loads((ROOT / project / "pyproject.toml").read_text("utf-8"))["project"]["name"]
        yield Part("pypi", name, importlib.metadata.version(name), OURS)


def _component(part: Part, place: str) -> Component:
    space, _, name = part.name.rpartition("/")
    url = PackageURL(part.source, space or None, name, part.version)
    return Component(
        name=name, group=space or None, version=part.version, purl=url, bom_ref=str(url),
        licenses=[LicenseExpression(part.licence)],
        external_references=[_files(part, place)] if part.hashes else (),
        properties=[Property(name="python:marker", value=part.marker)] if part.marker else (),
    )  # fmt: skip


def _files(part: Part, place: str) -> ExternalReference:
    """The files that the lock takes for it: one a machine, and the source."""
    lock = "web/package-lock.json" if part.source == "npm" else f"requirements/{LOCKS[place]}"
    hashes = [_hash(each) for each in part.hashes]
    return ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(lock), hashes=hashes)


def _hash(said: str) -> HashType:
    """Hexadecimal SHA-256 as pip has it, or npm's `sha512-` in base64."""
    if said.startswith("sha512-"):
        return HashType(alg=HashAlgorithm.SHA_512, content=b64decode(said.removeprefix("sha512-")).hex())
    return HashType(alg=HashAlgorithm.SHA_256, content=said)


if __name__ == "__main__":
    main()

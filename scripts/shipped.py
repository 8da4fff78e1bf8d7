"""What of others' work goes out with ours: from the locks with hashes, and from what each package says of itself."""

from __future__ import annotations

import importlib.metadata
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
MODULES = WEB / "node_modules"
PDFJS = MODULES / "pdfjs-dist"

# What goes out, and the lock of it. The page is in the platform's wheel and in a bucket.
LOCKS = {"functions": "functions.txt", "task": "task.txt", "installation": "local.txt"}

PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

# What packages without an SPDX expression say, as one. "Apache License", "BSD License" and "LGPL" may be any of
# several: READ has those.
SAID = {
    "APACHE-2.0": "Apache-2.0",
    "APACHE 2.0": "Apache-2.0",
    "APACHE LICENSE 2.0": "Apache-2.0",
    "BSD-3-CLAUSE": "BSD-3-Clause",
    "BSD-3-CLAUSE, APACHE-2.0, DEPENDENCY LICENSES": "BSD-3-Clause AND Apache-2.0",
    "MIT": "MIT",
    "MIT LICENSE": "MIT",
    "MPL-2.0": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "PUBLIC DOMAIN": "LicenseRef-Public-Domain",
    "THE MIT LICENSE (MIT)": "MIT",
}
READ = {  # by a person, in the package's own licence
    "awslambdaric": "Apache-2.0",
    "factur-x": "BSD-3-Clause",
    "jsonata-python": "Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "python-stdnum": "LGPL-2.1-or-later",
    "reportlab": "BSD-3-Clause",
    "rfc8785": "Apache-2.0",
    "simplejson": "MIT OR AFL-2.1",
    "tzdata": "Apache-2.0",  # installed on Windows only
}


@dataclass(frozen=True, slots=True)
class Part:
    """One version of a package: where it is from (`pypi`, `npm`), its licence (SPDX), SHA-256 of its files.

    `marker` says on which machines it is installed; "" is everywhere.
    """

    source: str
    name: str
    version: str
    licence: str
    hashes: tuple[str, ...] = ()
    marker: str = ""


def python_parts(lock: str) -> list[Part]:
    """What a lock of requirements/ names, by name."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return [_python_part(entry) for entry in re.split(r"\n(?=[a-z0-9])", text) if PINNED.match(entry.splitlines()[0])]


def page_parts() -> list[Part]:
    """The packages in the built page, by name: those that are not for development, and hold more than types."""
    return sorted(_page_parts(), key=lambda part: part.name)


def npm_folder(name: str) -> Path:
    """Where an npm package is installed."""
    return MODULES / name


def _python_part(entry: str) -> Part:
    found = PINNED.match(entry.splitlines()[0])
    assert found
    hashes = tuple(HASH.findall(entry))
    return Part("pypi", found["name"], found["version"], licence_of(found["name"]), hashes, found["marker"] or "")


def licence_of(name: str) -> str:
    """The licence of an installed Python package as an SPDX expression. Exits when it says nothing that we know."""
    if name in READ:
        return READ[name]
    facts = importlib.metadata.metadata(name)
    if facts["License-Expression"]:
        return str(facts["License-Expression"])
    field = (facts["License"] or "").strip().splitlines()[:1]
    classified = [line.split(" :: ")[-1] for line in facts.get_all("Classifier") or () if line.startswith("License")]
    for said in (*field, *classified):
        if said.upper() in SAID:
            return SAID[said.upper()]
    raise SystemExit(f"licences: {name} says {[*field, *classified]}: read its licence, then name it in shipped.py.")


def _page_parts() -> Iterator[Part]:
    locked = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for path, facts in locked.items():
        name = path.removeprefix("node_modules/")
        if path and not facts.get("dev") and not facts.get("optional") and _runs(npm_folder(name)):
            yield Part("npm", name, facts["version"], facts["license"], (facts["integrity"],))


def _runs(folder: Path, endings: Sequence[str] = ("*.js", "*.mjs", "*.cjs")) -> bool:
    """Whether a package holds any code; some hold types alone, which are gone when the page is built."""
    return any(next(folder.rglob(ending), None) for ending in endings)

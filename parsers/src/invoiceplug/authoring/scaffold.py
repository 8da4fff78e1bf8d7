"""Writes a vendor package that installs and whose tests run, from the files in `new_vendor/`; needs no network."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Literal

from invoiceplug.authoring.draft import Draft
from invoiceplug.authoring.draft_code import code_parts
from invoiceplug.authoring.draft_template import template_parts
from invoiceplug.errors import InvoiceplugError
from invoiceplug.plugins import Plugins
from invoiceplug.plugins.loose import LOOSE

Kind = Literal["template", "python"]

VENDOR_ID = re.compile(r"[a-z][a-z0-9_-]{1,39}")  # as templates demand it


@dataclass(frozen=True, slots=True)
class Names:
    """What a vendor is called in each place."""

    vendor: str
    full: str

    @property
    def plugin(self) -> str:
        return re.sub(r"[^a-z0-9_]", "_", self.vendor)

    @property
    def package(self) -> str:
        return f"invoiceplug_{self.plugin}"

    @property
    def distribution(self) -> str:
        return f"invoiceplug-{self.vendor}"

    @property
    def class_name(self) -> str:
        return "".join(part.capitalize() for part in self.plugin.split("_")) or "Vendor"


def refuse_taken(names: Names, folder: Path, plugins: Plugins) -> None:
    """Does nothing when the vendor may be made there; REQUEST_INVALID says what is in the way."""
    if not VENDOR_ID.fullmatch(names.vendor):
        raise _refused(f"the vendor id {names.vendor!r} is not made of a-z, 0-9, '_' and '-', with a letter first")
    for each in plugins.extractors:
        if names.vendor in (each.vendor.id, *each.vendor.aliases):
            raise _refused(f"the vendor id {names.vendor!r} is taken by the plugin {each.plugin!r}")
    if folder.exists() and any(folder.iterdir()):
        raise _refused(f"{folder} is there already, and is not empty")
    if _is_installed(names.package):
        raise _refused(f"the Python package {names.package!r} is installed already")


def drafted_template(vendor: str, draft: Draft, samples: int = 1) -> str:
    """The text of the template that the draft comes to."""
    names = Names(vendor, draft.company or vendor)
    return _text("template.yaml", _said(names, Path(), "template") | template_parts(draft, samples))


def write_package(names: Names, folder: Path, kind: Kind, draft: Draft | None, samples: Sequence[Path]) -> list[Path]:
    """The files that were written; `draft` and `samples` fill in what invoices showed."""
    package = folder / "src" / names.package
    said = _said(names, folder, kind)
    made = {folder / "pyproject.toml": "pyproject.toml", folder / "README.md": "README.md"}
    if kind == "template":
        made |= {package / "__init__.py": "template_init.py", package / "template.yaml": "template.yaml"}
        said |= template_parts(draft, len(samples))
    else:
        made |= {package / "__init__.py": "code_init.py"}
        said |= code_parts(draft)
    texts = {path: _text(name, said) for path, name in made.items()}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "samples").mkdir(exist_ok=True)
    copies = {folder / "samples" / sample.name: sample for sample in samples}
    for copy, sample in copies.items():
        copy.write_bytes(sample.read_bytes())
    return [*texts, *copies]


def _is_installed(package: str) -> bool:
    """Whether Python finds a package of that name that was not merely tried from a loose folder."""
    return not hasattr(sys.modules.get(package), LOOSE) and importlib.util.find_spec(package) is not None


def _said(names: Names, folder: Path, kind: Kind) -> dict[str, str]:
    plain = names.full.replace("\\", "").replace('"', "'")
    return {
        "vendor_id": json.dumps(names.vendor),
        "name": json.dumps(names.full, ensure_ascii=False),
        "name_plain": plain,
        "plugin": names.plugin if re.fullmatch(r"[A-Za-z0-9_-]+", names.plugin) else json.dumps(names.plugin),
        "package": names.package,
        "distribution": names.distribution,
        "class_name": names.class_name,
        "how": "by a template, `template.yaml`" if kind == "template" else "by code",
        "sources": _sources(folder),
    }


def _sources(folder: Path) -> str:
    """Where the SDK comes from, inside a workspace that holds it itself."""
    for parent in folder.resolve().parents:
        project = parent / "pyproject.toml"
        if project.is_file() and "[tool.uv.workspace]" in project.read_text("utf-8"):
            return "\n[tool.uv.sources]\ninvoiceplug = { workspace = true }\n"
    return ""


def _text(name: str, said: dict[str, str]) -> str:
    text = (files("invoiceplug.authoring") / "new_vendor" / f"{name}.txt").read_text(encoding="utf-8")
    filled = Template(text).substitute(said)
    return "\n".join(line.rstrip() for line in filled.splitlines()) + "\n"


def _refused(why: str) -> InvoiceplugError:
    return InvoiceplugError("REQUEST_INVALID", f"{why}.")

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
from invoiceplug.authoring.example_invoice import example_invoice
from invoiceplug.errors import InvoiceplugError
from invoiceplug.plugins import Plugins
from invoiceplug.plugins.loose import LOOSE

Kind = Literal["template", "python"]

REPOSITORY = {
    ".gitignore": "repository_gitignore",
    ".github/workflows/test.yml": "repository_workflow.yml",
    "tests/test_{}.py": "repository_test.py",
}

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
    return _text("template.yaml", _said(names, "template") | template_parts(draft, samples))


def write_package(
    names: Names, folder: Path, kind: Kind, draft: Draft | None, samples: Sequence[Path], *, repository: bool = False
) -> list[Path]:
    """The files that were written; `draft` and `samples` fill in what invoices showed.

    With `repository`, also what a vendor that lives outside of this project needs: tests, CI, what git ignores.
    """
    package = folder / "src" / names.package
    said = _said(names, kind, repository)
    made = {folder / "pyproject.toml": "pyproject.toml", folder / "README.md": "README.md"}
    if kind == "template":
        made |= {package / "__init__.py": "template_init.py", package / "template.yaml": "template.yaml"}
        said |= template_parts(draft, len(samples))
    else:
        made |= {package / "__init__.py": "code_init.py"}
        said |= code_parts(draft)
    if repository:
        made |= {folder / place.format(names.plugin): name for place, name in REPOSITORY.items()}
    texts = {path: _text(name, said) for path, name in made.items()}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "samples").mkdir(exist_ok=True)
    copies = {folder / "samples" / sample.name: sample for sample in samples}
    for copy, sample in copies.items():
        copy.write_bytes(sample.read_bytes())
    return [*texts, *copies]


def write_example(names: Names, folder: Path) -> Path:
    """The example invoice among the samples of a vendor that has none yet."""
    sample = folder / "samples" / "example.pdf"
    sample.parent.mkdir(parents=True)
    sample.write_bytes(example_invoice(names.vendor, names.full))
    return sample


def _is_installed(package: str) -> bool:
    """Whether Python finds a package of that name that was not merely tried from a loose folder."""
    return not hasattr(sys.modules.get(package), LOOSE) and importlib.util.find_spec(package) is not None


def _said(names: Names, kind: Kind, repository: bool = False) -> dict[str, str]:
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
        "testing": _text("repository_pyproject.toml", {}) if repository else "",
        "repository": _text("repository_README.md", {}) if repository else "",
    }


def _text(name: str, said: dict[str, str]) -> str:
    text = (files("invoiceplug.authoring") / "new_vendor" / f"{name}.txt").read_text(encoding="utf-8")
    filled = Template(text).substitute(said)
    return "\n".join(line.rstrip() for line in filled.splitlines()) + "\n"


def _refused(why: str) -> InvoiceplugError:
    return InvoiceplugError("REQUEST_INVALID", f"{why}.")

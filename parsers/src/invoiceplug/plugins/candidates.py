"""Where plugins come from: this package, entry points, and loose folders."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from invoiceplug.hookspecs import PROJECT
from invoiceplug.plugins.installed import EntryPoint, entry_points
from invoiceplug.plugins.loose import TemplatePlugin, import_loose
from invoiceplug.plugins.offers import PluginRefusedError
from invoiceplug.record import Record
from invoiceplug.version import __version__

PREFIX = f"{PROJECT}_"  # of a plugin's import package; its plugin name stands behind it


class Candidate(Record, slots=False):
    """A plugin that can be loaded: its name, its version ("" when only the extractor knows) and where it is."""

    name: str
    version: str
    locate: Callable[[], Path | None]
    load: Callable[[], object]

    @cached_property
    def origin(self) -> Path | None:
        """Its file, which takes a search of the whole path for an installed one; None for one that has none."""
        return self.locate()


def builtin_candidate() -> Candidate:
    """The plugin that this package brings itself."""
    return Candidate("builtin", __version__, _nowhere, lambda: importlib.import_module(f"{PROJECT}.builtin"))


def installed_candidates() -> Iterator[Candidate]:
    """The plugins that are installed, by name."""
    for point in sorted(entry_points(PROJECT), key=lambda point: (point.name, point.value)):
        yield Candidate(point.name, point.version, partial(_origin, point), point.load)


def loose_candidates(folder: Path, *, instead: bool = False) -> Iterator[Candidate]:
    """The plugins in a folder, by name: modules, packages, templates, projects with `src/`; or the folder itself.

    `instead` lets their packages have the name of an installed one that is not imported.
    """
    if not folder.is_dir():
        yield Candidate(folder.name, "", _nowhere, lambda: _refuse_missing(folder))
        return
    whole = list(_in_folder(folder.resolve(), instead))
    if whole:
        yield from whole
        return
    for path in sorted(folder.resolve().iterdir()):
        if path.name.startswith((".", "_")):
            continue
        if path.is_dir():
            yield from _in_folder(path, instead)
        elif path.suffix == ".py":
            yield _module(path.stem, path, "", instead)
        elif path.suffix in (".yaml", ".yml"):
            yield _template(path.stem, path)


def _in_folder(folder: Path, instead: bool) -> Iterator[Candidate]:
    """The plugins that this one folder is: a project, a package, or a template with its samples."""
    project = _project(folder)
    version = str(project.get("version", ""))
    points: dict[str, str] = project.get("entry-points", {}).get(PROJECT, {})
    for name, module in sorted(points.items()):
        yield _module(name, _source_of(folder, module.partition(":")[0]), version, instead)
    if points:
        return
    if (folder / "__init__.py").is_file():
        yield _module(folder.name.removeprefix(PREFIX), folder / "__init__.py", version, instead)
    elif packages := sorted((folder / "src").glob("*/__init__.py")):
        for init in packages:
            yield _module(init.parent.name.removeprefix(PREFIX), init, version, instead)
    elif (folder / "template.yaml").is_file():
        yield _template(folder.name, folder / "template.yaml")


def _module(name: str, file: Path, version: str, instead: bool) -> Candidate:
    return Candidate(name, version, lambda: file, lambda: import_loose(file, instead=instead))


def _template(name: str, file: Path) -> Candidate:
    return Candidate(name, "", file.resolve, lambda: TemplatePlugin(file))


def _project(folder: Path) -> dict[str, Any]:
    file = folder / "pyproject.toml"
    if not file.is_file():
        return {}
    import tomllib  # only here: most folders are no projects

    try:
        found: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {})
    except tomllib.TOMLDecodeError:
        return {}
    return found


def _source_of(folder: Path, module: str) -> Path:
    """The file of a project's module, whether it keeps its sources under `src/` or not."""
    path = Path(*module.split("."))
    places = [
        root / end for root in (folder / "src", folder) for end in (path / "__init__.py", path.with_suffix(".py"))
    ]
    return next((place for place in places if place.is_file()), places[0])


def _nowhere() -> None:
    return None


def _origin(point: EntryPoint) -> Path | None:
    """The module's file; None when its package cannot even be imported, which loading it will report."""
    try:
        spec = importlib.util.find_spec(point.module)
    except (Exception, SystemExit):
        return None
    return Path(spec.origin).resolve() if spec and spec.origin else None


def _refuse_missing(folder: Path) -> object:
    raise PluginRefusedError(f"there is no folder {str(folder)!r}")

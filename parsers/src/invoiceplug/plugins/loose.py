"""Imports a plugin from a file that is not installed, and makes a plugin out of a lone template."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from invoiceplug.extractor import Extractor
from invoiceplug.hashing import sha256_hex
from invoiceplug.hookspecs import hookimpl
from invoiceplug.plugins.offers import PluginRefusedError

LOOSE = "__invoiceplug_loose__"  # marks a module that was imported here, so that it may be imported anew


class TemplatePlugin:
    """A plugin that is nothing but one template file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @hookimpl
    def register_extractors(self, register: Callable[[Extractor], None]) -> None:
        """The template's vendor."""
        from invoiceplug.template.loader import load_extractor

        register(load_extractor(self.file))


def import_loose(file: Path, *, instead: bool = False) -> ModuleType:
    """The module in the file, imported anew; a package keeps its name, so that its modules can import each other.

    PluginRefusedError when a package's name belongs to another module already; with `instead`, only when that one is
    imported.
    """
    is_package = file.name == "__init__.py"
    name = file.parent.name if is_package else f"_invoiceplug_loose_{_short_hash(file)}_{file.stem}"
    _make_room(name, instead)
    where = [str(file.parent)] if is_package else None
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=where)
    if spec is None or spec.loader is None:
        raise PluginRefusedError(f"{str(file)!r} is no Python module")
    module = importlib.util.module_from_spec(spec)
    setattr(module, LOOSE, True)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        _drop(name)
        raise
    return module


def _make_room(name: str, instead: bool) -> None:
    """Drops an earlier loose import of that name; another tool's module is never touched."""
    known = sys.modules.get(name)
    if known is not None and not hasattr(known, LOOSE):
        raise PluginRefusedError(
            f"the package name {name!r} is taken by {getattr(known, '__file__', 'a built-in module')}"
        )
    if known is None and not instead and importlib.util.find_spec(name) is not None:
        raise PluginRefusedError(f"the package name {name!r} is taken by an installed package")
    _drop(name)


def _drop(name: str) -> None:
    for each in [each for each in sys.modules if each == name or each.startswith(f"{name}.")]:
        del sys.modules[each]


def _short_hash(file: Path) -> str:
    return sha256_hex(str(file.resolve()).encode())[:8]

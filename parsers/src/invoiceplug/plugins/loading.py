"""Finds the plugins and takes what they offer: `load_plugins()` builds it anew each time, nothing is global.

A plugin that cannot be imported, claims a taken name or misspells a hook is left out and reported by name; the
others go on. Order never decides anything but who of two claimants of one name is reported.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pluggy

from invoiceplug import hookspecs
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Extractor, Vendor
from invoiceplug.hookspecs import PROJECT, Check, EmbeddedReader
from invoiceplug.plugins.candidates import Candidate, builtin_candidate, installed_candidates, loose_candidates
from invoiceplug.plugins.misspelt import refuse_misspelt_hooks
from invoiceplug.plugins.offers import Offers, PluginRefusedError
from invoiceplug.record import Record

if TYPE_CHECKING:
    import click

PLUGINS_VARIABLE = "INVOICEPLUG_PLUGINS"  # names a loose folder, for processes that get no flag


class InstalledExtractor(Record):
    """An extractor, the plugin it came from and the version of that plugin's distribution."""

    extractor: Extractor
    plugin: str
    version: str

    @property
    def vendor(self) -> Vendor:
        return self.extractor.vendor

    @property
    def template(self) -> str | None:
        """Name and version of the template, when the extractor says it follows one."""
        return getattr(self.extractor, "template_name", None)


class InstalledCheck(Record):
    """A check of sense and the plugin it came from."""

    check: Check
    plugin: str


class InstalledReader(Record):
    """A reader of embedded e-invoices, the plugin it came from and its version."""

    reader: EmbeddedReader
    plugin: str
    version: str


class InstalledCommands(Record):
    """A plugin's function that adds its commands to the command line."""

    add: Callable[[click.Group], None]
    plugin: str


class Failure(Record):
    """A plugin that was left out: its name, one sentence, and the traceback for its author."""

    plugin: str
    reason: str
    traceback: str


class Plugins(Record):
    """Everything the plugins offer, and those that were left out."""

    extractors: tuple[InstalledExtractor, ...] = ()
    readers: tuple[InstalledReader, ...] = ()
    checks: tuple[InstalledCheck, ...] = ()
    commands: tuple[InstalledCommands, ...] = ()
    failures: tuple[Failure, ...] = ()

    def add_commands(self, cli: click.Group) -> tuple[Failure, ...]:
        """Lets every plugin add its commands; a plugin that raises or takes a taken name adds none and is returned."""
        return tuple(failure for each in self.commands if (failure := _add_commands(cli, each)))


def load_plugins(
    folder: Path | None = None,
    *,
    instead: bool = False,
    commands_only: bool = False,
    environ: Mapping[str, str] = os.environ,
) -> Plugins:
    """The built-in plugin, those installed (entry points `invoiceplug`) and those of a loose folder.

    Without `folder` the environment variable INVOICEPLUG_PLUGINS names it. A loose plugin that is the very file of
    an installed one is not loaded twice. With `instead` the folder's plugins take the place of installed ones of the
    same name (an author tries a copy); else such a name is taken. With `commands_only` nothing but their commands is
    asked for: the help should not wait for vendors' templates.
    """
    if folder is None and environ.get(PLUGINS_VARIABLE):
        folder = Path(environ[PLUGINS_VARIABLE])
    installed = tuple(installed_candidates())
    loose = tuple(loose_candidates(folder, instead=instead)) if folder else ()
    origins = _files_of(installed, loose)
    replaced = {candidate.name for candidate in loose if instead and candidate.origin not in origins}
    host = _Host(commands_only)
    for candidate in (builtin_candidate(), *installed):
        if candidate.name not in replaced:
            host.add(candidate)
    for candidate in loose:
        if candidate.origin is None or candidate.origin not in origins:
            host.add(candidate)
            origins.add(candidate.origin)
    return host.result()


def _files_of(installed: tuple[Candidate, ...], loose: tuple[Candidate, ...]) -> set[Path | None]:
    """The files of the installed plugins, which are looked for only where one of the loose ones can be the same."""
    if not any(candidate.origin and candidate.origin.suffix == ".py" for candidate in loose):
        return set()
    return {candidate.origin for candidate in installed}


def installed_vendors(plugins: Plugins | None = None) -> list[dict[str, Any]]:
    """The vendors by id, each as {id, name, plugin, version} and, where it has any, {template, tax_ids, aliases}."""
    found = (load_plugins() if plugins is None else plugins).extractors
    return [_vendor_json(each) for each in sorted(found, key=lambda each: each.vendor.id)]


def _vendor_json(each: InstalledExtractor) -> dict[str, Any]:
    vendor = each.vendor
    data = {"id": vendor.id, "name": vendor.name, "plugin": each.plugin, "version": each.version}
    more = {"template": each.template, "tax_ids": list(vendor.tax_ids), "aliases": list(vendor.aliases)}
    return data | {name: value for name, value in more.items() if value}


class _Hooks(pluggy.PluginManager):
    """pluggy's own, which takes its time with each name of a plugin, marked as a hook or not."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        if name.startswith("__"):
            return None
        if isinstance(plugin, ModuleType) and not hasattr(vars(plugin).get(name), f"{PROJECT}_impl"):
            return None
        return super().parse_hookimpl_opts(plugin, name)


class _Host:
    """Takes candidates one by one; what one of them offers is kept only when all of it is good."""

    def __init__(self, commands_only: bool) -> None:
        self.commands_only = commands_only
        self.manager = _Hooks(PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.offers = Offers()
        self.kept: list[tuple[Candidate, Offers]] = []
        self.failures: list[Failure] = []

    def add(self, candidate: Candidate) -> None:
        try:
            self._take(candidate)
        except (Exception, SystemExit) as error:
            self.failures.append(_failure(candidate.name, error))

    def _take(self, candidate: Candidate) -> None:
        if self.manager.has_plugin(candidate.name):
            raise PluginRefusedError(f"the plugin name {candidate.name!r} is taken by another plugin")
        plugin = candidate.load()
        if self.manager.is_registered(plugin):
            return  # two entry points name one module
        refuse_misspelt_hooks(self.manager, plugin)
        self.manager.register(plugin, candidate.name)
        try:
            offers = self._ask(plugin)
            self.offers = self.offers.joined(offers, candidate.name)
        except BaseException:
            self.manager.unregister(plugin)
            raise
        self.kept.append((candidate, offers))

    def _ask(self, plugin: object) -> Offers:
        offers = Offers()
        if not self.commands_only:
            self._hook("register_extractors", plugin)(register=offers.add_extractor)
            self._hook("register_embedded", plugin)(register=offers.add_reader)
            self._hook("register_checks", plugin)(register=offers.add_check)
        if self._hook("register_commands", plugin).get_hookimpls():
            offers.commands.append(lambda cli: self._hook("register_commands", plugin)(cli=cli))
        return offers

    def _hook(self, name: str, plugin: object) -> pluggy.HookCaller:
        """The hook for this plugin alone; made for each call, since it would gain those that register later."""
        return self.manager.subset_hook_caller(
            name, [each for each in self.manager.get_plugins() if each is not plugin]
        )

    def result(self) -> Plugins:
        return Plugins(
            tuple(InstalledExtractor(e, c.name, c.version or e.version) for c, o in self.kept for e in o.extractors),
            tuple(InstalledReader(r, c.name, c.version or r.version) for c, o in self.kept for r in o.readers),
            tuple(InstalledCheck(check, c.name) for c, o in self.kept for check in o.checks),
            tuple(InstalledCommands(add, c.name) for c, o in self.kept for add in o.commands),
            tuple(self.failures),
        )


def _add_commands(cli: click.Group, each: InstalledCommands) -> Failure | None:
    before = dict(cli.commands)
    try:
        each.add(cli)
        if taken := [name for name, command in before.items() if cli.commands.get(name) is not command]:
            raise PluginRefusedError(f"the command {taken[0]!r} is taken")
    except (Exception, SystemExit) as error:
        cli.commands.clear()
        cli.commands.update(before)
        return _failure(each.plugin, error)
    return None


def _failure(plugin: str, error: BaseException) -> Failure:
    import traceback  # only here: most plugins load

    return Failure(plugin, _reason(error), "".join(traceback.format_exception(error)))


def _reason(error: BaseException) -> str:
    known = isinstance(error, PluginRefusedError | InvoiceplugError)
    return str(error) if known else f"{type(error).__name__}: {error}"

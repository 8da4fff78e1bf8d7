"""Refuses a plugin whose hook nobody would ever call: misspelt, or without its mark."""

from __future__ import annotations

from pathlib import Path

import pluggy

from invoiceplug import hookspecs
from invoiceplug.plugins.offers import PluginRefusedError

PREFIX = "register_"
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(PREFIX))


def refuse_misspelt_hooks(manager: pluggy.PluginManager, plugin: object) -> None:
    """Does nothing when all is well; PluginRefusedError names the function and the hook it may have meant.

    pluggy skips a function that it does not know without a word, so both a marked unknown name and an unmarked
    `register_…` of the plugin's own module are refused.
    """
    for name in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, name)
        hook = (options["specname"] if options else None) or name
        if options is not None and hook not in HOOKS:
            raise PluginRefusedError(f"{_place(plugin, name)}there is no hook {hook!r}{_meant(name)}")
        if options is None and name.startswith(PREFIX) and _is_own_function(plugin, name):
            said = f"{name!r} lacks @hookimpl" if name in HOOKS else f"there is no hook {name!r}{_meant(name)}"
            raise PluginRefusedError(f"{_place(plugin, name)}{said}")


def _is_own_function(plugin: object, name: str) -> bool:
    function = getattr(plugin, name)
    return callable(function) and getattr(function, "__module__", None) == getattr(plugin, "__name__", None)


def _place(plugin: object, name: str) -> str:
    """`file:line: ` of the function; nothing where it is not Python's."""
    code = getattr(getattr(plugin, name), "__code__", None)
    return f"{Path(code.co_filename).name}:{code.co_firstlineno}: " if code else ""


def _meant(name: str) -> str:
    import difflib  # only here: most plugins spell their hooks

    close = difflib.get_close_matches(name, HOOKS, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; the hooks are {', '.join(HOOKS)}"

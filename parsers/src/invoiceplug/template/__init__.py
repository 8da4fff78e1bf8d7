"""Vendors as data: a YAML file that is checked when it is loaded and read by one engine.

The engine is imported when it is first used: a package that names its template costs the command line nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from invoiceplug.template.plugin import template_plugin

if TYPE_CHECKING:
    from invoiceplug.template.extractor import TemplateExtractor
    from invoiceplug.template.loader import load_template, parse_template

__all__ = ["TemplateExtractor", "load_template", "parse_template", "template_plugin"]

_HOMES = {"TemplateExtractor": "extractor", "load_template": "loader", "parse_template": "loader"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

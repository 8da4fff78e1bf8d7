"""A template as a plugin, for a package that is nothing but its template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from invoiceplug.extractor import Extractor
from invoiceplug.hookspecs import hookimpl

RegisterExtractors = Callable[[Callable[[Extractor], None]], None]


def template_plugin(module: str, template: str = "template.yaml") -> RegisterExtractors:
    """The hook `register_extractors` for the template that lies beside a package's module.

    The whole of such a package: `from invoiceplug.template import template_plugin` and
    `register_extractors = template_plugin(__file__)`.
    """
    path = Path(module).with_name(template)

    @hookimpl
    def register_extractors(register: Callable[[Extractor], None]) -> None:
        from invoiceplug.template.loader import load_extractor

        register(load_extractor(path))

    return register_extractors

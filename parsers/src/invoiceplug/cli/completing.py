"""What the shell completes: vendors' ids, and samples as `vendor/name`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from invoiceplug.plugins import Plugins


def complete_vendor(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The ids of vendors that begin so; for an option's `shell_complete`."""
    found = sorted(each.vendor.id for each in _plugins(ctx).extractors)
    return [vendor for vendor in found if vendor.startswith(incomplete)]


def complete_sample(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The samples, as `vendor/name`, that begin so."""
    from invoiceplug.authoring.samples import vendor_samples

    found = sorted(
        f"{each.vendor.id}/{sample.name}"
        for each in _plugins(ctx).extractors
        for sample in vendor_samples(each).samples
    )
    return [name for name in found if name.startswith(incomplete)]


def _plugins(ctx: click.Context) -> Plugins:
    """All plugins, with those of the --plugins that stands on the line already."""
    from invoiceplug.plugins import load_plugins

    folder = ctx.params.get("folder")
    return load_plugins(Path(folder) if folder else None, instead=True)

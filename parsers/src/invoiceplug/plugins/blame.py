"""Turns whatever a plugin raised into PLUGIN_ERROR that names the plugin and the line of its own code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from invoiceplug.errors import InvoiceplugError
from invoiceplug.plugins.loading import InstalledExtractor, InstalledReader


@contextmanager
def blaming(installed: InstalledExtractor | InstalledReader, doing: str) -> Iterator[None]:
    """Whatever goes wrong inside but an InvoiceplugError (a float as money, say) is the plugin's PLUGIN_ERROR.

    The facts of an InvoiceplugError name the vendor, too, so that a vendor's failures can be told.
    """
    try:
        yield
    except InvoiceplugError as error:
        if isinstance(installed, InstalledExtractor):
            error.facts.setdefault("vendor", installed.vendor.id)
        raise
    except (Exception, SystemExit) as error:
        raise plugin_error(installed, doing, error) from error


def plugin_error(installed: InstalledExtractor | InstalledReader, doing: str, error: BaseException) -> InvoiceplugError:
    """PLUGIN_ERROR: "acme failed in identify: KeyError: 'x' (columns.py:12 in read_row)". Facts keep the parts.

    Where memory ran out, that is LIMIT_MEMORY: the file may be to blame as well.
    """
    vendor = {"vendor": installed.vendor.id} if isinstance(installed, InstalledExtractor) else {}
    if isinstance(error, MemoryError):
        return InvoiceplugError("LIMIT_MEMORY", plugin=installed.plugin, **vendor)
    code = installed.extractor if isinstance(installed, InstalledExtractor) else installed.reader
    place = _last_own_frame(code, error.__traceback__)
    said = f"{type(error).__name__}: {error}"
    detail = f"The plugin {installed.plugin!r} failed in {doing}: {said}" + (f" ({place})" if place else "")
    raised = InvoiceplugError("PLUGIN_ERROR", detail, plugin=installed.plugin, error=said, place=place, **vendor)
    raised.__cause__ = error
    return raised


def _last_own_frame(extractor: object, trace: TracebackType | None) -> str | None:
    """Where the plugin's own code was last; failing that, where the error was raised. File names only, no folders."""
    import traceback  # only here: most plugins work

    frames = traceback.extract_tb(trace)
    home = _home(extractor)
    own = [frame for frame in frames if home is not None and home in Path(frame.filename).parents] or list(frames)
    return f"{Path(own[-1].filename).name}:{own[-1].lineno} in {own[-1].name}" if own else None


def _home(extractor: object) -> Path | None:
    """The folder of the plugin's package, or of its lone module."""
    package = sys.modules.get(type(extractor).__module__.partition(".")[0])
    file = getattr(package, "__file__", None)
    return Path(file).parent if file else None

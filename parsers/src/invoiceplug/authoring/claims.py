"""Documents that a vendor must not claim: other vendors' samples, and strangers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from invoiceplug.authoring.samples import VendorSamples, vendor_samples
from invoiceplug.document import Document
from invoiceplug.errors import InvoiceplugError
from invoiceplug.extractor import Match
from invoiceplug.plugins import Plugins
from invoiceplug.plugins.blame import plugin_error
from invoiceplug.template.yaml_source import shown_path
from invoiceplug.toolkit.open import open_pdf

NOT_MINE = "not-mine"  # a folder beside a vendor's samples
STRANGERS = Path("tests", "fixtures", "strangers")  # of a repository


def wrong_claims(vendor: VendorSamples, plugins: Plugins) -> Iterator[str]:
    """A sentence for each document that this vendor claims and that is another's, or nobody's."""
    for path, owner in (*_of_others(vendor, plugins), *_strangers(vendor)):
        document = _document(path)
        if document is None:
            if not owner:
                yield f"{shown_path(path)} cannot be opened, so it shows nothing"
            continue
        try:
            said = vendor.installed.extractor.identify(document)
        except (Exception, SystemExit) as error:
            yield f"{shown_path(path)}: {plugin_error(vendor.installed, 'identify', error).detail}"
            continue
        if isinstance(said, Match):
            whose = f"a sample of {owner}" if owner else "not its own"
            yield f"it claims {shown_path(path)}, which is {whose}: {'; '.join(said.reasons)}"


def _document(path: Path) -> Document | None:
    """The document in the file, None when it cannot be opened."""
    stat = path.stat()
    return _opened(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=128)  # every vendor of a run is asked about every file
def _opened(path: Path, changed: int, size: int) -> Document | None:
    try:
        return open_pdf(path.read_bytes())
    except InvoiceplugError:
        return None


def _of_others(vendor: VendorSamples, plugins: Plugins) -> Iterator[tuple[Path, str]]:
    own = {sample.pdf.resolve() for sample in vendor.samples}
    for each in plugins.extractors:
        if each.vendor.id != vendor.installed.vendor.id:
            for sample in vendor_samples(each).samples:
                if sample.pdf.resolve() not in own:
                    yield sample.pdf, each.vendor.id


def _strangers(vendor: VendorSamples) -> Iterator[tuple[Path, str]]:
    folders = [vendor.folder / NOT_MINE] if vendor.folder else []
    if vendor.home:
        folders += [parent / STRANGERS for parent in vendor.home.parents]
    for folder in folders:
        yield from ((path, "") for path in sorted(folder.glob("*.pdf")))

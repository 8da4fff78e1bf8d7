"""Where a vendor's samples lie: PDFs with the invoice that each must give."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from invoiceplug.plugins import InstalledExtractor

EXPECTED = ".expected.json"


@dataclass(frozen=True, slots=True)
class Sample:
    """A PDF, and the file beside it with the invoice.v1 that must be read from it."""

    pdf: Path

    @property
    def name(self) -> str:
        return self.pdf.stem

    @property
    def expected(self) -> Path:
        return self.pdf.with_name(self.pdf.stem + EXPECTED)

    @property
    def beside(self) -> Path:
        """Where the author may say more of it."""
        return self.pdf.with_name(self.pdf.stem + ".yaml")


@dataclass(frozen=True, slots=True)
class VendorSamples:
    """A vendor and its samples; `folder` is None when there is no folder of samples at all."""

    installed: InstalledExtractor
    home: Path | None
    folder: Path | None
    samples: tuple[Sample, ...]


def vendor_samples(installed: InstalledExtractor) -> VendorSamples:
    """The vendor's samples: in `samples/` of its package, or in `tests/fixtures/<vendor id>/` of its repository."""
    home = home_of(installed)
    folder = next(iter(_folders(home, installed.vendor.id)), None) if home else None
    return VendorSamples(installed, home, folder, samples_in(folder) if folder else ())


def samples_in(folder: Path) -> tuple[Sample, ...]:
    """The samples in one folder, by name."""
    return tuple(Sample(pdf) for pdf in sorted(folder.glob("*.pdf")))


def home_of(installed: InstalledExtractor) -> Path | None:
    """The file that the extractor is: its template, or the module of its class."""
    path = getattr(installed.extractor, "path", None)
    if isinstance(path, Path):
        return path.resolve()
    module = sys.modules.get(type(installed.extractor).__module__)
    file = getattr(module, "__file__", None)
    return Path(file).resolve() if file else None


def homes_within(extractors: Iterable[InstalledExtractor], folder: Path) -> list[InstalledExtractor]:
    """The extractors whose file lies in the folder."""
    inside = folder.resolve()
    return [each for each in extractors if (home := home_of(each)) and home.is_relative_to(inside)]


def _folders(home: Path, vendor: str) -> Iterator[Path]:
    """Folders that hold this vendor's samples, the nearest first; `samples/` counts up to the package's own root."""
    root = next((parent for parent in home.parents if (parent / "pyproject.toml").is_file()), home.parent)
    for parent in home.parents:
        own = (parent / "samples" / vendor, parent / "samples") if parent.is_relative_to(root) else ()
        for place in (*own, parent / "tests" / "fixtures" / vendor):
            if any(place.glob("*.pdf")):
                yield place

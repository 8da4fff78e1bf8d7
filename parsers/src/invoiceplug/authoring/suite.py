"""Which vendors' samples a run of `invoiceplug test` is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from invoiceplug.authoring.samples import Sample, VendorSamples, homes_within, samples_in, vendor_samples
from invoiceplug.errors import InvoiceplugError
from invoiceplug.plugins import Failure, InstalledExtractor, Plugins, load_plugins


@dataclass(frozen=True, slots=True)
class Contest:
    """A vendor with its samples, the plugins it must hold its own among, and the loose folder they came from."""

    vendor: VendorSamples
    plugins: Plugins
    folder: Path | None

    @property
    def vendor_id(self) -> str:
        return self.vendor.installed.vendor.id


@dataclass(frozen=True, slots=True)
class Suite:
    """The vendors to test, and the plugins that could not be loaded."""

    contests: tuple[Contest, ...] = ()
    failures: tuple[Failure, ...] = ()


def find_suite(paths: Iterable[Path], folder: Path | None) -> Suite:
    """The vendors under the paths: folders of plugins, one plugin, a folder of samples, or one sample PDF.

    Without paths: all vendors whose files lie in the current folder. `folder` is that of --plugins. A path with no
    vendor in it is REQUEST_INVALID.
    """
    named = list(paths)
    suites = [_under(path, folder) for path in named] if named else [_here(folder)]
    contests = {each.vendor_id: each for suite in suites for each in suite.contests}
    failures = {failure.plugin: failure for suite in suites for failure in suite.failures}
    return Suite(tuple(contests.values()), tuple(failures.values()))


def _here(folder: Path | None) -> Suite:
    plugins = load_plugins(folder, instead=True)
    found = homes_within(plugins.extractors, Path.cwd())
    if folder:
        found += [each for each in homes_within(plugins.extractors, folder) if each not in found]
    return _suite(found, plugins, folder)


def _under(path: Path, folder: Path | None) -> Suite:
    samples = _samples_at(path)
    if samples:
        return _of_samples(path, samples, folder)
    plugins = load_plugins(folder or path, instead=True)
    found = homes_within(plugins.extractors, path)
    if not found and not plugins.failures:
        raise InvoiceplugError("REQUEST_INVALID", f"there is no vendor plugin and no sample PDF in {path}.")
    return _suite(found, plugins, folder or path)


def _suite(found: Iterable[InstalledExtractor], plugins: Plugins, folder: Path | None) -> Suite:
    return Suite(tuple(Contest(vendor_samples(each), plugins, folder) for each in found), plugins.failures)


def _samples_at(path: Path) -> tuple[Sample, ...]:
    return samples_in(path) if path.is_dir() else (Sample(path),)


def _of_samples(path: Path, samples: tuple[Sample, ...], folder: Path | None) -> Suite:
    """The samples of a folder that is named after a vendor, or lies beside one; or one of them."""
    place = path if path.is_dir() else path.parent
    beside = place.parent if place.name == "samples" else None
    plugins = load_plugins(folder or beside, instead=True)
    for installed in _owners(plugins.extractors, place, beside):
        vendor = VendorSamples(installed, vendor_samples(installed).home, place, samples)
        return Suite((Contest(vendor, plugins, folder or beside),), plugins.failures)
    if plugins.failures:
        return Suite((), plugins.failures)
    known = ", ".join(sorted(each.vendor.id for each in plugins.extractors)) or "none"
    where = "samples/ beside the vendor's template, or in a folder that is named after the vendor"
    what = "holds no vendor's sample" if path.is_dir() else "is no vendor's sample"
    detail = f"{path} {what}: samples lie in {where} (known: {known}; others by --plugins DIR)."
    raise InvoiceplugError("REQUEST_INVALID", detail)


def _owners(extractors: Iterable[InstalledExtractor], place: Path, beside: Path | None) -> Iterator[InstalledExtractor]:
    everyone = list(extractors)
    yield from (each for each in everyone if each.vendor.id == place.resolve().name)
    yield from homes_within(everyone, beside) if beside else ()

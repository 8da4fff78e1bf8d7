"""Lets `pytest plugins/acme` collect a vendor's samples: one test a sample, which says what `invoiceplug test` says.

A vendor is a pyproject.toml with an entry point of ours, or a template.yaml with `samples/` beside it. Nothing of ours
is imported before one is met, so other runs of pytest pay for a comparison of names and no more.
"""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from invoiceplug.authoring.samples import Sample
    from invoiceplug.authoring.suite import Contest


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for the vendor that this file stands for, else None."""
    if file_path.name == "pyproject.toml" and _has_entry_point(file_path):
        return VendorFile.from_parent(parent, path=file_path)
    if file_path.name == "template.yaml" and any((file_path.parent / "samples").glob("*.pdf")):
        return VendorFile.from_parent(parent, path=file_path)
    return None


class VendorFile(pytest.File):
    """The samples of the vendors of one package or folder."""

    def collect(self) -> Iterable[pytest.Item]:
        """A test a sample, and one for what the vendor claims; a vendor that cannot be loaded is a collection error."""
        from invoiceplug.authoring.faults import fault_text
        from invoiceplug.authoring.suite import find_suite

        suite = find_suite([self.path.parent], None)
        if suite.failures and not suite.contests:
            raise self.CollectError("\n".join(f"plugin {each.plugin}: {fault_text(each)}" for each in suite.failures))
        for contest in suite.contests:
            yield from self._items(contest)

    def _items(self, contest: Contest) -> Iterator[pytest.Item]:
        for sample in contest.vendor.samples:
            name = f"{contest.vendor_id}/{sample.name}"
            yield SampleItem.from_parent(self, name=name, contest=contest, sample=sample)
        if contest.vendor.samples:
            yield ClaimsItem.from_parent(self, name=f"{contest.vendor_id}/claims", contest=contest)


class SampleFailedError(Exception):
    """What is wrong, as the command line says it."""


class _Item(pytest.Item):
    def __init__(self, *, contest: Contest, **rest: Any) -> None:
        super().__init__(**rest)
        self.contest = contest

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The text alone: no line of this file is of interest."""
        if isinstance(excinfo.value, SampleFailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """The vendor's file and the sample's name."""
        return self.path, None, self.name


class SampleItem(_Item):
    """One sample put to the test."""

    def __init__(self, *, sample: Sample, **rest: Any) -> None:
        super().__init__(**rest)
        self.sample = sample

    def runtest(self) -> None:
        """Reads the sample; raises SampleFailedError with what differs."""
        from click import unstyle

        from invoiceplug.authoring.chosen import expression_of
        from invoiceplug.authoring.report import headline, trial_lines
        from invoiceplug.authoring.trial import try_sample
        from invoiceplug.authoring.twice import twice

        of = self.contest
        trial = try_sample(self.sample, of.vendor.installed, of.plugins, twice(of.folder, fast=False))
        if trial.status == "xfail":
            pytest.xfail(trial.xfail or "")
        if not trial.is_good:
            folder = shlex.quote(str(self.path.parent))
            update = f"invoiceplug test {folder} -k {expression_of(self.name)} --update"
            raise SampleFailedError(unstyle("\n".join([headline(trial), *trial_lines(trial, update)])))


class ClaimsItem(_Item):
    """The vendor claims no other's sample and no stranger."""

    def runtest(self) -> None:
        """Asks it of each; raises SampleFailedError with those it claims."""
        from invoiceplug.authoring.claims import wrong_claims

        if said := list(wrong_claims(self.contest.vendor, self.contest.plugins)):
            raise SampleFailedError("\n".join(said))


def _has_entry_point(file: Path) -> bool:
    try:
        return "invoiceplug" in tomllib.loads(file.read_text("utf-8"))["project"]["entry-points"]
    except (OSError, ValueError, KeyError, TypeError):
        return False

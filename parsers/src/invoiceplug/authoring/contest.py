"""Runs the trials of a suite, in this process or in several, and says what came of every vendor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from invoiceplug.authoring.chosen import choice_of
from invoiceplug.authoring.claims import wrong_claims
from invoiceplug.authoring.samples import Sample, VendorSamples
from invoiceplug.authoring.suite import Contest, Suite
from invoiceplug.authoring.trial import Trial, try_sample
from invoiceplug.authoring.twice import twice
from invoiceplug.plugins import Plugins, load_plugins

Task = tuple[Contest, Sample]
Done = Callable[[Trial], None]


@dataclass(frozen=True, slots=True)
class VendorTrials:
    """What came of one vendor's samples; `claims` says which documents it claims that are not its own."""

    vendor: VendorSamples
    trials: tuple[Trial, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return not self.claims and all(trial.is_good for trial in self.trials)


def run_suite(
    suite: Suite,
    *,
    chosen: str = "",
    jobs: int = 1,
    first: bool = False,
    fast: bool = False,
    done: Done | None = None,
) -> list[VendorTrials]:
    """The trials of all samples, or of those whose `vendor/name` the expression `chosen` means.

    `jobs` processes share the work (the PDF engine is not thread-safe); `first` stops at the first that is not good;
    `fast` leaves out the sandbox and the front door.
    What a vendor claims is asked only of whole vendors, not of chosen samples.
    """
    means = choice_of(chosen)
    tasks = [
        (contest, sample)
        for contest in suite.contests
        for sample in contest.vendor.samples
        if means(f"{contest.vendor_id}/{sample.name}")
    ]
    tried: dict[str, list[Trial]] = {contest.vendor_id: [] for contest in suite.contests}
    with _trials(tasks, jobs, fast) as trials:
        for (contest, _), trial in zip(tasks, trials, strict=True):
            tried[contest.vendor_id].append(trial)
            if done:
                done(trial)
            if first and not trial.is_good:
                return _results(suite, tried, with_claims=False)
    return _results(suite, tried, with_claims=not chosen)


def count_samples(suite: Suite, chosen: str = "") -> int:
    """How many samples a run will try."""
    means = choice_of(chosen)
    return sum(means(f"{each.vendor_id}/{sample.name}") for each in suite.contests for sample in each.vendor.samples)


def _results(suite: Suite, tried: dict[str, list[Trial]], *, with_claims: bool) -> list[VendorTrials]:
    return [
        VendorTrials(
            each.vendor,
            tuple(tried[each.vendor_id]),
            tuple(wrong_claims(each.vendor, each.plugins)) if with_claims else (),
        )
        for each in suite.contests
    ]


@contextmanager
def _trials(tasks: list[Task], jobs: int, fast: bool) -> Iterator[Iterator[Trial]]:
    if jobs < 2 or len(tasks) < 2:
        yield (
            try_sample(sample, contest.vendor.installed, contest.plugins, twice(contest.folder, fast))
            for contest, sample in tasks
        )
        return
    # a fresh interpreter each: a fork of one that has opened PDFs shares the engine's state
    pool = ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=get_context("spawn"))
    try:
        yield pool.map(_try, [(contest.folder, contest.vendor_id, sample, fast) for contest, sample in tasks])
    finally:
        pool.shutdown(cancel_futures=True)


def _try(task: tuple[Path | None, str, Sample, bool]) -> Trial:
    """One trial in a process of its own, which loads the plugins once."""
    folder, vendor_id, sample, fast = task
    plugins = _plugins(folder)
    [installed] = [each for each in plugins.extractors if each.vendor.id == vendor_id]
    return try_sample(sample, installed, plugins, twice(folder, fast))


@lru_cache(maxsize=4)
def _plugins(folder: Path | None) -> Plugins:
    return load_plugins(folder, instead=True)

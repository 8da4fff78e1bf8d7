"""The report of `invoiceplug test` for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from invoiceplug.authoring.chosen import expression_of
from invoiceplug.authoring.contest import VendorTrials
from invoiceplug.authoring.report import count, headline, shown, trial_lines
from invoiceplug.authoring.trial import Trial
from invoiceplug.cli.output import BAD, ODD, OK, bad, dim, good, odd, strong
from invoiceplug.cli.table import fit

WORDS = {
    "passed": "passed",
    "xfail": "known to fail",
    "differs": "differ",
    "broken": "do not hold",
    "error": "cannot be read",
    "xpass": "pass although said to fail",
    "new": "without expected file",
}
NOBODY = "no vendor here has samples; of one that is not installed, name the folder: invoiceplug test FOLDER"


def vendor_screen(each: VendorTrials, command: str, *, written: bool = False) -> Iterator[str]:
    """One line when all is equal, else one a sample with what differs.

    `command` is how the run was started; `written` says that the run writes expected files itself.
    """
    installed = each.vendor.installed
    title = f"{strong(installed.vendor.id)} {installed.version}"
    claims = [f"  {bad(BAD)} {sentence}" for sentence in each.claims]
    if not each.trials:
        if not each.vendor.samples:
            yield f"{title}   {bad('no samples')}"
            yield f"    put NAME.pdf into {_wanted_folder(each)}, then: {command} --update"
        yield from claims
        return
    lines, values = (sum(getattr(trial, name) for trial in each.trials) for name in ("lines", "values"))
    if each.is_good and all(trial.status == "passed" for trial in each.trials):
        said = f"{count(len(each.trials), 'sample')}, {lines} lines, {values} values"
        yield f"{good(OK)} {title}   {said}   {good('all equal')}"
        for trial in each.trials:
            yield from (f"    {odd('!')} {trial.sample.pdf.name}   {warning}" for warning in trial.warnings)
        return
    yield f"{title}   {dim(shown(each.vendor.folder))}"
    size = max(len(trial.sample.pdf.name) for trial in each.trials)
    for trial in each.trials:
        yield f"  {_mark(trial)} {fit(trial.sample.pdf.name, size)}   {headline(trial, written=written)}"
        chosen = expression_of(f"{installed.vendor.id}/{trial.sample.name}")
        update = "" if written else f"{command} -k {chosen} --update"
        yield from (f"      {line}" for line in trial_lines(trial, update))
    yield from claims


def summary(results: list[VendorTrials], chosen: str, *, written: bool = False) -> str:
    """How many samples came out how; `written` as for a vendor."""
    words = WORDS | {"new": "written as expected"} if written else WORDS
    found: Counter[str] = Counter(trial.status for each in results for trial in each.trials)
    said = [f"{found[status]} {word}" for status, word in words.items() if found[status]]
    empty = [each.vendor.installed.vendor.id for each in results if not each.vendor.samples]
    claiming = sum(len(each.claims) for each in results)
    if claiming:
        said.append(f"{count(claiming, 'wrong claim')}")
    if empty and not chosen:
        said.append(f"without samples: {', '.join(empty)}")
    if not said:
        return bad(f'no sample is named like "{chosen}"' if chosen else NOBODY)
    left = [
        trial for each in results for trial in each.trials if not (trial.is_good or (written and trial.status == "new"))
    ]
    fine = not left and not claiming and (chosen or not empty)
    return "\n" + (good if fine else bad)(", ".join(said))


def slow_lines(results: list[VendorTrials], limit: float) -> Iterator[str]:
    """The samples that took longer than so many seconds, the slowest first."""
    slow = [(trial.seconds, f"{each.vendor.installed.vendor.id}/{trial.sample.name}") for each in results
            for trial in each.trials if trial.seconds > limit]  # fmt: skip
    for seconds, name in sorted(slow, reverse=True):
        yield f"{odd('slow')} {name}   {seconds:.2f} s"


def _mark(trial: Trial) -> str:
    if trial.status == "passed":
        return good(OK)
    return odd(ODD) if trial.status in ("new", "xfail") else bad(BAD)


def _wanted_folder(each: VendorTrials) -> str:
    home = each.vendor.home
    return shown(home.parent / "samples") if home else "samples/ beside the plugin"

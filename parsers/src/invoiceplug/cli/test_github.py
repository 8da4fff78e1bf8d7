"""The report of `invoiceplug test` as annotations of GitHub Actions: one line a thing that is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from click import unstyle

from invoiceplug.authoring.contest import VendorTrials
from invoiceplug.authoring.faults import fault_of
from invoiceplug.authoring.report import at_of, headline, shown, trial_lines
from invoiceplug.authoring.trial import Trial
from invoiceplug.plugins import Failure


def github_lines(results: list[VendorTrials], failures: tuple[Failure, ...], command: str) -> Iterator[str]:
    """`::error file=…,line=…,title=…::…` for each sample that is not good, each wrong claim, each plugin left out."""
    for each in results:
        vendor = each.vendor.installed.vendor.id
        for trial in each.trials:
            if not trial.is_good:
                yield _annotation(*_place(trial), f"{vendor}/{trial.sample.name}", _text(trial, command))
        for claim in each.claims:
            yield _annotation(shown(each.vendor.home), 1, vendor, claim)
        if not each.vendor.samples:
            yield _annotation(shown(each.vendor.home), 1, vendor, "no samples")
    for failure in failures:
        file, line = fault_of(failure) or ("", 0)
        yield _annotation(file, line, f"plugin {failure.plugin}", failure.reason)


def _place(trial: Trial) -> tuple[str, int]:
    """The rule that is to blame, else the sample's own file."""
    rules = [each.rule for each in trial.details if each.rule]
    if trial.error and (at := at_of(trial.error)):
        rules.insert(0, at)
    if rules:
        file, _, line = rules[0].rpartition(":")
        return file, int(line)
    return shown(trial.sample.expected if trial.sample.expected.exists() else trial.sample.pdf), 1


def _text(trial: Trial, command: str) -> str:
    return unstyle("\n".join([headline(trial), *trial_lines(trial, f"{command} --update")]))


def _annotation(file: str, line: int, title: str, text: str) -> str:
    facts = {"file": file, "line": str(line) if line else "", "title": title}
    said = ",".join(f"{name}={_property(value)}" for name, value in facts.items() if value)
    return f"::error {said}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

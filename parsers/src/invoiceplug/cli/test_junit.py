"""The report of `invoiceplug test` as JUnit XML: a suite a vendor, a case a sample."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET  # written here, never read

from click import unstyle

from invoiceplug.authoring.chosen import expression_of
from invoiceplug.authoring.contest import VendorTrials
from invoiceplug.authoring.faults import fault_text
from invoiceplug.authoring.report import headline, trial_lines
from invoiceplug.authoring.trial import Trial
from invoiceplug.plugins import Failure

_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no character of XML 1.0


def junit(results: list[VendorTrials], failures: tuple[Failure, ...], command: str) -> str:
    """The XML; a sample that differs is a failure, one that cannot be read or a plugin left out an error."""
    root = ET.Element("testsuites", name="invoiceplug test")
    for each in results:
        vendor = each.vendor.installed.vendor.id
        suite = ET.SubElement(root, "testsuite", name=vendor)
        for trial in each.trials:
            _case(suite, vendor, trial, command)
        if each.claims:
            _said(_named(suite, vendor, "claims nobody else's"), "failure", "wrong claims", "\n".join(each.claims))
        if not each.vendor.samples:
            _said(_named(suite, vendor, "samples"), "failure", "no samples", "")
    if failures:
        suite = ET.SubElement(root, "testsuite", name="plugins")
        for failure in failures:
            _said(_named(suite, "plugins", failure.plugin), "error", failure.reason, fault_text(failure))
    for suite in root:
        _count(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ET.Element, vendor: str, trial: Trial, command: str) -> None:
    case = _named(suite, vendor, trial.sample.name)
    case.set("time", f"{trial.seconds:.3f}")
    chosen = expression_of(f"{vendor}/{trial.sample.name}")
    text = "\n".join(trial_lines(trial, f"{command} -k {chosen} --update"))
    if trial.status == "xfail":
        _said(case, "skipped", headline(trial), "")
    elif not trial.is_good:
        _said(case, "error" if trial.status == "error" else "failure", headline(trial), text)


def _named(suite: ET.Element, vendor: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=f"invoiceplug.{vendor}", name=_clean(name), time="0.000")


def _said(case: ET.Element, kind: str, message: str, text: str) -> None:
    ET.SubElement(case, kind, message=_clean(message)).text = _clean(text) or None


def _count(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite)))
    for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{kind}"))))


def _clean(text: str) -> str:
    return _CONTROL.sub("", unstyle(text))

"""The closed list of error codes: the same everywhere, none used that is not on it, none on it without meaning."""

from __future__ import annotations

import pickle
import re
from functools import cache
from pathlib import Path

import pytest

from invoiceplug.errors import CODES, InvoiceplugError

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [*ROOT.glob("parsers/src/**/*.py"), *ROOT.glob("platform/src/**/*.py"), *ROOT.glob("plugins/*/src/**/*.py")]
TESTS = [*ROOT.glob("tests/parsers/**/*.py"), *ROOT.glob("tests/plugins/*.py"), *ROOT.glob("tests/cloud/**/*.py")]


@pytest.mark.parametrize("code", CODES)
def test_a_code_that_is_raised_is_raised_by_a_test(code: str) -> None:
    assert named_in(SOURCES, code)
    assert named_in(TESTS, code)


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_sentence_a_hint_and_its_statuses(code: str) -> None:
    known = CODES[code]
    assert known.title.endswith(".") and known.hint.endswith(".")
    assert 400 <= known.http < 600
    assert known.exit in (2, 3, 4, 5, 6, 70)


def test_no_source_raises_a_code_that_is_not_on_the_list() -> None:
    raised = {
        (path.relative_to(ROOT).as_posix(), code)
        for path in SOURCES
        for code in re.findall(r'InvoiceplugError\(\s*"([A-Z_]+)"', path.read_text())
    }
    assert raised
    assert {(path, code) for path, code in raised if code not in CODES} == set()


def test_the_page_knows_each_sentence_with_which_a_reading_fails_that_says_only_its_code() -> None:
    """In another language the page leaves it out."""
    known = re.findall(r'^  ([A-Z_]+): "(.+)",$', text_of(ROOT / "web/src/lib/generic.ts"), re.MULTILINE)
    assert [code for code, sentence in known if CODES[code].title != sentence] == []
    readers = [path for path in SOURCES if "/parsers/src/" in str(path) or path.name == "run.py"]
    bare = {code for path in readers for code in re.findall(r'InvoiceplugError\("(\w+)"(?:\)|, \w+=)', text_of(path))}
    assert bare - dict(known).keys() == set()


def test_an_error_keeps_its_facts_across_processes() -> None:
    error = InvoiceplugError("NO_VENDOR_MATCH", "Nearest: calderfinch.", found=2, missing=["VAT id"])
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.code, copy.detail, copy.facts) == (error.code, error.detail, error.facts)


def named_in(files: list[Path], code: str) -> bool:
    """Whether one of the files, the closed list itself aside, says the code."""
    return any(f'"{code}"' in text_of(path) for path in files if path.name != "errors.py")


@cache
def text_of(path: Path) -> str:
    return path.read_text()

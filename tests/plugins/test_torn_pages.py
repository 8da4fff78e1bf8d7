"""Whatever is missing on a page or stands where it should not, a vendor's plugin never fails at it: it says what it is.

A commit tries a few pages of each vendor; `--nightly` many more, from `--seed` on.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from torn import say_instead, torn

from invoiceplug import Document, InvoiceplugError
from invoiceplug.invoice_json import MAX_TEXT
from invoiceplug.pipeline import read_document
from invoiceplug.plugins import Plugins, load_plugins
from invoiceplug.toolkit.open import open_pdf
from invoiceplug.validate import most_characters

ROOT = Path(__file__).resolve().parents[2]
VENDORS = sorted(package.parent.name for package in (ROOT / "plugins").glob("*/pyproject.toml"))
FEW, MANY = 2, 200
PLUGIN_FAILS = ("PLUGIN_ERROR", "SCHEMA_INVALID")


@cache
def plugins() -> Plugins:
    return load_plugins()


@cache
def samples(vendor: str) -> list[Document]:
    return [open_pdf(path.read_bytes()) for path in sorted((ROOT / "tests/fixtures" / vendor).glob("*.pdf"))]


def end_of(document: Document, vendor: str) -> str:
    """The code with which the vendor's plugin ends."""
    try:
        read_document(document, plugins=plugins(), vendor=vendor)
    except InvoiceplugError as error:
        return error.code
    return "read"


def is_code(pointer: str) -> bool:
    """Whether it names a text of the heading or of the first line that invoice.v1 keeps short."""
    name = pointer.removeprefix("/lines/0").removeprefix("/")
    return most_characters().get(name, MAX_TEXT) < MAX_TEXT


@pytest.mark.parametrize("vendor", VENDORS)
def test_no_plugin_fails_at_a_torn_page(vendor: str, seed: int, pytestconfig: pytest.Config) -> None:
    count = MANY if pytestconfig.getoption("--nightly") else FEW
    ends = {
        (number, at): end_of(torn(sample, seed * MANY + at), vendor)
        for number, sample in enumerate(samples(vendor))
        for at in range(count)
    }
    assert [where for where, end in ends.items() if end in PLUGIN_FAILS] == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_no_plugin_is_blamed_for_what_is_longer_than_the_schema_allows(vendor: str) -> None:
    """Each code of the heading and of the first line in turn, where the vendor's page prints it."""
    sample = samples(vendor)[0]
    printed = read_document(sample, plugins=plugins(), vendor=vendor, embedded=False).sources
    codes = {each: places[0] for each, places in printed.items() if is_code(each) and "page" in places[0]}
    assert codes
    ends = {each: end_of(say_instead(sample, "x" * 300, **at), vendor) for each, at in codes.items()}
    assert {each: end for each, end in ends.items() if end in PLUGIN_FAILS} == {}


@pytest.mark.parametrize(("vendor", "other"), list(pairwise((*VENDORS, VENDORS[0]))))
def test_no_plugin_fails_at_the_invoice_of_somebody_else(vendor: str, other: str) -> None:
    assert end_of(samples(other)[0], vendor) not in PLUGIN_FAILS

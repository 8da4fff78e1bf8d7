"""A reading looks for no garbage, so it must make none: what it holds in a circle would stay with all the words."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from invoiceplug.garbage import uncollected
from invoiceplug.pipeline import read_document
from invoiceplug.plugins import load_plugins
from invoiceplug.toolkit.open import open_pdf


@pytest.fixture
def nobody_looks_for_garbage() -> Iterator[None]:
    with uncollected():
        yield


@pytest.mark.usefixtures("nobody_looks_for_garbage")
@pytest.mark.parametrize("sample", ["meridian", "norrsken", "nordkontor"])
def test_a_document_that_was_read_is_gone_once_nobody_wants_it(fixtures: Path, sample: str) -> None:
    file = next((fixtures / sample).glob("*.pdf"))
    document = open_pdf(file.read_bytes())
    page = weakref.ref(document.pages[0])
    reading = read_document(document, plugins=load_plugins())
    assert reading.invoice["lines"] and not gc.isenabled()
    del document
    assert page() is None

"""What the tests of lies share: Acme's bill, read and looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from acme import Acme, plugins_of

from invoiceplug.lies.pages import lie_findings
from invoiceplug.pipeline import read_document
from invoiceplug.reading import Finding, Reading
from invoiceplug.toolkit.open import open_pdf

LookAt = Callable[..., tuple[Reading, tuple[Finding, ...]]]


@pytest.fixture
def look_at() -> LookAt:
    """Acme's reading of a PDF, and what its pages say against it; `undrawn` as `lie_findings` takes it."""

    def look(pdf: bytes, undrawn: tuple[int, ...] = ()) -> tuple[Reading, tuple[Finding, ...]]:
        document = open_pdf(pdf)
        reading = read_document(document, plugins=plugins_of(Acme()))
        return reading, lie_findings(pdf, document, reading, undrawn=undrawn)

    return look

"""A regex has its time on one text line, and all regexes together have theirs on one document."""

from __future__ import annotations

import pytest

from invoiceplug import InvoiceplugError
from invoiceplug.template.pattern import compile_pattern, regex_budget

SLOW = compile_pattern(r"(.+)(.+)(.+)(.+)(.+)(.+)\1\2\3\4\5\6", "vendor.yaml:7")
LONG = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789"


def test_one_search_has_its_time() -> None:
    with pytest.raises(InvoiceplugError, match=r"LIMIT_TIME: vendor.yaml:7: the regex .* took longer than 0.5 s on"):
        SLOW.search(LONG)


def test_all_searches_on_a_document_share_theirs() -> None:
    quick = compile_pattern("[0-9]+", "vendor.yaml:8")
    with regex_budget(0.05):
        assert quick.search(LONG)
        with pytest.raises(InvoiceplugError, match=r"vendor.yaml:7: .* is over the 10.0 s that all regexes have"):
            SLOW.every(LONG)
    with regex_budget(0.0), pytest.raises(InvoiceplugError, match=r"vendor.yaml:8"):
        quick.search(LONG)
    assert [match[0] for match in quick.every("1 and 22")] == ["1", "22"]

"""Whether a value is what is printed at its place."""

from __future__ import annotations

import pytest

from invoiceplug.authoring.hints import hint
from invoiceplug.authoring.printed import is_printed


@pytest.mark.parametrize(
    ("pointer", "value", "text"),
    [
        ("/lines/0/line_total", "1204.50", "1.204,50 €"),
        ("/lines/0/line_total", "-12.50", "12.50-"),
        ("/lines/0/unit_price", "1234.50", "CHF 1'234.50"),
        ("/lines/0/qty_shipped", "12", "12 x 500 g"),
        ("/lines/0/qty_shipped", "0.5", ".5"),
        ("/totals/grand", "1234.50", "1 234,50"),
        ("/invoice_date", "2026-04-17", "17 avril 2026"),
        ("/due_date", "2026-04-17", "04/17/26"),
        ("/lines/0/description", "Äpfel Elstar", "ÄPFEL  Elstar"),
        ("/vendor/tax_id", "DE000417001", "DE 000 417 001"),
        ("/lines/0/uom", "H87", "Stk"),
    ],
)
def test_what_the_text_says_under_some_locale_is_printed(pointer: str, value: str, text: str) -> None:
    assert is_printed(pointer, value, text)


@pytest.mark.parametrize(
    ("pointer", "value", "text"),
    [
        ("/lines/0/line_total", "1204.51", "1.204,50"),
        ("/lines/0/qty_shipped", "21", "12"),
        ("/invoice_date", "2026-04-17", "17.05.2026"),
        ("/lines/0/description", "Pears", "Apples"),
    ],
)
def test_another_value_is_not(pointer: str, value: str, text: str) -> None:
    assert not is_printed(pointer, value, text)


@pytest.mark.parametrize(
    ("expected", "printed", "said"),
    [
        ("1204.50", "1.204,50", "the text looks like de-DE"),
        ("1204.50", "1'204.50", "the text looks like de-CH"),
        ("2026-04-13", "13/04/2026", "the text looks like en-GB"),
        ("2026-04-13", "13 avril 2026", "the text looks like fr-FR"),
        ("99", "1.204,50", None),
        ("Apples", "Pears", None),
    ],
)
def test_a_hint_names_the_locale_under_which_the_text_is_what_was_expected(
    expected: str, printed: str, said: str | None
) -> None:
    assert hint(expected, printed) == said
